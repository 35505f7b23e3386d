"""Whether files have changed, told from looks at them."""

import os
from functools import partial
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tiptui.files.input import Watch, stamp, stamps


def test_each_kind_of_change_gives_another_stamp(tmp_path: Path) -> None:
    file, other = tmp_path / "minutes.yaml", tmp_path / "other"
    other.write_text("ab")
    seen = [stamp(str(file))]
    for change in (
        partial(file.write_text, "a"),
        partial(file.write_text, "ab"),
        partial(os.utime, file, ns=(1, 1)),
        partial(file.chmod, 0),
        partial(other.replace, file),
    ):
        change()
        seen.append(stamp(str(file)))
    file.unlink()
    file.mkdir()
    seen.append(stamp(str(file)))
    assert len(set(seen)) == len(seen)
    assert seen[0] is None


def test_names_that_no_file_can_have_have_no_stamp() -> None:
    assert stamps(["", "a\0b", "x" * 5000]) == dict.fromkeys(["", "a\0b", "x" * 5000])


def changes(looks: list[int]) -> list[int]:
    """Return the numbers of the looks that saw a change of a file, which was 0 when it was read."""
    watch = Watch({"f": (0,)})
    return [number for number, look in enumerate(looks) if watch.look({"f": (look,)})]


def test_a_change_is_told_once_and_only_when_two_looks_agree() -> None:
    assert changes([0, 0, 1, 1, 1]) == [3]
    assert changes([1, 2, 3, 4, 4]) == [4]
    assert changes([1, 0, 0]) == []  # again as it was read


@given(st.lists(st.integers(0, 2)))
def test_whatever_is_written_the_last_state_is_told_in_the_end(looks: list[int]) -> None:
    looks = [*looks, *[looks[-1] if looks else 0] * 2]
    states = [0, *(looks[number] for number in changes(looks))]
    assert all(one != other for one, other in pairwise(states))
    assert states[-1] == looks[-1]
