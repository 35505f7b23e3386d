"""Who in a record names a thing of it, which therefore can't be removed."""

from collections.abc import Iterable, Iterator, Sequence

from tiptui.record.ids import identify, own_id, part_at, walk
from tiptui.record.model import SECTIONS, Record
from tiptui.record.problem import Path
from tiptui.record.rules import references
from tiptui.text.folding import fold


def named_by(record: Record, path: Path) -> Sequence[str]:
    """Return the ids of those that name the thing at a path; a speaker's statements are some."""
    section, *at = path
    if section not in SECTIONS.values() or len(at) != 1:
        return ()
    ids = {at: id for at, id, _ in walk(record)}
    named = (_owner(ids, at) for at in _naming(record, path))
    return tuple(dict.fromkeys(id for id in named if id))


def namesake(record: Record, path: Path, names: Iterable[str]) -> str:
    """Return the id of another speaker with one of the names that a key at a path gets; else ""."""
    section, *at, key = path
    if section != "speakers" or key not in ("name", "other_names"):
        return ""
    sought = {*map(fold, names)}
    others = (of for number, of in enumerate(record.speakers) if [number] != at)
    return next((of.id for of in others if not sought.isdisjoint(identify(of).names)), "")


def _naming(record: Record, path: Path) -> Iterator[Path]:
    """Yield the paths of the values that name the thing at a path, and of a speaker's claims."""
    section, id = path[0], part_at(record, path).id
    things = [(at, thing) for at, _, thing in walk(record)]
    for kind, at, name in references(record, things):
        if kind == section and id == (own_id(record, name) if kind == "recommendations" else name):
            yield at
    for at, thing in things:
        is_only = section == "sources" and len(record.sources) == 1 and thing.evidence
        if is_only or (section == "speakers" and len(at) == 4 and at[:2] == path):
            yield at


def _owner(ids: dict[Path, str], path: Path) -> str:
    lengths = range(len(path), 0, -1)
    return next((ids[path[:length]] for length in lengths if path[:length] in ids), "")
