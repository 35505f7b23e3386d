"""What is cited: of the item under the cursor, ready to be pasted; of all that is exported, in RIS.

Two kinds of words stay apart: quotation marks surround `exact` and nothing else, and a source that
only reports what was said is named as reporting it, because its words are not the speaker's.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from tiptui.entries.entry import Entry, Quote
from tiptui.entries.facts import Facts, join_words
from tiptui.files.programs import address_at
from tiptui.proof.locate import QuoteStatus
from tiptui.report import markdown
from tiptui.report.export import Excerpt, Selection
from tiptui.search.index import Index
from tiptui.text.visible import clip, visible

Quotes = Sequence[Quote]

ThemesAndNote = tuple[Sequence[str], str]
"""The themes and the note of an entry that rests on a source."""

_LONGEST = 1_000
"""Letters of what is said again: in each citation of a record, or under another source."""

_MOST_KEPT = 1_000

_TYPES = {"article": "NEWS", "minutes": "RPRT", "transcript": "RPRT", "video": "VIDEO"}

# Zotero takes values for HTML, and RIS has no way to say that a letter is only that letter. With a
# space there, HTML knows neither tag nor entity.
_TAG = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_SPACED = r"\g<0> "


class Notation(NamedTuple):
    """How the texts and the web addresses of a record are written."""

    text: Callable[[str], str]
    url: Callable[[str], str]


def choices(index: Index, ref: str, evidence: Any = None) -> dict[str, str]:
    """Return the texts that cite an item, by their labels; none for no ref of the collection.

    - A claim or a response has the words of its evidence (only of `evidence` where that is given;
      not without any), the record-keeper's sentence, a Markdown footnote and the id.
    - A speaker and the event have a line that names them, and the id.
    - An addressee in words has a line, and the query that finds it.
    - All else has the id.
    """
    if index.collection.get(ref) is None:
        return {}
    entry, texts = Entry(index.collection[ref]), dict[str, str]()
    if not entry.is_named:
        quotes = [entry.quote(evidence)] if evidence else entry.quotes
        if words := "\n".join(_words(entry, quotes, _PLAIN)):
            texts["Words"] = words
        texts["Sentence"] = _sentence(entry, quotes, _PLAIN)
        texts["Footnote"] = footnote(entry, quotes, markdown_form())
    elif entry.kind == "speaker":
        name = join_words(visible(entry.title), visible(entry.facts.office))
        texts["Name"] = join_words(name, *_setting(entry, entry.quotes, _PLAIN), between="; ")
    elif entry.kind == "event":
        texts["Event"] = join_words(*_setting(entry, entry.quotes, _PLAIN), between="; ")
    elif entry.kind == "addressee":
        # It has no id; a query finds it.
        line = join_words(visible(entry.title), *_setting(entry, (), _PLAIN), between="; ")
        return {"Name": line, "Query": visible(index.facets.term_of(ref))}
    return texts | {"Id": visible(entry.ref)}


def _words(entry: Entry, quotes: Quotes, form: Notation) -> Iterator[str]:
    """Yield the words with who, event and source: a line for each source."""
    facts = entry.facts
    mode = facts.words("mode")
    for some in _by_source(quotes):
        with_place = len({quote.true_place for quote in some}) > 1
        words = ", ".join(_quoted(quote, form, with_place) for quote in some)
        how = f"as {mode} in " if mode else ""
        yield f"{words} — {_reference(entry, facts, some, form, how)}"


def _quoted(quote: Quote, form: Notation, with_place: bool) -> str:
    """Return the words in quotation marks, and their place if that is wanted."""
    words = f"“{form.text(quote.exact)}”"
    if quote.found.status is QuoteStatus.MISSING:
        return f"{words} {form.text('[not found in the source]')}"
    return words + (f" ({form.text(quote.true_place)})" if with_place else "")


def _sentence(entry: Entry, quotes: Quotes, form: Notation) -> str:
    """Return the record-keeper's sentence with who, event and sources.

    No source is said to quote it, even where the source quotes the speaker.
    """
    return f"{form.text(entry.title)} — {_reference(entry, entry.facts, quotes, form)}"


def markdown_form() -> Notation:
    """Return the form of Markdown. It keeps some texts: the same names stand in many footnotes."""
    return Notation(lru_cache(_MOST_KEPT)(markdown.escape_markdown), markdown.autolink)


def footnote(entry: Entry, quotes: Quotes, form: Notation) -> str:
    """Return the words as a Markdown footnote; without any the record-keeper's sentence."""
    body = "; ".join(_words(entry, quotes, form)) or _sentence(entry, quotes, form)
    return f"{footnote_mark(entry)}: {markdown.block(body)}"


