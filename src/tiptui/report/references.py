"""What is exported as references, in RIS: the sources, each with the claims that rest on it."""

import re
from collections import defaultdict
from collections.abc import Iterator

from tiptui.collection.thing import Quotation, Thing
from tiptui.record.model import Event, Source
from tiptui.report.citations import by_source
from tiptui.report.export import Excerpt, Selection
from tiptui.report.phrases import event_with_dates, listed, makers, place, responder
from tiptui.text.visible import clip, visible

_TYPES = {"article": "NEWS", "minutes": "RPRT", "transcript": "RPRT", "video": "VIDEO"}

_LONGEST = 1_000
"""Letters of what is said again under another source."""

# Zotero takes values for HTML, and RIS has no way to say that a letter is only that letter. With a
# space there, HTML knows neither tag nor entity.
_TAG = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_SPACED = r"\g<0> "


def references(selection: Selection) -> Iterator[str]:
    """Yield the sources that what was found rests on, line by line; of everything, all sources."""
    for excerpt in selection.excerpts:
        cited = _cited(excerpt)
        for source in excerpt.dialogue.record.sources:
            if source.id in cited or not selection.query:
                for tag, value in _facts(excerpt.dialogue.record.event, source, cited[source.id]):
                    yield f"{tag}  - {_TAG.sub(_SPACED, visible(value))}\n"
                yield "ER  - \n\n"


def _cited(excerpt: Excerpt) -> defaultdict[str, list[tuple[Thing, str]]]:
    """Return what rests on each source, by its id, with what is noted of it there."""
    cited: defaultdict[str, list[tuple[Thing, str]]] = defaultdict(list)
    for thing in excerpt.proved:
        said, remark = _said(thing), f" Note: {thing.note}" if thing.note else ""
        for quotations in by_source(thing.quotations):
            if source := quotations[0].source:
                words = ", ".join(map(_quote, quotations))
                note = f"{thing.ref}, {thing.kind}: {said} {words}{remark}" if said else ""
                cited[source.id].append((thing, note))
                said, remark = clip(said, _LONGEST), ""
    return cited


def _said(thing: Thing) -> str:
    """Return who said what in a claim or a response; empty for all else."""
    who = responder(thing) if thing.kind == "response" else makers(thing)
    return "" if thing.has_name else listed(who, thing.name, between=": ")


def _facts(
    event: Event, source: Source, cited: list[tuple[Thing, str]]
) -> Iterator[tuple[str, str]]:
    """Yield the tags of a reference, with their values."""
    kind = _TYPES.get(source.type or "", "GEN")
    themes = (theme for thing, _ in cited for theme in thing.themes)
    day = source.published or event.start_date
    facts = [
        ("TY", kind),
        ("ID", f"{event.id}#{source.id}"),
        ("TI", source.title),
        ("T2" if kind == "NEWS" else "PB", source.publisher),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("M3", source.type or ""),
        ("LA", source.language),
        ("UR", source.url),
        *(("KW", word) for word in dict.fromkeys(theme.name for theme in themes)),
        ("N1", clip(listed(event_with_dates(event), event.place), _LONGEST)),
        ("N1", source.note),
        *(("N1", note) for _, note in cited),
    ]
    yield from (fact for fact in facts if fact[1])


def _quote(cited: Quotation) -> str:
    """Return `“windows” (¶2)`."""
    located = cited.located
    wrong = f", {located.in_words}" if located.is_wrong else ""
    return f"“{cited.evidence.exact}” ({place(cited.evidence)}{wrong})"
