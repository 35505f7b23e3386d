"""The folded texts of a record that queries search: made where it is read, and kept with it.

Each text has a line break between its parts, for no word that is searched goes over one.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from sys import intern
from types import MappingProxyType
from typing import Any, NamedTuple

from tiptui.record.forms import MISSING
from tiptui.record.model import Rank, Record, TextForm, keys
from tiptui.text.folding import fold


class Searched(NamedTuple):
    """The texts of the event, of each speaker and of each claim."""

    event: Sequence[str]  # its name; its series and place; the rest
    names: Sequence[str]
    offices: Sequence[str]
    points: Sequence[str]
    statements: Sequence[str]
    recommendations: Sequence[str]


_Names = Mapping[TextForm | None, Mapping[str, tuple[str, ...]]]
"""The names of things by their ids, by the form of the keys that cite them."""
_NO_NAMES: _Names = MappingProxyType({})


def fold_record(record: Record) -> Searched:
    speakers, event = record.speakers, record.event
    bodies = {body.id: tuple(parts(body, Rank.NAME)) for body in record.organizations}
    themes = {theme.id: (theme.name,) for theme in record.themes}
    names: _Names = {TextForm.ORGANIZATION: bodies, TextForm.PARTY: bodies, TextForm.THEME: themes}

    def column(items: Sequence[Any], rank: Rank) -> list[str]:
        return [_fold_parts(item, rank, names) for item in items]

    claims = event.points, record.statements, record.recommendations
    return from_columns(
        (
            [_fold_parts(event, rank, names) for rank in Rank],
            *(column(speakers, rank) for rank in (Rank.NAME, Rank.OFFICE)),
            *(column(items, Rank.TEXT) for items in claims),
        )
    )


def _fold_parts(item: Any, rank: Rank, names: _Names) -> str:
    texts = (MISSING.get(text, text) for text in parts(item, rank, names))
    return fold("\n".join(filter(None, texts)))


def parts(item: Any, rank: Rank, names: _Names = _NO_NAMES) -> list[str]:
    """Return the texts of an item that have a rank, with names instead of ids in `names`."""
    found: list[str] = []
    mapping: Any = type(item)
    for key in keys(mapping):
        if key.rank is not rank or not (value := getattr(item, key.name)):
            continue
        values = value if key.is_list else (value,)
        if key.form in names:
            found += chain.from_iterable(names[key.form].get(id, (id,)) for id in values)
        elif key.name == "evidence":
            # Words that stand in the claim itself say nothing new.
            found += [proof.exact for proof in values if proof.exact not in item.text]
        else:
            found += values
    return found


def from_columns(columns: Sequence[Sequence[str]]) -> Searched:
    """Share one copy of equal names, which many records have."""
    event, names, offices, *claims = columns
    return Searched(event, list(map(intern, names)), list(map(intern, offices)), *claims)
