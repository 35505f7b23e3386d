"""README and docs name files, headings and commands that there are; settings can be read."""

import json
import re
import tomllib
from shlex import split

import pytest

from tests.checkout import CHECKOUT, document
from tests.records import SMALL
from tiptui.cli.main import VERBS
from tiptui.cli.parsers import HELP
from tiptui.drafting.draft import template
from tiptui.record.load import parse

DOC = (CHECKOUT / "docs" / "editors.md").read_text("utf-8")
SCHEMA = template(None).splitlines()[0].partition("=")[2]


def example(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_settings_can_be_read_and_name_the_schema() -> None:
    settings = json.loads(example("json"))
    assert list(settings["yaml.schemas"]) == [f"./{SCHEMA}"]
    (server,) = tomllib.loads(example("toml"))["language-server"].values()
    assert server["config"]["yaml"]["schemas"] == settings["yaml.schemas"]
    assert f'["./{SCHEMA}"] = "{settings["yaml.schemas"][f"./{SCHEMA}"]}"' in example("lua")


def test_the_first_line_is_the_one_that_new_writes() -> None:
    line, version = example("yaml").splitlines()
    assert line == template(None).splitlines()[0]
    assert parse(f"{line}\n{SMALL}".encode()).record
    assert SMALL.startswith(version)


def test_the_links_lead_to_files_and_headings() -> None:
    for page in (*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/*.md")):
        for link, heading in re.findall(
            r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", page.read_text("utf-8")
        ):
            target = page.parent / link if link else page
            assert target.exists(), (page, link)
            assert not heading or heading in anchors(target.read_text("utf-8")), (page, heading)


def anchors(page: str) -> set[str]:
    """Return how links name the headings of a page."""
    headings = re.findall("^#+ (.*)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}


def test_the_commands_of_the_readme_are_those_of_the_help() -> None:
    readme = (CHECKOUT / "README.md").read_text("utf-8")
    for verb in ("show", "find", "count", "export", "check", "new", "schema"):
        assert f"tiptui {verb}" in readme
        assert f"  tiptui {verb}" in HELP["browse"][2]


@pytest.mark.parametrize("page", ["README.md", "docs/commands.md"])
def test_the_commands_that_are_shown_are_understood(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKOUT)
    shells = re.findall("^```sh\n(.*?)^```", document(page), re.MULTILINE | re.DOTALL)
    lines = re.findall(r"^tiptui\b(.*?)(?: +[#>].*)?$", "".join(shells), re.MULTILINE)
    assert len(lines) > 10
    for line in lines:
        verb, *arguments = split(line) or [""]
        if verb not in VERBS:
            verb, arguments = "", [verb, *arguments]
        VERBS[verb].parser().parse(arguments)
