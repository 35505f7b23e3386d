"""What differs between two records, in words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from tiptui.record.model import Record, Speaker, Statement
from tiptui.text.visible import clip, plural

FEW = 3
"""Changed things that are named by their ids; more are counted."""


class _Differing(NamedTuple):
    added: list[str]
    removed: list[str]
    changed: list[str]


NOUNS = ("organization", "theme", "speaker", "recommendation", "source")
"""What has an id of its own in a list of the record."""


def differing(before: Record, after: Record) -> frozenset[str]:
    """Gives the ids of what was added, removed or changed, statements with their speakers."""
    names: set[str] = set()
    for noun in NOUNS:
        old, new = (_by_id(record, noun) for record in (before, after))
        names |= {name for name in {**old, **new} if old.get(name) != new.get(name)}
    return frozenset(names)


def _by_id(record: Record, noun: str) -> dict[str, Any]:
    return {item.id: item for item in getattr(record, f"{noun}s")}


def changes(
    before: Record, after: Record, different: frozenset[str], texts: Sequence[str] = ()
) -> str:
    """Gives `3 statements added, r4 changed`; empty where nothing differs.

    `different` are the ids that `differing` gives, `texts` those of the sources whose texts differ.
    """
    words = list(_in_record(before, after, different))
    if not words and before != after:
        words = ["order changed"]
    words += [f"text of {clip(name)} changed" for name in texts[:FEW]]
    if len(texts) > FEW:
        words[-FEW:] = [f"{plural(len(texts), 'text')} changed"]
    return ", ".join(words)


def _in_record(before: Record, after: Record, different: frozenset[str]) -> Iterator[str]:
    if replace(before.event, points=()) != replace(after.event, points=()):
        yield "event changed"
    said: list[Any] = []
    records = before, after
    ordered = {"point": _unnamed({"point": before.event.points}, {"point": after.event.points})}
    for noun in NOUNS:
        old, new = (_by_id(record, noun) for record in records)
        changed_ids = [name for name in new if name in old and name in different]
        if noun == "speaker":
            said = [_said(one, other, changed_ids) for one, other in ((old, new), (new, old))]
            changed_ids = [name for name in changed_ids if _bare(old[name]) != _bare(new[name])]
        ordered[noun] = _Differing(
            [name for name in new if name not in old],
            [name for name in old if name not in new],
            changed_ids,
        )
    ordered["statement"] = _unnamed(*said)
    for noun, (added, removed, changed) in ordered.items():
        if added:
            yield f"{plural(len(added), noun)} added"
        if removed:
            yield f"{plural(len(removed), noun)} removed"
        if len(changed) > FEW:
            yield f"{plural(len(changed), noun)} changed"
        elif changed:
            yield f"{', '.join(changed)} changed"


def _said(
    speakers: Mapping[str, Speaker], others: Mapping[str, Speaker], differing: Sequence[str]
) -> dict[str, tuple[Statement, ...]]:
    """Gives the statements of the speakers that differ or that the others do not have."""
    alone = [name for name in speakers if name not in others]
    return {name: speakers[name].statements for name in (*differing, *alone)}


def _bare(speaker: Speaker) -> Speaker:
    """Gives a speaker without what they said, which is told by itself."""
    return replace(speaker, statements=())


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
