"""Whether files have changed, told from looks at them."""

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tiptui.files.watching import Watch, stamp, stamps


def test_each_kind_of_change_gives_another_stamp(tmp_path: Path) -> None:
    file = tmp_path / "minutes.yaml"
    seen = [stamp(str(file))]
    file.write_text("a")
    seen.append(stamp(str(file)))
    file.write_text("ab")
    seen.append(stamp(str(file)))
    os.utime(file, ns=(1, 1))
    seen.append(stamp(str(file)))
    file.chmod(0)
    seen.append(stamp(str(file)))
    other = tmp_path / "other"
    other.write_text("ab")
    other.replace(file)
    seen.append(stamp(str(file)))
    file.unlink()
    file.mkdir()
    seen.append(stamp(str(file)))
    assert len(set(seen)) == len(seen)
    assert seen[0] is None


def test_names_that_no_file_can_have_have_no_stamp() -> None:
    assert stamps(["", "a\0b", "x" * 5000]) == dict.fromkeys(["", "a\0b", "x" * 5000])


def told(looks: list[int]) -> list[bool]:
    watch = Watch({"f": (0,)})
    return [watch.look({"f": (look,)}) for look in looks]


def test_a_change_is_told_once_and_only_when_two_looks_agree() -> None:
    assert told([0, 0, 1, 1, 1]) == [False, False, False, True, False]
    assert told([1, 2, 3, 4, 4]) == [False, False, False, False, True]


def test_what_is_again_as_it_was_read_is_no_change() -> None:
    assert told([1, 0, 0]) == [False, False, False]


@given(st.lists(st.integers(0, 2)))
def test_whatever_is_written_the_last_state_is_told_in_the_end(looks: list[int]) -> None:
    told_states = [look for look, is_told in zip(looks, told(looks), strict=True) if is_told]
    assert all(a != b for a, b in zip([0, *told_states], told_states, strict=False))
    last = looks[-1] if looks else 0
    everything = [*looks, last, last]
    told_states = [
        look for look, is_told in zip(everything, told(everything), strict=True) if is_told
    ]
    assert ([0, *told_states])[-1] == last
