"""What is cited: of the item under the cursor, ready to be pasted; of all that is exported, in RIS.

Two kinds of words stay apart: quotation marks surround `exact` and nothing else, and a source that
only reports what was said is named as reporting it, because its words are not the speaker's.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import Quotation, Thing
from tiptui.files.programs import address_at
from tiptui.proof.locate import QuoteStatus
from tiptui.record.model import Evidence, Source
from tiptui.report import markdown
from tiptui.report.export import Excerpt, Selection
from tiptui.report.phrases import event_with_dates, listed, makers, office, place, responder
from tiptui.search.index import Index
from tiptui.text.visible import clip, long_date, visible

Proof = Sequence[Quotation]

_LONGEST = 1_000
"""Letters of what is said again: in each citation of a record, or under another source."""

_TYPES = {"article": "NEWS", "minutes": "RPRT", "transcript": "RPRT", "video": "VIDEO"}

# Zotero takes values for HTML, and RIS has no way to say that a letter is only that letter. With a
# space there, HTML knows neither tag nor entity.
_TAG = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_SPACED = r"\g<0> "


class _Form(NamedTuple):
    """How the texts and the web addresses of a record are written."""

    text: Callable[[str], str]
    url: Callable[[str], str]


def choices(index: Index, name: str, evidence: Evidence | None = None) -> dict[str, str]:
    """Return the texts that cite an item, by their labels; none for no name of the collection.

    A claim or a response has the words of its evidence (of `evidence` alone where that is given;
    this way is missing without any), the record-keeper's sentence, a Markdown footnote and the id;
    a speaker and the event have a line that names them, and the id; an addressee in words has a
    line and the query that finds it; all else has the id.
    """
    thing = index.collection.get(name)
    if thing is None:
        return {}
    texts = dict[str, str]()
    if not thing.has_name:
        proof = [Quotation(thing, evidence)] if evidence else thing.quotations
        if words := "\n".join(_words(thing, proof, _PLAIN)):
            texts["Words"] = words
        texts["Sentence"] = _sentence(thing, proof, _PLAIN)
        texts["Footnote"] = footnote(thing, proof)
    elif thing.kind == "speaker":
        texts["Name"] = listed(
            _person(thing, _PLAIN), *_setting(thing, thing.quotations, _PLAIN), between="; "
        )
    elif thing.kind == "event":
        texts["Event"] = listed(*_setting(thing, thing.quotations, _PLAIN), between="; ")
    elif thing.kind == "addressee":
        # It has no id; a query finds it.
        line = listed(visible(thing.name), *_setting(thing, (), _PLAIN), between="; ")
        return {"Name": line, "Query": visible(index.facets.term_of(name))}
    return texts | {"Id": visible(thing.ref)}


def _words(thing: Thing, proof: Proof, form: _Form) -> Iterator[str]:
    """Return the words with who, event and source: a line for each source."""
    for some in _by_source(proof):
        with_place = len(set(map(_place, some))) > 1
        quotations = (_quote(cited, form, with_place) for cited in some)
        how = f"as {thing.mode} in " if thing.mode else ""
        yield f"{', '.join(quotations)} — {_reference(thing, some, form, how)}"


def _quote(cited: Quotation, form: _Form, with_place: bool) -> str:
    """Return the words in quotation marks, and their place if that is wanted."""
    words = f"“{form.text(cited.evidence.exact)}”"
    if cited.located.status is QuoteStatus.MISSING:
        return f"{words} {form.text('[not found in the source]')}"
    return words + (f" ({form.text(_place(cited))})" if with_place else "")


def _place(cited: Quotation) -> str:
    """Return the paragraph that the words stand in, whatever the record says, page and time."""
    located = cited.located
    return place(cited.evidence, located.paragraph if located.is_wrong else None)


def _sentence(thing: Thing, proof: Proof, form: _Form) -> str:
    """Return the record-keeper's sentence with who, event and sources.

    No source is said to quote it, even where the source quotes the speaker.
    """
    return f"{form.text(thing.name)} — {_reference(thing, proof, form)}"


def footnote(thing: Thing, proof: Proof) -> str:
    """Return the words as a Markdown footnote; without any the record-keeper's sentence."""
    body = "; ".join(_words(thing, proof, _MARKDOWN))
    body = body or _sentence(thing, proof, _MARKDOWN)
    return f"{footnote_mark(thing)}: {markdown.block(body)}"


def footnote_mark(thing: Thing) -> str:
    """Return what leads to a footnote."""
    # The slash of a derived id stays, which a footnote may have: `ann-1` can be another id.
    own = f"-{thing.id}" if thing.id != thing.dialogue.id else ""
    return f"[^{visible(f'{thing.dialogue.id}{own}')}]"


