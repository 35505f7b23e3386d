"""What the reader set: read from files that may be anything, said in one line where it is wrong."""

import os
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from tests.kit.cases import rows
from tests.kit.checkout import document
from tests.kit.commands import Capture, outcome, reads
from tiptui.files.config import KNOWN, UNSET, picked_theme, read_config, save_theme
from tiptui.files.own import own_folder
from tiptui.search.query import NoSuchQuery, without_names
from tiptui.ui.actions.keys import PANES, SEARCH, with_keys
from tiptui.ui.chrome.colours import DARK, LIGHT
from tiptui.ui.settings import check_keys


@pytest.fixture(name="file")
def _file() -> Path:
    """The file of what is set."""
    return own_folder("config", make=True) / "config.toml"


def test_theme_keys_and_queries_are_read(file: Path) -> None:
    assert read_config() == UNSET._replace(file=str(file))
    file.write_text('theme = "nord"\n[keys]\nzoom = "f2"\n[queries]\na-1 = """x\n to:b"""\n')
    config = read_config()
    assert (config.theme, config.keys) == ("nord", {"zoom": "f2"})
    assert (config.queries, config.wrong) == ({"a-1": "x to:b"}, ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        *rows(__file__, "config.txt", "wrong"),
        ("a = " + "[" * 60_000, ": is nested too deep"),
        ("a = " + "1" * 9_000, ": Exceeds the limit***"),
        ("#" * 2**17, ": larger than 64 KiB"),
    ],
)
def test_what_can_not_be_taken_is_one_line_with_its_key(text: str, line: str, file: Path) -> None:
    file.write_bytes(text.encode("latin-1"))
    config = read_config()
    assert [reads(each, f"{file}{line}") for each in config.wrong] == [True]
    assert not config.theme
    assert not config.queries
    assert config.wrong[0].removeprefix(config.folder).startswith("config.toml: ")


def test_what_is_no_file_hangs_nothing(file: Path, no_hang: None) -> None:
    os.mkfifo(file)
    assert read_config().wrong == (f"{file}: is not a regular file",)
    file.unlink()
    file.symlink_to(file)
    assert read_config().wrong == (f"{file}: too many levels of symbolic links",)
    file.unlink()
    file.parent.rmdir()
    file.parent.symlink_to(file.parent)
    assert read_config().wrong == (f"{file}: too many levels of symbolic links",)


def test_the_page_says_what_is_declared_and_its_example_can_be_taken(file: Path) -> None:
    page = document("docs/config.md")
    themes = sorted((*BUILTIN_THEMES, DARK.name, LIGHT.name))
    assert ", ".join(f"`{name}`" for name in themes) in page
    assert f"The file may set {', '.join(f'`{each}`' for each in KNOWN)}, and nothing" in page
    file.write_text(page.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    config = read_config()
    assert config.theme
    assert config.queries
    assert not config.wrong
    assert not check_keys(config.keys)[1]


# Keys


def test_keys_are_set_by_id_with_names_and_characters() -> None:
    keys, wrong = check_keys({"zoom": "f2,*", "search": "comma", "source": "D", "quit": "ctrl+x"})
    assert wrong == {}
    set_ = {each.id: each.keys for each in with_keys((*PANES, *SEARCH), keys)}
    assert (set_["zoom"], set_["search"], set_["source"]) == ("f2,asterisk", "comma", "D")
    assert set_["follow"] == "enter"
    # Two can change places.
    changed = {"zoom": "s", "source": "z", "rows": "c", "columns": "r"}
    assert check_keys(changed) == (changed, {})


@pytest.mark.parametrize(
    ("wanted", "wrong"),
    [
        ({"folow": "x"}, {"folow": 'no key has the id "folow"; did you mean "follow"?'}),
        ({"zoom": "contrl+x"}, {"zoom": 'no key is called "contrl+x"'}),
        ({"zoom": "q"}, {"zoom": '"q" is the key of "quit" too'}),
        ({"zoom": "shift+d"}, {"zoom": 'no key is called "shift+d"'}),
        ({"zoom": "shift+ctrl+up"}, {"zoom": 'no key is called "shift+ctrl+up"'}),
        ({"zoom": "f2,"}, {"zoom": 'no key is called ""'}),
        ({"zoom": "esc"}, {"zoom": 'no key is called "esc"'}),
        ({"zoom": "ctrl+i"}, {"zoom": 'terminals send "ctrl+i" as "tab"'}),
        (
            {"zoom": "f2", "edit": "f2"},
            {"zoom": '"f2" is the key of "edit" too', "edit": '"f2" is the key of "zoom" too'},
        ),
        # What has to go back to its own key meets what was given that.
        (
            {"zoom": "q", "edit": "z"},
            {"zoom": '"q" is the key of "quit" too', "edit": '"z" is the key of "zoom" too'},
        ),
        *(
            ({"keep": key}, {"keep": f'"{key}" is text in the search line, and nothing else there'})
            for key in ("k", "/", "space", "é", "slash")
        ),
    ],
)
def test_keys_that_can_not_be_set_stay(wanted: dict[str, str], wrong: dict[str, str]) -> None:
    assert check_keys(wanted) == ({}, wrong)


def test_a_key_has_its_name_in_textual() -> None:
    for written, name in (
        ("+", "plus"),
        ("ctrl+plus", "ctrl+plus"),
        ("ctrl+shift+left", "ctrl+shift+left"),
        ("–", "en_dash"),
    ):
        assert check_keys({"zoom": written}) == ({"zoom": name}, {})


# Queries


def test_a_query_by_name_is_as_if_it_were_typed(file: Path, capsys: Capture) -> None:
    file.write_text('[queries]\nopen = "is:recommendation status:none"\n')
    for verb in (["find"], ["count", "--by", "theme"]):
        typed = outcome([*verb, "capacity", "is:recommendation", "status:none"], capsys)
        assert outcome([*verb, "capacity", "@open"], capsys) == typed
    line = 'tiptui find: no query is called @opne; did you mean "@open"? (see tiptui find --help)\n'
    assert outcome(["find", "@opne"], capsys) == (2, "", line)
    file.write_text("[queries]\nopen = 3\n")
    status, _, said = outcome(["find", "@open"], capsys)
    assert (status, said.partition(" needs")[0]) == (2, f"tiptui: {file}: queries.open:")


def test_names_are_written_out_where_they_are_words() -> None:
    written_out = without_names('@a b @a "@a" @a me@a.b -@a', {"a": "x y"})
    assert written_out == 'x y b x y "@a" x y me@a.b -@a'
    with pytest.raises(NoSuchQuery, match="at most 500"):
        without_names("@a", {"a": "x" * 501})


# The theme that was picked


def test_the_picked_theme_is_kept_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    assert picked_theme() == ""
    assert save_theme("nord") == save_theme("gruvbox") == ""
    assert picked_theme() == "gruvbox"
    (file,) = own_folder("state").iterdir()
    for hostile in (b"\xff", b"x" * 1000, b""):
        file.write_bytes(hostile)
        assert picked_theme() == ""
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    assert save_theme("nord").startswith("the colour theme can't be kept: ")
    assert picked_theme() == ""
