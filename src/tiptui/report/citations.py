"""What is cited of the item under the cursor, ready to be pasted.

Two kinds of words stay apart: quotation marks surround `exact` and nothing else, and a source that
only reports what was said is named as reporting it, because its words are not the speaker's.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.terms import term_of
from tiptui.files.opener import address_at
from tiptui.record.items import Addressee, title
from tiptui.record.model import Claim, Event, Evidence, Point, Response, Speaker
from tiptui.report import markdown
from tiptui.report.plain import dates, office, party, place
from tiptui.sources.locate import QuoteStatus
from tiptui.text.visible import clip, long_date, visible

Proof = Sequence[Evidence]

_LONGEST = 1_000
"""Letters of what every citation of a record repeats: there can be as many as it has claims."""


class Choice(NamedTuple):
    """One way to cite an item: what it is called, and the text to paste."""

    label: str
    text: str


class _Form(NamedTuple):
    """How the texts and the web addresses of a record are written."""

    text: Callable[[str], str]
    url: Callable[[str], str]


def choices(collection: Collection, name: str, evidence: Evidence | None = None) -> list[Choice]:
    """Return the ways to cite an item by its name; none for no name of the collection.

    A claim or a response has the words of its evidence (of `evidence` alone where that is given;
    this way is missing without any), the record-keeper's sentence, a Markdown footnote and the id;
    a speaker and the event have a line that names them, and the id; an addressee in words has a
    line and the query that finds it; all else has the id.
    """
    if collection.get(name) is None:
        return []
    term, (dialogue, name) = partial(term_of, collection, name), collection.place(name)
    item = dialogue.links[name]
    ways: list[Choice] = []
    if isinstance(item, Claim | Response):
        ways = _of_claim(dialogue, name, item, (evidence,) if evidence else item.evidence)
    elif isinstance(item, Speaker):
        who = _person(dialogue, item, _PLAIN)
        ways = [Choice("Name", _joined((who, *_setting(dialogue, item.evidence, _PLAIN))))]
    elif isinstance(item, Event):
        ways = [Choice("Event", _joined(_setting(dialogue, item.evidence, _PLAIN)))]
    elif isinstance(item, Addressee):
        # It has no id; a query finds it.
        named = _joined((visible(item.name), *_setting(dialogue, (), _PLAIN)))
        return [Choice("Name", named), Choice("Query", visible(term()))]
    return [*ways, Choice("Id", global_id(dialogue, name))]


def global_id(dialogue: Dialogue, name: str) -> str:
    """Return an id as it is known outside its record: `lahore-2024-04-18#r3`; the event's as is."""
    event = dialogue.record.event.id
    return visible(name if name == event else f"{event}#{name}")


def _of_claim(dialogue: Dialogue, name: str, claim: Claim | Response, proof: Proof) -> list[Choice]:
    words = "\n".join(_words(dialogue, name, claim, proof, _PLAIN))
    return [
        *([Choice("Words", words)] if words else []),
        Choice("Sentence", _sentence(dialogue, name, claim, proof, _PLAIN)),
        Choice("Footnote", footnote(dialogue, name, claim, proof)),
    ]


def _words(
    dialogue: Dialogue, name: str, claim: Claim | Response, proof: Proof, form: _Form
) -> Iterator[str]:
    """Return the words with who, event and source: a line for each source."""
    for items in _by_source(dialogue, proof):
        several = len({_place(dialogue, item) for item in items}) > 1
        quotations = (_quotation(dialogue, item, form, several) for item in items)
        how = "" if isinstance(claim, Point | Response) else f"as {claim.mode} in "
        yield f"{', '.join(quotations)} — {_reference(dialogue, name, items, form, how)}"


def _quotation(dialogue: Dialogue, item: Evidence, form: _Form, several: bool) -> str:
    """Return the words in quotation marks; with their place where `several` are cited."""
    words = f"“{form.text(item.exact)}”"
    if dialogue.proof(item).status is QuoteStatus.MISSING:
        return f"{words} {form.text('[not found in the source]')}"
    return words + (f" ({form.text(_place(dialogue, item))})" if several else "")


