"""What differs between two records, in words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tiptui.record.model import Record
from tiptui.text.visible import clip, plural

_FEW = 3
"""Changed things that are named by their ids; more are counted."""

_NOUNS = ("organization", "theme", "speaker", "recommendation", "source")
"""What has an id of its own in a list of the record."""


def differing(before: Record, after: Record) -> frozenset[str]:
    """Return the ids of what was added, removed or changed, statements with their speakers."""
    ids: set[str] = set()
    for noun in _NOUNS:
        old, new = _by_id(before, noun), _by_id(after, noun)
        ids |= {id for id in {**old, **new} if old.get(id) != new.get(id)}
    return frozenset(ids)


def _by_id(record: Record, noun: str) -> dict[str, Any]:
    return {item.id: item for item in getattr(record, f"{noun}s")}


def changes(
    before: Record, after: Record, different: frozenset[str], texts: Sequence[str] = ()
) -> str:
    """Return `3 statements added, r4 changed`; empty where nothing differs.

    `different` are the ids that `differing` gives, `texts` those of the sources whose texts differ.
    """
    words = list(_in_record(before, after, different))
    if not words and before != after:
        words = ["order changed"]
    if len(texts) > _FEW:
        return ", ".join([*words, f"{plural(len(texts), 'text')} changed"])
    return ", ".join([*words, *(f"text of {clip(source)} changed" for source in texts)])


def _in_record(before: Record, after: Record, different: frozenset[str]) -> Iterator[str]:
    if replace(before.event, points=()) != replace(after.event, points=()):
        yield "event changed"
    yield from _in_lists("point", {"point": before.event.points}, {"point": after.event.points})
    statements: list[dict[str, Any]] = []
    for noun in _NOUNS:
        old, new = (
            {id: item for id, item in _by_id(each, noun).items() if id in different}
            for each in (before, after)
        )
        if noun == "speaker":
            statements = [
                {id: each.statements for id, each in items.items()} for items in (old, new)
            ]
            old, new = (
                {id: replace(each, statements=()) for id, each in items.items()}
                for items in (old, new)
            )
        changed = [id for id in new if id in old and old[id] != new[id]]
        yield from _words(noun, len(new.keys() - old), len(old.keys() - new), changed)
    yield from _in_lists("statement", *statements)


def _in_lists(
    noun: str, old: Mapping[str, Sequence[Any]], new: Mapping[str, Sequence[Any]]
) -> Iterator[str]:
    """Yield what differs in the lists of each owner: an item that is new replaces one that is gone.

    Items are named by their numbers.
    """
    added, removed, changed = 0, 0, list[str]()
    for owner in {**old, **new}:
        come = _missing(new.get(owner, ()), old.get(owner, ()))
        gone = _missing(old.get(owner, ()), new.get(owner, ()))
        replaced = min(len(come), len(gone))
        changed += [f"{owner}/{number}" for number in come[:replaced]]
        added += len(come) - replaced
        removed += len(gone) - replaced
    yield from _words(noun, added, removed, changed)


def _missing(items: Sequence[Any], others: Sequence[Any]) -> list[int]:
    """Return the numbers, from 1, of the items that are not among the others."""
    left = Counter(others)
    numbers = []
    for number, item in enumerate(items, 1):
        left[item] -= 1
        if left[item] < 0:
            numbers.append(number)
    return numbers


def _words(noun: str, added: int, removed: int, changed: Sequence[str]) -> Iterator[str]:
    if added:
        yield f"{plural(added, noun)} added"
    if removed:
        yield f"{plural(removed, noun)} removed"
    if len(changed) > _FEW:
        yield f"{plural(len(changed), noun)} changed"
    elif changed:
        yield f"{', '.join(changed)} changed"
