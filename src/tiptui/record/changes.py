"""What differs between two records, in words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tiptui.record.ids import part_id
from tiptui.record.model import Event, Record, Speaker
from tiptui.text.visible import clip, plural

_FEW = 3
"""Changed things that are named by their ids; more are counted."""

_NOUNS = ("organization", "theme", "speaker", "recommendation", "source")
"""What has an id of its own in a list of the record."""


def changes(before: Record, after: Record, texts: Sequence[str] = ()) -> str:
    """Return `3 statements added, r4 changed`; empty where nothing differs.

    `texts` are the ids of the sources whose texts differ.
    """
    words = [] if before == after else list(_in_record(before, after)) or ["order changed"]
    if len(texts) > _FEW:
        return ", ".join([*words, f"{plural(len(texts), 'text')} changed"])
    return ", ".join([*words, *(f"text of {clip(source)} changed" for source in texts)])


def _in_record(before: Record, after: Record) -> Iterator[str]:
    if _alone(before.event) != _alone(after.event):
        yield "event changed"
    yield from _in_lists("point", {"point": before.event.points}, {"point": after.event.points})
    for noun in _NOUNS:
        old, new = ({each.id: each for each in getattr(of, f"{noun}s")} for of in (before, after))
        both = (id for id in new if id in old and old[id] != new[id])
        changed = [id for id in both if _alone(old[id]) != _alone(new[id])]
        yield from _words(noun, len(new.keys() - old), len(old.keys() - new), changed)
    statements = ({each.id: each.statements for each in of.speakers} for of in (before, after))
    yield from _in_lists("statement", *statements)


def _alone(thing: Any) -> Any:
    """Return a thing without what is told item by item."""
    lists = {Event: {"points": ()}, Speaker: {"statements": ()}}
    return replace(thing, **lists.get(type(thing), {}))


def _in_lists(
    noun: str, old: Mapping[str, Sequence[Any]], new: Mapping[str, Sequence[Any]]
) -> Iterator[str]:
    """Yield what differs in the lists of each owner: what is new replaces what is gone."""
    added, removed, changed = 0, 0, list[str]()
    for owner in {**old, **new}:
        before, after = old.get(owner, ()), new.get(owner, ())
        if before == after:  # as most are: to count takes longer
            continue
        come, gone = _missing(after, before), _missing(before, after)
        replaced = min(len(come), len(gone))
        ids = {before[number].id for number in gone} - {""}
        come.sort(key=lambda number: after[number].id not in ids)
        changed += [part_id(after[number], owner, number) for number in come[:replaced]]
        added += len(come) - replaced
        removed += len(gone) - replaced
    yield from _words(noun, added, removed, changed)


def _missing(items: Sequence[Any], others: Sequence[Any]) -> list[int]:
    """Return the numbers, from 0, of the items that are not among the others."""
    left = Counter(others)
    numbers = []
    for number, item in enumerate(items):
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