def _place(dialogue: Dialogue, item: Evidence) -> str:
    """Return the paragraph that the words stand in, whatever the record says, page and time."""
    located = dialogue.proof(item)
    return place(item, located.paragraph if located.is_wrong else None)


def _sentence(
    dialogue: Dialogue, name: str, claim: Claim | Response, proof: Proof, form: _Form
) -> str:
    """Return the record-keeper's sentence with who, event and sources.

    No source is said to quote it, even where the source quotes the speaker.
    """
    return f"{form.text(title(claim))} — {_reference(dialogue, name, proof, form)}"


def footnote(dialogue: Dialogue, name: str, claim: Claim | Response, proof: Proof) -> str:
    """Return the words as a Markdown footnote; without any the record-keeper's sentence."""
    body = "; ".join(_words(dialogue, name, claim, proof, _MARKDOWN))
    body = body or _sentence(dialogue, name, claim, proof, _MARKDOWN)
    return f"{footnote_mark(dialogue, name)}: {markdown.block(body)}"


def footnote_mark(dialogue: Dialogue, name: str) -> str:
    """Return what leads to a footnote."""
    # The slash of a derived id stays, which a footnote may have: `ann-1` can be another id.
    return f"[^{visible(f'{dialogue.id}-{name}')}]"


def _reference(dialogue: Dialogue, name: str, proof: Proof, form: _Form, how: str = "") -> str:
    """Return `Ann, Chair; Bo; An event, 2024; as reported in The log, ¶1`."""
    return _joined((*_who(dialogue, name, form), *_setting(dialogue, proof, form, how)))


def _who(dialogue: Dialogue, name: str, form: _Form) -> Iterator[str]:
    """Return who made a claim; of a response who gave it, when, its status and to what."""
    links = dialogue.links
    item = links[name]
    if isinstance(item, Response):
        when = long_date(item.date) if item.date else ""
        yield _listed(form.text(party(links, item.by)), when, item.status)
        asked = clip(title(links[links.recommendation(name)]), _LONGEST)
        yield f"in answer to: {form.text(asked.rstrip('. '))}"
    elif makers := links.makers(name):
        yield from (_person(dialogue, speaker, form) for speaker in makers)
    else:
        yield "all present"


def _person(dialogue: Dialogue, speaker: Speaker, form: _Form) -> str:
    """Return `Ann Ångström, Chair, SSA`."""
    return _listed(form.text(speaker.name), form.text(office(dialogue.links, speaker)))


def _setting(dialogue: Dialogue, proof: Proof, form: _Form, how: str = "") -> Iterator[str]:
    """Return the event with date and place, then each source with the places of the words.

    The address of a video leads to the first time that is given. `how` the sources give it stands
    before the first of them.
    """
    event = dialogue.record.event
    name, where = clip(event.name, _LONGEST), clip(event.place, _LONGEST)
    yield _listed(*map(form.text, (name, dates(event), where)))
    for items in _by_source(dialogue, proof):
        places = map(form.text, dict.fromkeys(_place(dialogue, item) for item in items))
        if source := dialogue.links.source(items[0]):
            name, publisher = form.text(source.title), form.text(clip(source.publisher, _LONGEST))
            moment = next(filter(None, map(dialogue.links.moment, items)), "")
            url = address_at(source.url, moment) if source.url and moment else source.url
            yield _listed(f"{how}{name}", publisher, *places, form.url(url) if url else "")
        else:
            yield _listed(*places)
        how = ""


def _by_source(dialogue: Dialogue, proof: Proof) -> Iterable[Proof]:
    """Return the evidence of each source, in the order in which they are first cited."""
    groups: dict[str, list[Evidence]] = {}
    for item in proof:
        source = dialogue.links.source(item)
        groups.setdefault(source.id if source else "", []).append(item)
    return groups.values()


def _listed(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(filter(None, parts))


_PLAIN = _Form(visible, visible)
_MARKDOWN = _Form(markdown.escaped, markdown.autolink)
