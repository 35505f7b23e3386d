"""What `find` prints of what it found: a line, or data for other programs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tiptui.collection.again import NOTHING_ALIKE
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.record.items import title
from tiptui.record.model import Claim, Evidence, Point, Recommendation, Speaker
from tiptui.record.outcomes import status
from tiptui.record.problem import Fault
from tiptui.report.plain import addressees, makers, office, tree
from tiptui.search.same import Alike
from tiptui.text.visible import plural, visible


def kind_of(item: object) -> str:
    """Return `speaker`, `statement`, `recommendation` or `point`."""
    return type(item).__name__.lower()


def finding_lines(
    collection: Collection, findings: Sequence[str], alike: Mapping[int, Alike] = NOTHING_ALIKE
) -> Iterator[str]:
    """Yield a line for each of some findings, by their names; of what asks the same also why."""
    _locate(collection, findings)
    numbers = collection.index.rows["recommendations"].numbers
    for name in findings:
        why = f" [{alike[numbers[name]].in_words}]" if alike else ""
        yield _line(collection, name) + why


def _locate(collection: Collection, findings: Iterable[str]) -> None:
    """Look for the words that prove some findings, and no others: there may be many more."""
    sought: defaultdict[Dialogue, list[Evidence]] = defaultdict(list)
    for dialogue, local in map(collection.place, findings):
        sought[dialogue] += dialogue.links.evidence(local)
    for dialogue, evidence in sought.items():
        dialogue.locate(evidence)


def _line(collection: Collection, name: str) -> str:
    """Return kind, id, who: text (→ addressee, status), and how many of its quotations are wrong.

    A speaker of several dialogues has its id alone.
    """
    dialogue, local = collection.place(name)
    links, item = dialogue.links, dialogue.links[local]
    if isinstance(item, Speaker):
        words = ", ".join(filter(None, (item.name, office(links, item))))
        name = item.id
    else:
        words = f"{makers(links, local)}: {title(item)}"
    if isinstance(item, Recommendation):
        to = f"→ {addressees(links, item)}" if item.to else ""
        facts = ", ".join(filter(None, (to, status(item))))
        words += f" ({facts})" if facts else ""
    wrong = sum(dialogue.proof(each).is_wrong for each in links.evidence(local))
    remark = f" [{plural(wrong, 'quote')} not found]" if wrong else ""
    return visible(f"{kind_of(item):<14}  {name}  {words}{remark}")


def findings_data(
    opened: Mapping[str, Opened], collection: Collection, findings: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Return findings, by their names, for JSON, each with every key. `opened` are all files."""
    _locate(collection, findings)
    sought: defaultdict[str, list[str]] = defaultdict(list)
    for name in findings:
        sought[collection.place(name)[0].file].append(name)
    lines: dict[str, int] = {}
    for file, names in sought.items():
        places = [collection.place(name) for name in names]
        faults = [Fault(dialogue.links.path(local), "", "") for dialogue, local in places]
        problems = opened[file].place(faults)
        lines |= {name: each.place.line for name, each in zip(names, problems, strict=True)}
    for name in findings:
        yield _data(collection, name) | {
            "file": collection.place(name)[0].file,
            "line": lines[name],
        }


def _data(collection: Collection, name: str) -> dict[str, Any]:
    dialogue, local = collection.place(name)
    links, item = dialogue.links, dialogue.links[local]
    speakers = (item,) if isinstance(item, Speaker) else links.makers(local)
    event: str | list[str] = dialogue.id
    if collection.several and isinstance(item, Speaker):
        name, event = item.id, [each.id for each, _ in collection.places(name)]
    asked = item if isinstance(item, Recommendation) else None
    return {
        "kind": kind_of(item),
        "id": name,
        "event": event,
        "text": title(item),
        "by": [speaker.id for speaker in speakers],
        "to": list(asked.to) if asked else [],
        "themes": list(item.themes) if isinstance(item, Claim) else [],
        "mode": item.mode if isinstance(item, Claim) and not isinstance(item, Point) else "",
        "number": asked.number if asked else "",
        "status": status(asked) if asked else "",
        "evidence": [
            {**tree(each), "status": dialogue.proof(each).status.value}
            for each in links.evidence(local)
        ],
    }
