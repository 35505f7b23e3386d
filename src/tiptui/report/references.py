"""What is exported as references, in RIS: the sources, each with the claims that rest on it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.thing import CLAIM_KINDS, Quotation, Thing
from tiptui.record.model import Source
from tiptui.report.export import Excerpt, Selection
from tiptui.report.phrases import dates, makers, party, place
from tiptui.text.visible import clip, visible

_TYPES = {"article": "NEWS", "minutes": "RPRT", "transcript": "RPRT", "video": "VIDEO"}

_LONGEST = 1_000
"""Letters of what is said again under another source."""

# Zotero takes values for HTML, and RIS has no way to say that a letter is only that letter. With a
# space there, HTML knows neither tag nor entity.
_TAG = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_SPACED = r"\g<0> "


class _Cited(NamedTuple):
    """What is proved, what it says, with a note, and its quotations of one source."""

    thing: Thing
    said: str
    note: str
    quotations: list[Quotation]


def references(selection: Selection) -> Iterator[str]:
    """Yield the sources that what was found rests on, line by line; of everything, all sources."""
    for excerpt in selection.excerpts:
        cited = _by_source(excerpt)
        for source in excerpt.dialogue.record.sources:
            if source.id in cited or not selection.query:
                for tag, value in _facts(excerpt.dialogue, source, cited[source.id]):
                    yield f"{tag}  - {_TAG.sub(_SPACED, visible(value))}\n"
                yield "ER  - \n\n"


def _by_source(excerpt: Excerpt) -> defaultdict[str, list[_Cited]]:
    """Return what rests on each source, by its id."""
    cited: defaultdict[str, list[_Cited]] = defaultdict(list)
    for thing in excerpt.proved:
        own: defaultdict[str, list[Quotation]] = defaultdict(list)
        for quotation in thing.quotations:
            if source := quotation.source:
                own[source.id].append(quotation)
        said, note = _said(thing), thing.note
        for source_id, some in own.items():
            cited[source_id].append(_Cited(thing, said, note, some))
            said, note = clip(said, _LONGEST), ""
    return cited


def _said(thing: Thing) -> str:
    who = makers(thing) if thing.kind in CLAIM_KINDS else ""
    if thing.kind == "response":
        who = party(thing.dialogue.things, thing.item.by)
    return ": ".join(filter(None, (who, thing.title)))


def _facts(dialogue: Dialogue, source: Source, cited: list[_Cited]) -> Iterator[tuple[str, str]]:
    """Yield the tags of a reference, with their values."""
    kind = _TYPES.get(source.type or "", "GEN")
    event = dialogue.record.event
    claims = [each for each in cited if not each.thing.has_name]
    themes = (each.thing.themes for each in claims)
    facts = [
        ("TY", kind),
        ("ID", f"{dialogue.id}#{source.id}"),
        ("TI", source.title),
        ("T2" if kind == "NEWS" else "PB", source.publisher),
        ("PY", source.published[:4]),
        ("DA", source.published.replace("-", "/")),
        ("M3", source.type or ""),
        ("LA", source.language),
        ("UR", source.url),
        *(("KW", word) for word in dict.fromkeys(each.title for each in chain(*themes))),
        ("N1", clip(", ".join(filter(None, (event.name, dates(event), event.place))), _LONGEST)),
        ("N1", source.note),
        *(("N1", _note(each)) for each in claims),
    ]
    yield from ((tag, value) for tag, value in facts if value)


def _note(cited: _Cited) -> str:
    """Return `lahore-2024-04-18#r3, recommendation: Ann: Open the windows. “windows” (¶2)`."""
    words = ", ".join(map(_quote, cited.quotations))
    head = f"{cited.thing.ref}, {cited.thing.kind}"
    return f"{head}: {cited.said} {words}" + (f" Note: {cited.note}" if cited.note else "")


def _quote(cited: Quotation) -> str:
    located = cited.located
    wrong = f", {located.in_words}" if located.is_wrong else ""
    return f"“{cited.evidence.exact}” ({place(cited.evidence)}{wrong})"
