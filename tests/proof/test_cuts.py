"""Quotations that turn round: each rule by its own sentences, and bad input."""

import re

import pytest

from tiptui.proof import cuts
from tiptui.proof.cuts import Cut, find_cut
from tiptui.text.rules import sections

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
