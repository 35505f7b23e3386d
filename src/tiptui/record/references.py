"""Who in a record names a thing of it, which therefore can't be removed."""

from collections.abc import Iterable, Iterator, Sequence

from tiptui.record.ids import identify, own_id, part_at, walk
from tiptui.record.model import SECTIONS, Record
from tiptui.record.problem import Path
from tiptui.record.rules import references
from tiptui.text.folding import fold


def named_by(record: Record, path: Path) -> Sequence[str]:
    """Return the ids of those that name the thing at a path; a speaker's statements are some."""
    if path[0] not in SECTIONS.values() or len(path) != 2:
        return ()
    ids = {owner: id for owner, id, _ in walk(record)}
    owners: list[str] = []
    for place in _naming(record, path):
        owner = _owner(ids, place)
        if owner and owner not in owners:
            owners.append(owner)
    return owners


def namesake(record: Record, path: Path, names: Iterable[str]) -> str:
    """Return the id of another speaker with one of the names that a key at a path gets; else ""."""
    if path[0] != "speakers" or path[-1] not in ("name", "other_names"):
        return ""
    folded = {fold(name) for name in names}
    for number, speaker in enumerate(record.speakers):
        if number != path[1] and not folded.isdisjoint(identify(speaker).names):
            return speaker.id
    return ""


def _naming(record: Record, path: Path) -> Iterator[Path]:
    """Yield the paths of the values that name the thing at a path, and of a speaker's claims."""
    section, id = path[0], part_at(record, path).id
    things = [(place, thing) for place, _, thing in walk(record)]
    for kind, place, name in references(record, things):
        if kind == section and own_id(record, name) == id:
            yield place
    for place, thing in things:
        is_proved = section == "sources" and len(record.sources) == 1 and thing.evidence
        is_said = section == "speakers" and len(place) == 4 and place[:2] == path
        if is_proved or is_said:
            yield place


def _owner(ids: dict[Path, str], path: Path) -> str:
    """Return the id of the innermost thing at a path, or above it."""
    for length in range(len(path), 0, -1):
        if path[:length] in ids:
            return ids[path[:length]]
    return ""
