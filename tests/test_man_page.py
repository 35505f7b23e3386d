"""The manual says what the program takes, and man can show it."""

import shutil
import subprocess

import pytest

from docs.man_page import FILE, man_page
from tiptui.cli.main import VERBS
from tiptui.files.output import ExitStatus
from tiptui.search.query import FIELDS, written_names


def test_the_manual_is_what_the_declarations_make_of_it() -> None:
    assert FILE.read_text("utf-8") == man_page(), "run `.venv/bin/python -m docs.man_page`"


def test_man_shows_all_of_it_without_a_warning() -> None:
    if not shutil.which("groff"):
        pytest.skip("there is no groff here, which man shows a manual with")
    command = ["groff", "-man", "-ww", "-Tascii", "-P-cbou", str(FILE)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    shown = " ".join(done.stdout.split())
    assert "-q, --quiet leave out the closing remark" in shown
    assert "tiptui show --json | jq . the record for other programs" in shown
    for said in (
        *(f"tiptui {verb} {VERBS[verb].parser().description}" for verb in VERBS if verb),
        *(f"{written_names(name)} {field.about}" for name, field in FIELDS.items()),
        *(f"{status.value} " for status in ExitStatus),
    ):
        assert said in shown
