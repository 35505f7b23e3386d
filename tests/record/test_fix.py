"""`check --fix`: the numbers of paragraphs that moved, and nothing else of a record."""

import os
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.commands import Capture, outcome
from tiptui.files.output import NoOutput
from tiptui.files.saving import exchange
from tiptui.record.edits import NotEdited, edit
from tiptui.record.load import parse
from tiptui.record.problem import Path as Path_

TEXT = """\
Ann Lee: Good morning.

Bob Hay: Good morning. We ask for lamps.

Ann Lee: We must light the quays.

Bob Hay: And open windows, and clean the streets, and ask for lamps.
"""

HEAD = """\
tiptui: 1
event: {id: m, name: A meeting, start_date: 2024}
speakers: [{id: ann, name: Ann Lee}, {id: bob, name: Bob Hay}]
sources: [{id: log, type: transcript, title: Log, file: log.txt}]
recommendations:
"""

ITEM = "- {{id: r{0}, by: [{1}], text: Do it, evidence: [{{paragraph: {2}, exact: {3}}}]}}  # {0}\n"


@pytest.fixture(autouse=True)
def _folder(here: Path) -> None:
    Path("log.txt").write_text(TEXT, "utf-8")


def put(*items: tuple[str, str, str], head: str = HEAD) -> str:
    """Write a record of recommendations: maker, paragraph, words; return its text."""
    text = head + "".join(ITEM.format(n, *item) for n, item in enumerate(items, 1))
    Path("m.yaml").write_text(text, "utf-8")
    return text


def check(capfd: Capture, *options: str) -> tuple[int, list[str]]:
    """Return the status of a check, and what it says on standard error."""
    status, _, said = outcome(["check", *options], capfd)
    return status, said.splitlines()


def test_numbers_that_can_only_be_others_are_corrected(capfd: Capture) -> None:
    moved = ("ann", "1", "light the quays"), ("bob", "'2'", "open windows")
    before = put(*moved, ("bob", "2", "Good morning"))
    column = 1 + before.splitlines()[5].index("1, exact")
    status, said = check(capfd, "--fix", "m.yaml")
    assert (status, said[-1].partition(" ·")[0]) == (0, "1 record: no problems")
    assert said[0] == f"m.yaml:6:{column}: paragraph 1 becomes 3"
    assert said[2] == "2 paragraph numbers corrected in 1 record"
    after = before.replace("paragraph: 1", "paragraph: 3").replace("'2'", "'4'")
    assert Path("m.yaml").read_text("utf-8") == after
    assert check(capfd, "--fix", "-q", "m.yaml") == (0, [])


UNCLEAR = [
    ("ann", "1", "clean the streets"),  # of another's turn
    ("bob", "1", "ask for lamps"),  # in two paragraphs
    ("ann", "2", "light"),  # one word
    ("ann", "1", "light the quays, page: '3'"),
    ("ann", "1", "light the quays, time: '00:00:01'"),
    ("ann", "1", "nowhere at all"),
    ("ann", "9", "nowhere at all"),
]


def test_beside_what_is_unclear_all_else_is_corrected(capfd: Capture) -> None:
    moved = ("ann", "1", "light the quays"), ("bob", r'"\x31"', "open windows")
    before = put(*UNCLEAR[:3], moved[0], *UNCLEAR[3:], moved[1])
    status, said = check(capfd, "--fix", "--dry-run", "m.yaml")
    assert (status, len([line for line in said if "would become" in line])) == (1, 2)
    assert said[2] == "2 paragraph numbers would be corrected in 1 record"
    assert check(capfd, "--dry-run", "m.yaml")[0] == 2
    assert Path("m.yaml").read_text("utf-8") == before
    status, said = check(capfd, "--fix", "m.yaml")
    assert status == 1
    assert [line.partition(": ")[2] for line in said[:2]] == [
        "paragraph 1 becomes 3",
        "paragraph 1 becomes 4",
    ]
    assert said[2] == "2 paragraph numbers corrected in 1 record"
    assert said[-1].startswith("1 record: 7 errors · 9 quotes: 2 verbatim, 5 elsewhere, 2 missing")
    lines = before.splitlines(keepends=True)
    lines[8] = lines[8].replace("1, exact", "3, exact")
    lines[-1] = lines[-1].replace(r'"\x31"', '"4"')
    assert Path("m.yaml").read_text("utf-8") == "".join(lines)


