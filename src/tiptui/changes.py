"""What differs between two records, in words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from tiptui.model import Record
from tiptui.text import clipped, counted

FEW = 3
"""Changed things that are named by their ids; more are counted."""


class _Differing(NamedTuple):
    added: list[str]
    removed: list[str]
    changed: list[str]


def changes(before: Record, after: Record, texts: Sequence[str] = ()) -> str:
    """Gives `3 statements added, r4 changed`; empty where nothing differs.

    `texts` are the ids of the sources whose texts differ.
    """
    words: list[str] = []
    if before != after:
        words = list(_in_record(before, after)) or ["order changed"]
    words += [f"text of {clipped(name)} changed" for name in texts[:FEW]]
    if len(texts) > FEW:
        words[-FEW:] = [f"{counted(len(texts), 'text')} changed"]
    return ", ".join(words)


def _in_record(before: Record, after: Record) -> Iterator[str]:
    if replace(before.event, points=()) != replace(after.event, points=()):
        yield "event changed"
    ordered = {"point": _unnamed({"point": before.event.points}, {"point": after.event.points})}
    for noun in ("organization", "theme", "speaker", "recommendation", "source"):
        ordered[noun] = _named(*(_by_id(record, f"{noun}s") for record in (before, after)))
        if noun == "speaker":
            said = [{each.id: each.statements for each in one.speakers} for one in (before, after)]
            ordered["statement"] = _unnamed(*said)
    for noun, (added, removed, changed) in ordered.items():
        if added:
            yield f"{counted(len(added), noun)} added"
        if removed:
            yield f"{counted(len(removed), noun)} removed"
        if len(changed) > FEW:
            yield f"{counted(len(changed), noun)} changed"
        elif changed:
            yield f"{', '.join(changed)} changed"


def _by_id(record: Record, section: str) -> dict[str, Any]:
    items = getattr(record, section)
    if section == "speakers":  # what they said is told by itself
        items = [replace(speaker, statements=()) for speaker in items]
    return {item.id: item for item in items}


def _named(before: Mapping[str, Any], after: Mapping[str, Any]) -> _Differing:
    return _Differing(
        [name for name in after if name not in before],
        [name for name in before if name not in after],
        [name for name, item in after.items() if name in before and before[name] != item],
    )


def _unnamed(before: Mapping[str, Sequence[Any]], after: Mapping[str, Sequence[Any]]) -> _Differing:
    """Tells apart what has no id of its own: one that differs takes the place of another."""
    found = _Differing([], [], [])
    for owner in {**before, **after}:
        old, new = before.get(owner, ()), after.get(owner, ())
        if old == new:
            continue
        gone = [f"{owner}/{number}" for number in _new_in(old, new)]
        come = [f"{owner}/{number}" for number in _new_in(new, old)]
        pairs = min(len(gone), len(come))
        found.changed.extend(come[:pairs])
        found.added.extend(come[pairs:])
        found.removed.extend(gone[pairs:])
    return found


def _new_in(items: Sequence[Any], others: Sequence[Any]) -> list[int]:
    """Gives the numbers, from 1, of the items that are not among the others."""
    left = Counter(others)
    numbers = []
    for number, item in enumerate(items, 1):
        if left[item]:
            left[item] -= 1
        else:
            numbers.append(number)
    return numbers
