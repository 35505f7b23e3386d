"""The JSON Schema holds records to what the loader holds them to, by an independent validator."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from tests.kit.any_record import clean, records
from tests.kit.checkout import CHECKOUT, EXAMPLES, document
from tests.kit.full import FULL, KEYS
from tests.kit.marked import SCHEMA
from tests.kit.records import SMALL
from tiptui.drafting.draft import template
from tiptui.files.own import default_record
from tiptui.record.load import parse
from tiptui.record.model import Record, keys
from tiptui.record.raw_text import Unreadable, decode
from tiptui.record.reader import read
from tiptui.record.schema import as_text, schema
from tiptui.report.json_data import tree
from tools.exercise import exercise

COPY = CHECKOUT / "schema" / "record.schema.json"
# Language servers know draft 7, and of a later one what it has in common with that.
DRAFTS = [Draft202012Validator, Draft7Validator]


def test_the_copy_is_current() -> None:
    assert COPY.read_text("utf-8") == as_text(), "write it anew: tiptui schema > schema/…"


@pytest.mark.parametrize("draft", DRAFTS)
def test_the_schema_is_one_of_its_draft_and_of_the_one_that_editors_know(draft: Any) -> None:
    draft.check_schema(json.loads(as_text()))


def without_empty(mapping: Any, data: Any) -> Any:
    """Return a tree without the empty values of known keys, which are the same as missing ones."""
    if isinstance(data, list):
        return [without_empty(mapping, each) for each in data]
    if not isinstance(data, dict) or mapping is None:
        return data
    known = {key.name: key.type if key.is_mapping else None for key in keys(mapping)}
    return {
        name: without_empty(known.get(name), value)
        for name, value in data.items()
        if name not in known or (value.strip(" \n") if isinstance(value, str) else value)
    }


# ---- records that were never seen ----

ODD: list[Any] = [
    *["", " ", "x", "X y", "0", "007", "12", "-1", "1.0", "1e3", "true", "True", "no", "~", "a\tb"],
    *["a\u2028b", "a\x7f", "\x1c", "\u200b", "2024-13", "2024-04-31", "24", "http://", "ftp://a"],
    *["English", "e", "Ann", "-a", "a" * 64, "a" * 65, "quoted", "Quoted", "2", "1"],
    *[[], {}, [""], ["x"], [[]], [{}], ["x", "x"], {"x": "y"}, {"id": "x"}, [{"id": "x"}]],
    *[{"paragraph": "1", "exact": "x"}, [{"paragraph": "1", "exact": "x"}], {"": ""}],
]


def holders(data: Any) -> list[Any]:
    """Return every mapping and list in a tree that has something in it."""
    if not isinstance(data, dict | list) or not data:
        return []
    inner = data.values() if isinstance(data, dict) else data
    return [data, *(each for value in inner for each in holders(value))]


@st.composite
def changed_trees(draw: Any) -> tuple[Any, Any]:
    """Draw a record that the loader accepts, and the same with changes."""
    before = tree(draw(records(clean)))
    after = deepcopy(before)
    for _ in range(draw(st.integers(1, 3))):
        holder = draw(st.sampled_from(holders(after) or [{"x": "y"}]))
        at = draw(st.sampled_from(list(holder) if isinstance(holder, dict) else range(len(holder))))
        how = draw(st.sampled_from(["drop", "replace", "replace", "replace", "add"]))
        if how == "drop":
            del holder[at]
        elif how == "replace":
            holder[at] = deepcopy(draw(st.sampled_from(ODD)))
        elif isinstance(holder, dict):
            names = sorted({path[-1] for path in KEYS} | {"nmae"})
            holder[draw(st.sampled_from(names))] = deepcopy(draw(st.sampled_from(ODD)))
        else:
            holder.append(deepcopy(draw(st.sampled_from(ODD))))
    return before, after


def verdicts(data: Any) -> tuple[bool, bool]:
    """Return whether loader and schema accept a tree, written down and read again."""
    text = json.dumps(data, ensure_ascii=False)
    accepted = parse(text.encode()).record is not None
    try:
        again = without_empty(Record, read(decode(text.encode()))[0])
    except Unreadable:
        return accepted, accepted
    return accepted, SCHEMA.is_valid(again)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(changed_trees())
def test_what_the_loader_accepts_is_valid_however_it_was_changed(drawn: tuple[Any, Any]) -> None:
    accepted_tree, changed_tree = drawn
    exercise(json.dumps(changed_tree).encode())
    assert verdicts(accepted_tree) == (True, True)
    accepted, valid = verdicts(changed_tree)
    assert valid or not accepted


# ---- what editors see ----


class Older(yaml.SafeLoader):
    """Reads plain scalars as YAML 1.1 does, dates aside: `no` is false, 12:30 is 750."""


Older.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Core(yaml.SafeLoader):
    """Reads plain scalars as the core schema of YAML 1.2 does."""


Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in [
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", "[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
]:
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), list(_first)
    )

PLAIN = document("tests/records/plain.yaml")
RECORDS = {
    "full": FULL,
    "small": SMALL,
    "plain": PLAIN,
    "default": Path(default_record()).read_text("utf-8"),
    "documented": EXAMPLES[0],
    "new": template(None),
}


@pytest.mark.parametrize("loader", [Older, Core])
@pytest.mark.parametrize("name", RECORDS)
def test_an_editor_accepts_a_valid_record(name: str, loader: type[yaml.SafeLoader]) -> None:
    assert parse(RECORDS[name].encode()).record
    seen = yaml.load(RECORDS[name], loader)
    for draft in DRAFTS:
        assert [error.message for error in draft(schema()).iter_errors(seen)] == []
