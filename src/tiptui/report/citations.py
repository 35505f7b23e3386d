"""Citations: of the item under the cursor, to be pasted; of the sources of an export, in RIS.

Two kinds of words stay apart: quotation marks surround `exact` and nothing else, and a source that
only reports a statement is named as reporting it, because its words are not the speaker's.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

from tiptui.collection.dialogue import Event, Quotation, Thing
from tiptui.collection.facts import join_words
from tiptui.files.programs import address_at
from tiptui.proof.locate import QuoteStatus
from tiptui.report.export import Excerpt, Selection
from tiptui.report.markdown import autolink, block, escape_markdown
from tiptui.search.index import Index
from tiptui.search.query import for_shell
from tiptui.text.visible import clip, visible

Quotes = Sequence[Quotation]

_LONGEST = 1_000  # letters of a text that stands in more than one citation

_TYPES = {"article": "NEWS", "minutes": "RPRT", "transcript": "RPRT", "video": "VIDEO"}

# Zotero takes values for HTML, and RIS has no way to say that a letter is only that letter. With a
# space there, HTML knows neither tag nor entity.
_TAG = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_SPACED = r"\g<0> "


_FILE_NAME = re.compile(
    r".*\w\.(txt|md|docx?|pdf|html?|csv|tsv|xlsx?|vtt|srt|jsonl?|xml|eml)", re.IGNORECASE
)
"""The title of a source that nobody has named."""


Form = Callable[[str], str]
"""The function that writes the texts of a record: `visible` or `escape_markdown`."""


def choices(index: Index, ref: str, evidence: Any = None) -> dict[str, str]:
    """Return the texts that cite an item, by their labels; none for an unknown ref.

    With `evidence`, a claim or a response is cited by these words alone.
    """
    if index.collection.get(ref) is None:
        return {}
    thing, texts = index.collection[ref], dict[str, str]()
    if not thing.has_name:
        quotes = [thing.quotation(evidence)] if evidence else thing.quotations
        if words := "\n".join(_words(thing, quotes, visible)):
            texts["Quote"] = words
        if words := "\n".join(
            _words(thing, _in_sentences(quotes), visible, attrgetter("sentence"))
        ):
            texts["Sentence"] = words
        texts["Paraphrase"] = _paraphrase(thing, quotes, visible)
        texts["Footnote"] = footnote(thing, quotes)
    elif thing.kind in ("event", "speaker", "addressee"):
        name = "" if thing.kind == "event" else join_words(thing.name, thing.facts.office)
        setting = _setting(thing, thing.quotations, visible)
        texts["Name" if name else "Event"] = join_words(visible(name), *setting, between="; ")
    if thing.kind == "addressee":
        # It has no id; a query finds it.
        return texts | {"Query": visible(for_shell(index.facets.term_of(ref)))}
    return texts | {"Id": visible(thing.ref)}


def _in_sentences(quotes: Quotes) -> Quotes:
    """Return the quotes in sentences that are short enough to cite, the first of each sentence."""
    short = (quote for quote in reversed(quotes) if 0 < len(quote.sentence) <= _LONGEST)
    return [*reversed({quote.sentence: quote for quote in short}.values())]


def _words(
    thing: Thing,
    quotes: Quotes,
    form: Form,
    exact: Callable[[Quotation], str] = attrgetter("exact"),
) -> Iterator[str]:
    """Yield the words with who, event and source: a line for each source."""
    for some in _by_source(quotes):
        with_locator = len({quote.true_locator for quote in some}) > 1
        words = ", ".join(_quote(quote, form, with_locator, exact(quote)) for quote in some)
        yield f"{words} — {_reference(thing, some, form)}"


def _quote(quote: Quotation, form: Form, with_locator: bool, exact: str) -> str:
    words = f"“{form(exact)}”"
    if quote.located.status is QuoteStatus.MISSING:
        return f"{words} {form('[not found in the source]')}"
    return words + (f" ({form(quote.true_locator)})" if with_locator else "")


def _paraphrase(thing: Thing, quotes: Quotes, form: Form) -> str:
    """Return the record-keeper's sentence with who, event and sources, none of which quote it."""
    mark = "" if thing.name == thing.status else " (paraphrase)"
    return f"{form(f'{thing.name}{mark}')} — {_reference(thing, quotes, form)}"


def footnote(thing: Thing, quotes: Quotes) -> str:
    """Return the words as a Markdown footnote; without quotes the paraphrase."""
    form = escape_markdown
    body = "; ".join(_words(thing, quotes, form)) or _paraphrase(thing, quotes, form)
    return f"{footnote_mark(thing)}: {block(body)}"


def cite(quote: Quotation, mode: str) -> tuple[str, str, str]:
    """Return the event of a quotation, its words in quotation marks, and `as quoted in The log`."""
    event, origin = _setting(quote.of, [quote], visible, with_address=False)
    how = f"as {mode} in " if mode and quote.origin else ""
    return event, _quote(quote, visible, False, quote.exact), how + origin


def footnote_mark(thing: Thing) -> str:
    # The slash of a derived id stays, which a footnote may have: `ann-1` can be another id.
    return f"[^{visible(thing.ref.replace('#', '-', 1))}]"


