"""The output of every renderer is as tests/golden holds it."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from difflib import unified_diff
from itertools import islice
from typing import Any

import pytest

import tiptui
from tests.kit.checkout import CHECKOUT
from tests.kit.drawn import reading
from tests.kit.full import MAPPINGS, given_keys
from tests.kit.golden import DRAWN, EVERY_KEY, GOLDEN, MADE, WIDTHS, opened, panes, same_each_time
from tiptui.collection.live import Live
from tiptui.record.model import keys
from tiptui.report.checking import Checked, check_all, remark
from tiptui.ui.browser import Browser
from tiptui.view.state import Pane

ANEW = ".venv/bin/python -m tests.kit.golden"


@pytest.mark.parametrize("name", MADE)
def test_the_output_of_a_renderer_has_not_changed(name: str) -> None:
    with same_each_time():
        made = MADE[name]()
    kept = (GOLDEN / name).read_bytes().decode()
    if made != kept:
        lines = unified_diff(kept.splitlines(), made.splitlines(), n=0, lineterm="")
        told = "\n".join([f"tests/golden/{name} differs; if it should: {ANEW}", *islice(lines, 40)])
        pytest.fail(told, pytrace=False)


def test_no_golden_file_is_left_over_or_names_this_machine_or_version() -> None:
    files = [each for each in GOLDEN.glob("*/*") if each.is_file()]
    assert {each.relative_to(GOLDEN).as_posix() for each in files} == MADE.keys()
    for file in files:
        text = file.read_text("utf-8")
        assert str(CHECKOUT) not in text
        assert tiptui.__version__ not in text


def values(part: Any) -> Iterator[tuple[str, str, object]]:
    """Yield class, key and value of all that a part of a record holds."""
    mapping: Any = type(part)
    for key in keys(mapping):
        held = getattr(part, key.name)
        for value in held if key.is_list else [held]:
            yield mapping.__name__, key.name, value
            if is_dataclass(value):
                yield from values(value)


def test_the_example_has_every_key_but_ids_that_may_be_left_out_and_nothing_wrong() -> None:
    file = str(CHECKOUT / "examples" / "hearing.yaml")
    checked = check_all([file], {}, of_collection=False)[file]
    assert isinstance(checked, Checked)
    assert remark({file: checked}).startswith("1 record: no problems · 33 quotes: 33 verbatim")
    record = Live([file], {}).read_all().dialogues[0].record
    declared = [(each.__name__, key) for each in MAPPINGS for key in keys(each)]
    wanted = {(name, key.name) for name, key in declared if key.required or key.name != "id"}
    assert {*given_keys(record)} == wanted


def test_the_golden_record_has_every_key_and_every_word_that_a_key_may_have() -> None:
    with same_each_time():
        alone = opened(EVERY_KEY).collection.single
    assert alone
    declared = [(each.__name__, key) for each in MAPPINGS for key in keys(each)]
    assert {*given_keys(alone.record)} == {(name, key.name) for name, key in declared}
    words = {(name, key.name, word) for name, key in declared for word in key.choices}
    assert words <= {*values(alone.record)}


@pytest.mark.parametrize("columns", WIDTHS)
async def test_golden_panes_are_those_that_the_browser_draws(columns: int) -> None:
    with same_each_time():
        index, seen = opened("data/event.yaml"), set[str]()
    async with reading(index.collection, (columns, 30)) as reader:
        for key in "12333":
            await reader.press(key)
            assert isinstance(reader.app.screen, Browser)
            view = reader.app.screen.session.view
            for pane in (Pane(reader.focus), Pane.DETAIL):
                (drawn,) = panes(index, view, columns, {pane})
                head, *lines = drawn.splitlines()
                assert reader.title(pane).rstrip("…") in head.replace("_", "")
                there = "\n".join(reader.pane(pane)).strip("\n")
                assert there in "\n".join(line[1:] for line in lines)
                seen.add(pane)
    assert seen >= {*DRAWN} - {Pane.COUNTS, Pane.DETAIL}
