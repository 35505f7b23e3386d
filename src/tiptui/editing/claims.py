"""CLAIMS: items that somebody proposes for a record, as `tiptui add` reads them.

The model declares them: they are items of a record without ids, in which the name of a speaker or a
theme may stand for its id, and `add` finds the paragraph of a quotation.
"""

from dataclasses import MISSING, dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple

from tiptui.record import model
from tiptui.record.load import Converter, plan
from tiptui.record.model import Key, Point, Recommendation, TextForm, keys
from tiptui.record.problem import BadRecord, Fault, Path
from tiptui.record.raw_text import Unreadable, decode
from tiptui.record.reader import locate_faults, read


class ProposedStatement(model.Statement):
    """A statement, with the words for its speaker."""

    def __init__(self, speaker: str = "", **values: Any) -> None:
        super().__init__(**values)
        self.owner = speaker


class ProposedResponse(model.RecordedResponse):
    """A response, with the words for its recommendation."""

    def __init__(self, **values: Any) -> None:
        self.owner = values.pop("for", "")
        super().__init__(**values)


@dataclass(kw_only=True)
class Correction:
    """Values for a claim of the record. Themes and addressees are added to those it has."""

    id: Annotated[str, "the id of the claim"]
    themes: Annotated[model.ThemeIds, "the themes to add; a new name makes a theme"] = ()
    to: Annotated[model.Parties, "who else is asked to act: an organization's id, or words"] = ()
    due: Annotated[model.Date, "by when, where the source says so: a date such as 2024-12"] = ""
    number: Annotated[str, "its number in the source, such as 136.1"] = ""
    note: model.ClaimNote = ""


@dataclass(kw_only=True)
class Claims:
    """Items to be added to a record, each if its quotations prove it, and corrections of claims."""

    recommendations: Annotated[tuple[Recommendation, ...], "what speakers ask others to do"] = ()
    statements: Annotated[tuple[ProposedStatement, ...], "what speakers said"] = ()
    points: Annotated[tuple[Point, ...], "what all declared or decided, or what surrounds it"] = ()
    responses: Annotated[tuple[ProposedResponse, ...], "what became of recommendations"] = ()
    corrections: Annotated[tuple[Correction, ...], "other values of claims that are there"] = ()


_PROVED = (Recommendation, ProposedStatement, Point)
"""The items that need evidence."""


_OWNERS = {
    ProposedStatement: ("speaker", "who said it: the id or the name of a speaker"),
    ProposedResponse: ("for", "the id or the number of its recommendation"),
}
"""By the items that stand in another: the key for that, and its description."""


@cache
def claim_keys(mapping: Any) -> tuple[Key, ...]:
    """Return the keys of a class that CLAIMS may have."""
    claimed: list[Key] = []
    if mapping in _OWNERS:
        name, description = _OWNERS[mapping]
        owner = Key(name, str, TextForm.PARTY, None, MISSING, description, (), False, False)
        claimed.append(owner)
    for key in keys(mapping):
        if key.form is not TextForm.ID:
            is_proved = key.name == "evidence" and mapping in _PROVED
            claimed.append(key._replace(default=MISSING) if is_proved else _claim_key(key))
    return tuple(claimed)


def _claim_key(key: Key) -> Key:
    """Return a key of the model as CLAIMS may have it."""
    if key.form in (TextForm.SPEAKER, TextForm.THEME):
        description = key.description.replace("the id of", "the id or the name of")
        return key._replace(form=TextForm.PARTY, description=description)
    if key.form is TextForm.ORDINAL:
        return key._replace(default=0, description=f"{key.description}; left out, it is found")
    return key


class Proposal(NamedTuple):
    """A proposed item: its path in CLAIMS, as it is given there, and as a part of the model.

    A fault keeps it out of the record; `nearest` are the words that come nearest.
    """

    path: Path
    given: Any
    item: Any
    fault: Fault | None = None
    nearest: str = ""


def read_claims(data: bytes, file: str) -> list[Proposal]:
    """Return the items of CLAIMS, each with its first fault. Raise BadRecord for bad YAML."""
    try:
        text = decode(data)
        tree, problems = read(text)
    except Unreadable as error:
        raise BadRecord(file, [error.problem]) from None
    tree = _without_null(tree)
    converter = Converter()
    claims = converter.mapping(plan(Claims, claim_keys), tree, ())
    # The words of a source may have invisible characters.
    faults = [fault for fault in converter.faults if fault.code != "invisible-character"]
    problems += locate_faults(text, [fault for fault in faults if not fault.path])
    if problems:
        raise BadRecord(file, problems)

    first: dict[Path, Fault] = {}
    for fault in faults:
        first.setdefault(fault.path[:2], fault)
    proposals: list[Proposal] = []
    for key in keys(Claims):
        for number, item in enumerate(getattr(claims, key.name)):
            path: Path = (key.name, number)
            given = tree[key.name][number]
            proposals.append(Proposal(path, given, item, first.pop(path, None)))
    for path, fault in first.items():
        name = str(path[0])
        proposals.append(Proposal(path, {name: tree[name]}, None, fault))
    return proposals


def _without_null(tree: Any) -> Any:
    """Return a tree without the keys that JSON gives as null: they are missing."""
    if isinstance(tree, dict):
        return {key: _without_null(value) for key, value in tree.items() if value != "null"}
    if isinstance(tree, list):
        return [_without_null(item) for item in tree]
    return tree
