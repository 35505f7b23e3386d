"""Changes as `diff` prints them: a line for each, or data."""

from collections.abc import Iterator, Sequence
from typing import Any

from tiptui.collection.changes import Change
from tiptui.collection.live import Live
from tiptui.entries.entry import Entry
from tiptui.report.plain import Pen, claim_words, findings_data
from tiptui.text.near_words import differ


def change_rows(
    changes: Sequence[Change], old: Live, new: Live, pen: Pen
) -> Iterator[tuple[str, str, str]]:
    """Yield the change, the ids, and who: text (→ addressee, status), with the differences."""
    for change in changes:
        sides = (old, change.old), (new, change.new)
        there = [(live.now.collection, Entry(claim)) for live, claim in sides if claim]
        ids = dict.fromkeys(collection.shown(entry.ref) for collection, entry in there)
        before, after = there[0][1], there[-1][1]
        text, end = pen(after.title), ""
        if change.kind == "reworded":
            spans = differ(after.title, before.title)
            text = pen.mark(after.title, [span for span, _ in spans if span[0] < span[1]])
            parts = (before.title[slice(*span)] for _, span in spans if span[0] < span[1])
            words = " … ".join(pen.mark(part, [(0, len(part))]) for part in parts)
            end = f" (before: {words})" if words else ""
        elif change.keys:
            end = pen(f" [{', '.join(change.keys)}]")
        status = pen.status(after.status)
        are_rounds = before.event.id != after.event.id
        if before.status != after.status and (are_rounds or change.kind == "answered"):
            status = f"{pen.status(before.status) or 'none'} → {status or 'none'}"
        words = claim_words(after, pen, text, status) + end
        yield f"{change.kind:<8}", pen(" → ".join(ids), "id"), words


def changes_data(changes: Sequence[Change], old: Live, new: Live) -> Iterator[dict[str, Any]]:
    """Yield changes for JSON, each with every key; their claims are as in `find --json`."""
    sides = (old, [change.old for change in changes]), (new, [change.new for change in changes])
    olds, news = (
        findings_data(live.now.opened, live.now.collection, filter(None, claims))
        for live, claims in sides
    )
    for change in changes:
        yield {
            "change": change.kind,
            "old": next(olds) if change.old else None,
            "new": next(news) if change.new else None,
            "keys": list(change.keys),
        }
