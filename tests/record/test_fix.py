"""`check --fix`, beside tests/golden/commands/fix.txt: of a record only numbers change."""

import os
from pathlib import Path
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiptui.files.output import NoOutput
from tiptui.files.saving import exchange
from tiptui.record.edits import NotEdited, edit
from tiptui.record.load import parse
from tiptui.record.problem import Path as Path_

HEAD = """\
tiptui: 1
event: {id: m, name: A meeting, start_date: 2024}
speakers: [{id: ann, name: Ann Lee}, {id: bob, name: Bob Hay}]
sources: [{id: log, type: transcript, title: Log, file: log.txt}]
recommendations:
"""


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


@pytest.mark.usefixtures("here")
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
    assert sorted(os.listdir()) == ["a.txt", "link"]  # noqa: PTH208
