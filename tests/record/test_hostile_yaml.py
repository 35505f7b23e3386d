"""A stranger's YAML: whatever it is, a record or problems at their places, in bounded time."""

import pytest

from tests.kit.marked import consistent, expect
from tiptui.record import load as module
from tiptui.record import reader
from tiptui.record.load import parse
from tools.ways_in import HEAD, SOURCES, YAML, rows

pytestmark = pytest.mark.usefixtures("no_hang")


@pytest.mark.parametrize("name", YAML)
def test_a_bomb_gives_problems_at_their_places(name: str) -> None:
    text, code = YAML[name]
    data = text(2_000).encode()
    loaded = parse(data)
    consistent(loaded, data)
    assert bool(loaded.record) == (not code)
    assert not code or code in {problem.code for problem in loaded.problems}


def test_names_that_are_long_or_often_cited_are_a_problem_only_if_they_are_both() -> None:
    def problems(letters: int, citations: int) -> list[str]:
        named = HEAD.replace("name: A,", f"name: {'A' * letters},")
        cited = rows("  - {id: r%, text: t, by: [a]}\n", citations)
        found = parse(f"{named}{SOURCES}recommendations:\n{cited}".encode()).problems
        return [each.line("-") for each in found if not each.warning]

    assert problems(1, 2_000) == problems(10_000_000, 1) == []
    assert problems(10_000, 2_000) == [
        "-:4:5: error: names of 10,000 letters are cited 2,000 times; shorten them [too-long]"
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [("%YAML 1.1\n▸%YAML 1.1\n---\na", "syntax"), ("▸%TAG ! tag:x,2000:\n---\na: !x b", "tag")],
)
def test_directives_have_their_place(text: str, code: str) -> None:
    expect(text, code)


# More problems than can be told


def test_too_many_problems_of_form_are_said_to_be_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for of in (reader, module):
        monkeypatch.setattr(of, "MOST", 3)
    text = "a: ▸!x [▸!x a, ▸!x b, ▸!x c, !x d, !x e]\n"
    codes = [problem.code for problem in parse(text.replace("▸", "").encode()).problems]
    assert [code for code in codes if code in ("tag", "too-many")] == ["too-many", *["tag"] * 3]


@pytest.mark.parametrize(
    "row", ["  - {id: s%, name: N, statements: [{text: t}]}\n", "  - {id: s%}\n"]
)
def test_too_many_faults_are_an_error(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (HEAD + rows(row, 10) + SOURCES).encode()
    every = parse(data).problems
    monkeypatch.setattr(module, "MOST", len(every))
    assert parse(data).problems == every
    monkeypatch.setattr(module, "MOST", 3)
    loaded = parse(data)
    assert loaded.record is None
    assert [problem.code for problem in loaded.problems].count("too-many") == 1
    assert len(loaded.problems) == 4