def test_what_is_no_claim_of_a_speaker_follows_its_words(capfd: Capture) -> None:
    proof = "{id: m, evidence: [{paragraph: 1, exact: clean the streets}],"
    before = put(head=HEAD.replace("{id: m,", proof).replace("recommendations:\n", ""))
    assert check(capfd, "--fix", "m.yaml")[0] == 0
    assert Path("m.yaml").read_text("utf-8") == before.replace("paragraph: 1", "paragraph: 4")


def test_what_can_not_be_read_and_standard_input_are_left_alone(capfd: Capture) -> None:
    put(("ann", "1", "light the quays"))
    Path("twice.yaml").write_text("name: [", "utf-8")
    status, said = check(capfd, "--fix", "twice.yaml", "missing.yaml", "m.yaml")
    assert (status, "paragraph 1 becomes 3" in said[0]) == (3, True)
    status, said = check(capfd, "--fix", "-")
    assert said[0] == "tiptui: standard input is left alone: name the file of the record"


numbers = st.integers(1, 10**6)
styles = st.sampled_from(
    [
        "- paragraph: {0}\n  exact: a b\n",
        "- exact: 'é 🙂'  # {0}\n  paragraph:   \"{0}\"   # {0}\n",
        "- {{paragraph: '{0}', exact: \"{0}\"}}\n",
        "- {{ exact: c,\n    paragraph: {0} }}\n\n# paragraph: {0}\n",
        "- exact: d\n  paragraph: |-  # {0}\n    {0}\n\n",
    ]
)


@given(st.lists(st.tuples(styles, numbers, numbers), min_size=1), st.booleans(), st.booleans())
def test_other_bytes_stay(items: list[tuple[str, int, int]], windows: bool, marked: bool) -> None:
    lines = indent("".join(style.format(number) for style, number, _ in items), "  ")
    text = f"{HEAD}- id: r1\n  by: [ann]\n  text: é\n  evidence:\n{lines}".rstrip("\n")
    data = (("\ufeff" if marked else "") + text).encode()
    data = data.replace(b"\n", b"\r\n") if windows else data
    record = parse(data).record
    assert record
    path: Path_ = ("recommendations", 0, "evidence")
    right: dict[Path_, int] = {
        (*path, n, "paragraph"): number for n, (_, _, number) in enumerate(items)
    }
    edited = edit(data, record, right.items())
    again = parse(edited).record
    assert again
    assert [each.paragraph for each in again.recommendations[0].evidence] == [*right.values()]
    back: dict[Path_, int] = {
        path: number for path, (_, number, _) in zip(right, items, strict=True)
    }
    assert edit(edited, again, back.items()) == data
    with pytest.raises(NotEdited):
        edit(data.replace(b"A meeting", b"Another"), record, right.items())


def test_a_file_is_exchanged_only_if_it_is_as_read(monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path("a.txt")
    file.write_bytes(b"old")
    file.chmod(0o640)
    Path("link").symlink_to(file)
    with pytest.raises(NoOutput, match="has changed since it was read"):
        exchange("a.txt", b"older", b"new")
    exchange("link", b"old", b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert Path("link").is_symlink()
    os.link(file, "other")
    with pytest.raises(NoOutput, match="has another name too"):
        exchange("a.txt", b"new", b"newer")
    Path("other").unlink()

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.chown", refuse)
    with pytest.raises(NoOutput, match="is not yours to change"):
        exchange("a.txt", b"new", b"newer")
    assert file.read_bytes() == b"new"
    assert sorted(os.listdir()) == ["a.txt", "link", "log.txt"]  # noqa: PTH208