def _reference(thing: Thing, proof: Proof, form: _Form, how: str = "") -> str:
    """Return `Ann, Chair; Bo; An event, 2024; as reported in The log, ¶1`."""
    return listed(*_who(thing, form), *_setting(thing, proof, form, how), between="; ")


def _who(thing: Thing, form: _Form) -> Iterator[str]:
    """Return who made a claim; of a response who gave it, when, its status and to what."""
    if thing.kind == "response":
        when = long_date(thing.item.date)
        yield listed(form.text(responder(thing)), when, thing.status)
        yield f"in answer to: {form.text(clip(thing.claim.name, _LONGEST).rstrip('. '))}"
    elif thing.makers or thing.kind == "event":
        yield from (_person(maker, form) for maker in thing.makers)
    else:
        yield "all present"


def _person(person: Thing, form: _Form) -> str:
    """Return `Ann Ångström, Chair, SSA`."""
    return listed(form.text(person.name), form.text(office(person)))


def _setting(thing: Thing, proof: Proof, form: _Form, how: str = "") -> Iterator[str]:
    """Return the event with date and place, then each source with the places of the words.

    The address of a video leads to the first time that is given. `how` the sources give it stands
    before the first of them.
    """
    facts = event_with_dates(thing.dialogue), thing.dialogue.record.event.place
    yield listed(*(form.text(clip(fact, _LONGEST)) for fact in facts))
    for some in _by_source(proof):
        places = map(form.text, dict.fromkeys(map(_place, some)))
        if source := some[0].source:
            name, publisher = form.text(source.title), form.text(clip(source.publisher, _LONGEST))
            moment = next(filter(None, (cited.moment for cited in some)), "")
            url = address_at(source.url, moment) if source.url and moment else source.url
            yield listed(f"{how}{name}", publisher, *places, form.url(url) if url else "")
        else:
            yield listed(*places)
        how = ""


def _by_source(proof: Proof) -> Iterable[Proof]:
    """Return the quotations of each source, in the order in which they are first cited."""
    groups: dict[str, list[Quotation]] = {}
    for cited in proof:
        groups.setdefault(cited.source.id if cited.source else "", []).append(cited)
    return groups.values()


_PLAIN = _Form(visible, visible)
_MARKDOWN = _Form(markdown.escape_markdown, markdown.autolink)


# References: the sources, each with the claims that rest on it.


def references(selection: Selection) -> Iterator[str]:
    """Yield the sources that what was found rests on, line by line; of everything, all sources."""
    for excerpt in selection.excerpts:
        cited = _cited(excerpt)
        for source in excerpt.dialogue.record.sources:
            if source.id in cited or not selection.query:
                for tag, value in _facts(excerpt.dialogue, source, cited[source.id]):
                    yield f"{tag}  - {_TAG.sub(_SPACED, visible(value))}\n"
                yield "ER  - \n\n"


def _cited(excerpt: Excerpt) -> defaultdict[str, list[tuple[Thing, str]]]:
    """Return what rests on each source, by its id, with what is noted of it there."""
    cited: defaultdict[str, list[tuple[Thing, str]]] = defaultdict(list)
    for thing in excerpt.proved:
        who = responder(thing) if thing.kind == "response" else makers(thing)
        said = listed(who, thing.name, between=": ")
        remark = f" Note: {thing.note}" if thing.note else ""
        for quotations in _by_source(thing.quotations):
            if source := quotations[0].source:
                words = ", ".join(map(_quote_with_place, quotations))
                note = f"{thing.ref}, {thing.kind}: {said} {words}{remark}"
                cited[source.id].append((thing, "" if thing.has_name else note))
                said, remark = clip(said, _LONGEST), ""
    return cited


def _facts(
    dialogue: Dialogue, source: Source, cited: list[tuple[Thing, str]]
) -> Iterator[tuple[str, str]]:
    kind = _TYPES.get(source.type or "", "GEN")
    themes = (theme for thing, _ in cited for theme in thing.themes)
    day = source.published or dialogue.known_date
    facts = [
        ("TY", kind),
        ("ID", f"{dialogue.id}#{source.id}"),
        ("TI", source.title),
        ("T2" if kind == "NEWS" else "PB", source.publisher),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("M3", source.type or ""),
        ("LA", source.language),
        ("UR", source.url),
        *(("KW", word) for word in dict.fromkeys(theme.name for theme in themes)),
        ("N1", clip(listed(event_with_dates(dialogue), dialogue.record.event.place), _LONGEST)),
        ("N1", source.note),
        *(("N1", note) for _, note in cited),
    ]
    yield from (fact for fact in facts if fact[1])


def _quote_with_place(cited: Quotation) -> str:
    """Return `“windows” (¶2)`."""
    located = cited.located
    wrong = f", {located.in_words}" if located.is_wrong else ""
    return f"“{cited.evidence.exact}” ({place(cited.evidence)}{wrong})"
