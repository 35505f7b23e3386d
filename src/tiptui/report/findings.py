"""What `find` prints of what it found: a line, or data for other programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.record.links import Links, title
from tiptui.record.model import Point, Recommendation, Speaker
from tiptui.record.outcomes import status
from tiptui.record.problem import Fault
from tiptui.report.plain import addressees, makers, office, tree
from tiptui.search.find import Finding
from tiptui.text.visible import plural, visible


def finding_line(collection: Collection, finding: Finding) -> str:
    """Return kind, id, who: text (→ addressee, status), and how many quotations are wrong."""
    links, item = collection.links, finding.item
    if isinstance(item, Speaker):
        words = ", ".join(filter(None, (item.name, office(links, item))))
    else:
        outcome = _outcome(links, item) if isinstance(item, Recommendation) else ""
        words = f"{makers(links, finding.id)}: {item.text}{outcome}"
    wrong = sum(collection.proof(each).is_wrong for each in item.evidence)
    remark = f" [{plural(wrong, 'quote')} not found]" if wrong else ""
    return visible(f"{finding.kind:<14}  {finding.id}  {words}{remark}")


def _outcome(links: Links, item: Recommendation) -> str:
    """Return ` (→ addressee, status)`, without what there is none of."""
    to = f"→ {addressees(links, item)}" if item.to else ""
    words = ", ".join(filter(None, (to, status(item))))
    return f" ({words})" if words else ""


def findings_data(
    opened: Opened, collection: Collection, file: str, findings: Iterable[Finding]
) -> Iterator[dict[str, Any]]:
    """Return findings for JSON, each with every key."""
    findings = list(findings)
    links = collection.links
    places = opened.place([Fault(links.path(finding.id), "", "") for finding in findings])
    for finding, problem in zip(findings, places, strict=True):
        item = finding.item
        asked = item if isinstance(item, Recommendation) else None
        speakers = (item,) if isinstance(item, Speaker) else links.makers(finding.id)
        yield {
            "kind": finding.kind,
            "id": finding.id,
            "event": links.record.event.id,
            "text": title(item),
            "by": [speaker.id for speaker in speakers],
            "to": list(asked.to) if asked else [],
            "themes": [] if isinstance(item, Speaker) else list(item.themes),
            "mode": "" if isinstance(item, Speaker | Point) else item.mode,
            "number": asked.number if asked else "",
            "status": status(asked) if asked else "",
            "evidence": [
                {**tree(each), "status": collection.proof(each).status} for each in item.evidence
            ],
            "file": file,
            "line": problem.place.line,
        }
