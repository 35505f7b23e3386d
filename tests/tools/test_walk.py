"""The walk at random shrinks what led to a fault; each fault that it found stays mended."""

import re
from collections.abc import Sequence

import pytest

from tools import walk as walking
from tools.walk import ESCAPE, Step, Walk, shrink, walk

CLICK = "\x1b[<0;60;3M\x1b[<0;60;3m"

FOUND = [Step("keys", "x"), Step("keys", "/zzzz"), Step("rest", "", (500,)), Step("keys", CLICK)]


@pytest.mark.parametrize("steps", [FOUND, []])
def test_what_was_found_stays_mended(steps: list[Step]) -> None:
    assert walk("record", steps).fault == ""


def test_a_fault_is_shrunk_to_the_keys_that_lead_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def walk_(ground: str, steps: Sequence[Step]) -> Walk:
        keys = "".join(step.text for step in steps)
        fault = keys.partition("\x1b[A")[2].count("q") > 1
        return Walk(ground, steps, "ended\nby q" if fault else "")

    monkeypatch.setattr(walking, "walk", walk_)
    long = [Step("keys", "a\x1b[Ab"), Step("rest"), Step("keys", f"q{ESCAPE}"), Step("keys", "qz")]
    found = shrink(walk_("record", [Step("keys", "some")] * 20 + long))
    assert found.steps == [Step("keys", "\x1b[A"), Step("keys", "q"), Step("keys", "q")]
    assert found.keys == 3


def test_files_that_change_though_no_key_asked_are_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [Step("keys", "\x1b[A/ann\x1b[3~"), Step("keys", "A\x1b[3~\r")]
    assert [walking.only_read(step).text for step in steps] == ["\x1b[A/nn", "\r"]
    removes = [Step("keys", "3\x1b[3~\r"), Step("rest", "", (300,))]
    monkeypatch.setattr(walking, "WRITES", re.compile("#"))
    assert walk("record", removes).fault.endswith("asked to change: ['small.yaml']")
