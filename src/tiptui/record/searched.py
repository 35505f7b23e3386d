"""The folded texts of a record that queries search: made where it is read, and kept with it.

Each text has a line break between its parts, for no word that is searched goes over one.
"""

from collections.abc import Mapping, Sequence
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


_Names = Mapping[TextForm | None, Mapping[str, Sequence[str]]]
"""The names of things by their ids, by the form of the keys that cite them."""
_NO_NAMES: _Names = MappingProxyType({})


def fold_record(record: Record) -> Searched:
    names = _names_by_id(record)
    return from_columns(
        [
            [_fold_parts(record.event, rank, names) for rank in Rank],
            _fold_items(record.speakers, Rank.NAME, names),
            _fold_items(record.speakers, Rank.OFFICE, names),
            _fold_items(record.event.points, Rank.TEXT, names),
            _fold_items(record.statements, Rank.TEXT, names),
            _fold_items(record.recommendations, Rank.TEXT, names),
        ]
    )


def _fold_items(items: Sequence[Any], rank: Rank, names: _Names) -> list[str]:
    return [_fold_parts(item, rank, names) for item in items]


def _names_by_id(record: Record) -> _Names:
    organizations = {body.id: parts(body, Rank.NAME) for body in record.organizations}
    themes = {theme.id: [theme.name] for theme in record.themes}
    return {
        TextForm.ORGANIZATION: organizations,
        TextForm.PARTY: organizations,
        TextForm.THEME: themes,
    }


def _fold_parts(item: Any, rank: Rank, names: _Names) -> str:
    texts = [MISSING.get(text, text) for text in parts(item, rank, names)]
    return fold("\n".join([text for text in texts if text]))


def parts(item: Any, rank: Rank, names: _Names = _NO_NAMES) -> list[str]:
    """Return the texts of an item that have a rank, with names instead of ids in `names`."""
    texts: list[str] = []
    mapping: Any = type(item)
    for key in keys(mapping):
        if key.rank is not rank:
            continue
        value = getattr(item, key.name)
        if not value:
            continue
        values = value if key.is_list else (value,)
        if key.form in names:
            for id in values:
                texts += names[key.form].get(id, (id,))
        elif key.name == "evidence":
            # Words that stand in the claim itself say nothing new.
            texts += [proof.exact for proof in values if proof.exact not in item.text]
        else:
            texts += values
    return texts


def from_columns(columns: Sequence[Sequence[str]]) -> Searched:
    """Share one copy of equal names, which many records have."""
    event, names, offices, *claims = columns
    names = [intern(name) for name in names]
    offices = [intern(office) for office in offices]
    return Searched(event, names, offices, *claims)
