"""Quotations that turn round: each rule by its own sentences, and bad input."""

import re

import pytest

from tiptui.proof import cuts
from tiptui.proof.cuts import Cut, find_cut
from tiptui.text.rules import sections
from tiptui.text.words import Span

RULES = [
    (title, line)
    for title, lines in sections(cuts.__file__).items()
    for line in lines
    if " # " in line
]
QUOTED = re.compile("“([^”]*)”")


def cut(marked: str) -> Cut | None:
    """Return what turns the words between marks round in their sentence."""
    text, spans, done = "", [], 0
    for quoted in QUOTED.finditer(marked):
        text += marked[done : quoted.start()]
        spans.append((len(text), len(text) + len(quoted[1])))
        text += quoted[1]
        done = quoted.end()
    return find_cut(text + marked[done:], spans)


@pytest.mark.parametrize(("title", "line"), RULES)
def test_a_rule_turns_its_first_sentence_round_and_not_its_second(
    monkeypatch: pytest.MonkeyPatch, title: str, line: str
) -> None:
    _, first, second = line.split(" # ")
    is_fair = title.endswith("fair")
    assert bool(cut(first)) is not is_fair
    assert bool(cut(second)) is is_fair
    lines = sections(cuts.__file__)
    left = [other for other in lines[title] if other != line] or ["(?!)"]
    monkeypatch.setattr(cuts, "sections", lambda module: lines | {title: left})
    cuts._rules.cache_clear()
    without = cut(first)
    cuts._rules.cache_clear()
    assert bool(without) is is_fair


def test_words_under_an_ellipsis_are_within_the_quotation() -> None:
    denied = cut("“The ministry” did not say that it “accepts the plan”.")
    assert denied == Cut("within", "did not say that it", False)
    bound = cut("“The ministry accepts the plan” unless the port objects, “he said”.")
    assert bound
    assert (bound.side, bound.is_condition) == ("within", True)


def test_the_words_left_out_are_told() -> None:
    before = cut("It would be wrong to say that “the ministry accepted the plan”.")
    assert before
    assert before.message == "left out before it: “It would be wrong to say that”"
    behind = cut("“The ministry accepted the plan” unless the port objects.")
    assert behind
    assert behind.in_words == "cut: “unless the port objects” follows"


ENDLESS = "The port will not close and " * 4_000 + "it did not accept the plan"
LONG = "The port is not " + "a" * 100_000


@pytest.mark.parametrize(
    ("text", "spans", "language"),
    [
        ("", [], ""),
        ("The ministry did not accept the plan.", [(0, 37)], ""),
        ("The ministry did not accept the plan.", [(21, 36), (0, 12)], ""),
        ("The ministry did not accept the plan.", [(21, 21)], ""),
        ("The ministry did not accept the plan.", [(21, 36)], "ru"),
        (LONG, [(0, len(LONG))], ""),
        (ENDLESS, [(len(ENDLESS) - 15, len(ENDLESS))], ""),
    ],
)
def test_bad_input_is_not_turned_round(text: str, spans: list[Span], language: str) -> None:
    assert find_cut(text, spans, language) is None


def test_a_claim_that_denies_itself_says_what_was_left_out() -> None:
    denial = Cut("before", "did not", False)
    condition = Cut("behind", "unless he comes", True)
    assert denial.is_said_in("The port can't pay.")
    assert not denial.is_said_in("The port pays.")
    assert condition.is_said_in("Pay only if asked.")
    assert not condition.is_said_in("Don't pay.")
