"""Inputs that went wrong once, or are of a kind that did: found by `make fuzz`, or by hand."""

import random
from pathlib import Path

import pytest

from tests.kit.full import FULL
from tools.exercise import exercise
from tools.fuzz import REGRESSIONS, mutated


@pytest.mark.parametrize("file", sorted(REGRESSIONS.glob("*.yaml")), ids=lambda file: file.name)
def test_what_went_wrong_once_goes_well(file: Path) -> None:
    exercise(file.read_bytes())


def test_a_seed_gives_the_same_inputs_again_and_none_goes_wrong() -> None:
    corpus = [FULL.encode()]
    inputs = [[mutated(random.Random(seed), corpus) for seed in range(60)] for _ in range(2)]
    assert inputs[0] == inputs[1]
    for data in inputs[0]:
        exercise(data)
