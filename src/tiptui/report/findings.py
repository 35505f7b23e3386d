"""What `find` prints of what it found: a line, or data for other programs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.collection.thing import Thing
from tiptui.record.model import Evidence
from tiptui.report.json_data import tree
from tiptui.report.phrases import addressees, listed, makers, office
from tiptui.search.find import Finding
from tiptui.search.index import Index
from tiptui.search.same import Alike
from tiptui.text.visible import plural, visible


def finding_lines(
    index: Index, found: Sequence[Finding], alike: Mapping[int, Alike] = MappingProxyType({})
) -> Iterator[str]:
    """Yield a line for each finding; of what asks the same also why."""
    _locate(found)
    numbers = index.rows["recommendations"].numbers
    for thing in found:
        why = f" [{alike[numbers[thing.name]].in_words}]" if alike else ""
        yield _line(thing) + why


def _locate(found: Iterable[Finding]) -> None:
    """Look for the words that prove some findings, and no others: there may be many more."""
    sought: defaultdict[Dialogue, list[Evidence]] = defaultdict(list)
    for thing in found:
        sought[thing.dialogue] += thing.evidence
    for dialogue, evidence in sought.items():
        dialogue.locate(evidence)


def _line(thing: Thing) -> str:
    """Return kind, id, who: text (→ addressee, status), and how many of its quotations are wrong.

    A speaker has its id alone: its dialogues may be many.
    """
    if thing.kind == "speaker":
        name, words = thing.id, listed(thing.title, office(thing))
    else:
        to = f"→ {addressees(thing)}" if thing.to else ""
        facts = listed(to, thing.status)
        name = thing.name
        words = f"{makers(thing)}: {thing.title}{f' ({facts})' if facts else ''}"
    wrong = sum(cited.located.is_wrong for cited in thing.quotations)
    remark = f" [{plural(wrong, 'quote')} not found]" if wrong else ""
    return visible(f"{thing.kind:<14}  {name}  {words}{remark}")


def findings_data(
    opened: Mapping[str, Opened], collection: Collection, found: Sequence[Finding]
) -> Iterator[dict[str, Any]]:
    """Return findings for JSON, each with every key. `opened` are all files."""
    _locate(found)
    sought: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in found:
        sought[thing.dialogue.file].append(thing)
    lines: dict[Thing, int] = {}
    for file, things in sought.items():
        positions = opened[file].positions([thing.path for thing in things])
        lines |= {thing: place.line for thing, place in zip(things, positions, strict=True)}
    for thing in found:
        yield _data(collection, thing) | {"file": thing.dialogue.file, "line": lines[thing]}


def _data(collection: Collection, thing: Thing) -> dict[str, Any]:
    name: str = thing.name
    event: str | list[str] = thing.dialogue.id
    if thing.kind == "speaker":
        own = {"by": [thing.id], "to": [], "themes": [], "mode": "", "number": "", "status": ""}
        if not thing.dialogue.is_alone:
            name, event = thing.id, [each.dialogue.id for each in collection.same(thing.name)]
    else:
        own = {
            "by": [maker.id for maker in thing.makers],
            "to": list(thing.to),
            "themes": list(thing.item.themes),
            "mode": thing.mode,
            "number": thing.reference_number,
            "status": thing.status,
        }
    proof = [tree(evidence, thing.dialogue.proof) for evidence in thing.evidence]
    named = {"kind": thing.kind, "id": name, "event": event, "text": thing.title}
    return {**named, **own, "evidence": proof}