def footnote_mark(entry: Entry) -> str:
    """Return the mark that leads to a footnote."""
    # The slash of a derived id stays, which a footnote may have: `ann-1` can be another id.
    return f"[^{visible(entry.ref.replace('#', '-', 1))}]"


def _reference(entry: Entry, facts: Facts, quotes: Quotes, form: Notation, how: str = "") -> str:
    """Return `Ann, Chair; Bo; An event, 2024; as reported in The log, ¶1`."""
    return join_words(*_who(entry, facts, form), *_setting(entry, quotes, form, how), between="; ")


def _who(entry: Entry, facts: Facts, form: Notation) -> Iterator[str]:
    """Yield the makers of a claim; of a response who gave it, when, its status and to what."""
    if entry.kind == "response":
        by, status = form.text(facts.words("by")), facts.words("status")
        yield join_words(by, facts.words("date"), status)
        yield f"in answer to: {form.text(clip(entry.answered.title, _LONGEST).rstrip('. '))}"
    for maker in facts.of("by") if entry.is_claim else ():
        yield join_words(form.text(maker.words), form.text(maker.detail))


def _setting(entry: Entry, quotes: Quotes, form: Notation, how: str = "") -> Iterator[str]:
    """Yield the event with date and place, then each source with the places of the words.

    The address of a video leads to the first time that is given. `how` the sources give it stands
    before the first of them.
    """
    yield join_words(*(form.text(clip(fact, _LONGEST)) for fact in entry.setting))
    for some in _by_source(quotes):
        places = map(form.text, dict.fromkeys(quote.true_place for quote in some))
        if source := some[0].source:
            own = source.facts
            title, publisher = source.title, clip(own.words("publisher"), _LONGEST)
            url, moment = own.words("url"), next(filter(None, (each.moment for each in some)), "")
            if url and moment:
                url = address_at(url, moment)
            name = f"{how}{form.text(title)}"
            yield join_words(name, form.text(publisher), *places, form.url(url) if url else "")
        else:
            yield join_words(*places)
        how = ""


def _by_source(quotes: Quotes) -> Iterable[Quotes]:
    """Return the quotes of each source, in the order in which they are first cited."""
    groups: dict[Entry | None, list[Quote]] = {}
    for quote in quotes:
        groups.setdefault(quote.source, []).append(quote)
    return groups.values()


_PLAIN = Notation(visible, visible)


# References: the sources, each with the claims that rest on it.


def references(selection: Selection) -> Iterator[str]:
    """Yield the sources that what was found rests on, line by line; of everything, all sources."""
    for excerpt in selection.excerpts:
        cited = _cited(excerpt)
        for source in map(Entry, excerpt.dialogue.sources):
            if source in cited or not selection.query:
                for tag, value in _facts(source, cited[source]):
                    yield f"{tag}  - {_TAG.sub(_SPACED, visible(value))}\n"
                yield "ER  - \n\n"


def _cited(excerpt: Excerpt) -> defaultdict[Entry, list[ThemesAndNote]]:
    """Return the themes and the note of each entry that rests on a source, by the source."""
    cited: defaultdict[Entry, list[ThemesAndNote]] = defaultdict(list)
    for entry in excerpt.proved:
        facts = entry.facts
        said = join_words(facts.words("by"), entry.title, between=": ")
        themes = [theme.words for theme in facts.of("themes")]
        remark = f" Note: {entry.note}" if entry.note else ""
        for quotes in _by_source(entry.quotes):
            if source := quotes[0].source:
                words = ", ".join(map(_with_place, quotes))
                note = f"{entry.ref}, {entry.kind}: {said} {words}{remark}"
                cited[source].append((themes, "" if entry.is_named else note))
                said, remark = clip(said, _LONGEST), ""
    return cited


def _facts(source: Entry, cited: list[ThemesAndNote]) -> Iterator[tuple[str, str]]:
    event, facts = source.event, source.facts
    kind = _TYPES.get(facts.value("type"), "GEN")
    themes = chain.from_iterable(themes for themes, _ in cited)
    day = facts.value("published") or event.known_date
    told = [
        ("TY", kind),
        ("ID", source.ref),
        ("TI", source.title),
        ("T2" if kind == "NEWS" else "PB", facts.value("publisher")),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("M3", facts.value("type")),
        ("LA", facts.value("language")),
        ("UR", facts.value("url")),
        *(("KW", word) for word in dict.fromkeys(themes)),
        ("N1", clip(join_words(*event.setting), _LONGEST)),
        ("N1", source.note),
        *(("N1", note) for _, note in cited),
    ]
    yield from (each for each in told if each[1])


def _with_place(quote: Quote) -> str:
    """Return `“windows” (¶2)`."""
    wrong = f", {quote.found.in_words}" if quote.found.is_wrong else ""
    return f"“{quote.exact}” ({quote.place}{wrong})"