def _reference(thing: Thing, quotes: Quotes, form: Form) -> str:
    """Return `Ann, Chair; Bo; reported by the minutes; An event, 2024; The log, ¶1`.

    Instead of makers, a response has its organization, date and status, and what it answers.
    """
    who, facts = list[str](), thing.facts
    if thing.kind == "response":
        by, answered = form(facts.words("by")), clip(thing.claim.name, _LONGEST)
        who.append(join_words(by, facts.words("date"), facts.words("status")))
        who.append(f"in response to: {form(answered.rstrip('. '))}")
    elif thing.is_claim:
        who = [join_words(*map(form, (by.words, by.detail))) for by in facts.of("by")]
        sorts = {quote.origin.facts.value("type") for quote in quotes if quote.origin}
        sort = "source" if len(sorts) > 1 or sorts <= {"", "other"} else sorts.pop()
        if mode := facts.words("mode"):
            who.append(f"{mode} by the {sort}" if quotes else mode)
    return join_words(*who, *_setting(thing, quotes, form), between="; ")


def _setting(thing: Thing, quotes: Quotes, form: Form, with_address: bool = True) -> Iterator[str]:
    """Yield the event with date and place, then each source with the locators of the words.

    The address of a video leads to the first time that is given.
    """
    yield join_words(*(form(clip(words, _LONGEST)) for words in setting(thing.event)))
    for some in _by_source(quotes):
        locators = map(form, dict.fromkeys(quote.true_locator for quote in some))
        if source := some[0].origin:
            own = source.facts
            title, publisher = source.name, clip(own.words("publisher"), _LONGEST)
            url, moment = own.words("url"), next(filter(None, (quote.moment for quote in some)), "")
            url = address_at(url, moment) if url and moment else url
            url = (autolink if form is escape_markdown else form)(url) if url else ""
            yield join_words(form(title), form(publisher), *locators, url if with_address else "")
        else:
            yield join_words(*locators)


def setting(event: Event) -> tuple[str, str]:
    """Return the name of an event with its dates, and the parts of its place that it lacks."""
    missing: list[str] = []
    for part in re.split(r"\s*,\s*", event.item.place):
        word = rf"(?<!\w){re.escape(part)}(?!\w)"
        if not re.search(word, event.name, re.IGNORECASE):
            missing.append(part)
    return dated_name(event), ", ".join(missing)


def dated_name(event: Event) -> str:
    """Return the name of an event with its dates, once."""
    dates = event.facts.words("start_date")
    return event.name if event.name.endswith(f" {dates}") else f"{event.name}, {dates}"


def _by_source(quotes: Quotes) -> Iterable[Quotes]:
    """Return the quotes of each source, in the order in which they are first cited."""
    groups: dict[Thing | None, list[Quotation]] = {}
    for quote in quotes:
        groups.setdefault(quote.origin, []).append(quote)
    return groups.values()


def write(selection: Selection) -> Iterator[str]:
    """Yield the cited sources in RIS, line by line; all sources for no query."""
    for excerpt in selection.excerpts:
        cited = _themes_and_notes(excerpt)
        for source in excerpt.dialogue.sources:
            if source in cited or not selection.query:
                for tag, value in _tags(source, cited[source]):
                    yield f"{tag}  - {_TAG.sub(_SPACED, visible(value))}\n"
                yield "ER  - \n\n"


def _themes_and_notes(excerpt: Excerpt) -> defaultdict[Thing, list[tuple[list[str], str]]]:
    """Return the themes and the note of each thing that rests on a source, by the source."""
    cited: defaultdict[Thing, list[tuple[list[str], str]]] = defaultdict(list)
    for thing in excerpt.things:
        facts = thing.facts
        text = join_words(facts.words("by"), thing.name, between=": ")
        themes = [theme.words for theme in facts.of("themes")]
        remark = f" Note: {thing.note}" if thing.note else ""
        for quotes in _by_source(thing.quotations):
            if source := quotes[0].origin:
                words = ", ".join(f"“{quote.exact}” ({_locator(quote)})" for quote in quotes)
                note = f"{thing.ref}, {thing.kind}: {text} {words}{remark}"
                cited[source].append((themes, "" if thing.has_name else note))
                text, remark = clip(text, _LONGEST), ""
    return cited


def _tags(source: Thing, cited: list[tuple[list[str], str]]) -> list[tuple[str, str]]:
    event, facts = source.event, source.facts
    kind = _TYPES.get(facts.value("type"), "GEN")
    themes = chain.from_iterable(themes for themes, _ in cited)
    day = facts.value("published") or event.dialogue.known_date
    tags = [
        ("TY", kind),
        ("ID", source.ref),
        ("TI", event.name if _FILE_NAME.fullmatch(source.name) else source.name),
        ("T2" if kind == "NEWS" else "PB", facts.value("publisher")),
        ("T3", clip(join_words(*setting(event)), _LONGEST)),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("M3", facts.value("type")),
        ("LA", facts.value("language")),
        ("UR", facts.value("url")),
        *(("KW", word) for word in dict.fromkeys(themes)),
        ("N1", source.note),
        *(("N1", note) for _, note in cited),
    ]
    return [(tag, value) for tag, value in tags if value]


def _locator(quote: Quotation) -> str:
    return join_words(quote.locator, quote.located.in_words if quote.located.is_wrong else "")
