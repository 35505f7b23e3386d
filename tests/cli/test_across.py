"""What `check` says of records beside each other."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kit.commands import Capture
from tiptui.cli.main import run
from tiptui.report.checking import Checked, check_record, check_together

pytestmark = pytest.mark.usefixtures("here")


def text(event: str, *things: str, section: str = "speakers") -> str:
    """A record of an event on line 2 and, from line 4 on, things of a section."""
    speakers = f"speakers: [{{id: of-{event}, name: {event}}}]\n" if section != "speakers" else ""
    lines = "".join(f"- {{{each}}}\n" for each in things)
    start = f"tiptui: 1\nevent: {{id: {event}, name: E, start_date: 2024}}\n"
    return f"{start}{section}:\n{lines}{speakers}"


def said(capsys: Capture, *arguments: str) -> list[str]:
    """The problems that records have only together."""
    run(["check", "-q", "--all", *arguments])
    lines = capsys.readouterr().err.splitlines()
    alone = ("[no-evidence]", "[uncited]")
    return [line for line in lines if not line.endswith(alone)]


def test_the_id_of_an_event_is_that_of_the_record_that_is_checked_first(capsys: Capture) -> None:
    Path("a.yaml").write_text(text("e", "id: ann, name: Ann"))
    # What is not part of the collection has no names in it.
    Path("b.yaml").write_text(text("e", "id: ann, name: Bo", "id: al, name: Ann"))
    Path("c.yaml").write_text(text("e", "id: ann, name: Cy"))
    error = 'error: the event id "e" is taken already in {}:2 [duplicate-record]'
    assert said(capsys, "b.yaml", "a.yaml", "c.yaml") == [
        f"a.yaml:2:13: {error.format('b.yaml')}",
        f"c.yaml:2:13: {error.format('b.yaml')}",
    ]
    lines = [f"./{file}.yaml:2:13: {error.format('./a.yaml')}" for file in "bc"]
    assert said(capsys, ".") == lines
    Path("b.yaml").rename("\x1b.yaml")
    assert run(["check", "-q", "--format", "github", "\x1b.yaml", "c.yaml"]) == 1
    assert "is taken already in ␛.yaml:2\n" in capsys.readouterr().out


@pytest.mark.parametrize("section", ["speakers", "organizations", "themes"])
def test_an_id_with_names_that_do_not_meet_is_a_warning_once(section: str, capsys: Capture) -> None:
    for file, name in zip("abcde", ["Ann", "ÄNN", "Bo", "Cy", "bo"], strict=True):
        mine = f"id: mine-{file}, name: Mine {file}"
        Path(f"{file}.yaml").write_text(text(file, mine, f"id: x, name: {name}", section=section))
    where = f'no name here is one of those that the {section[:-1]} "x" has in a.yaml:5'
    warning = f"warning: {where}{{}} [same-id]"
    files = [f"{file}.yaml" for file in "abcde"]
    assert said(capsys, *files[:2]) == []
    assert said(capsys, *files[:3]) == [f"c.yaml:5:8: {warning.format('')}"]
    assert said(capsys, *files) == [f"c.yaml:5:8: {warning.format(f'; 3 {section} have this id')}"]


def test_a_full_name_of_persons_with_several_ids_is_a_warning_once(capsys: Capture) -> None:
    Path("a.yaml").write_text(text("a", "kind: group, id: x, name: Ann", "id: ann, name: Ann"))
    Path("b.yaml").write_text(text("b", "id: bo, name: Bo, other_names: [Ann]", "id: y, name: Cy"))
    Path("c.yaml").write_text(text("c", "id: ann, name: Ann", "id: z, name: ÁNN"))
    where = 'a person of this name has the id "ann" in a.yaml:5'
    assert said(capsys, "a.yaml", "b.yaml") == []
    assert said(capsys, ".") == [
        f"./c.yaml:5:17: warning: {where.replace('a.y', './a.y')} [same-name]"
    ]
    Path("d.yaml").write_text(text("d", "id: w, name: Ann"))
    assert said(capsys, "a.yaml", "c.yaml", "d.yaml") == [
        f"c.yaml:5:17: warning: {where}; 3 ids have this name [same-name]"
    ]


def test_what_repeats_no_recommendation_of_the_collection_is_a_warning(capsys: Capture) -> None:
    for event, repeats in (("a", "b#r1, b#r2, c#r1"), ("b", "a#r1")):
        asked = f"{{id: r1, text: T, by: [x], repeats: [{repeats}]}}"
        lists = f"recommendations: [{asked}, {{id: r3, text: T, by: [x], repeats: [r1]}}]\n"
        Path(f"{event}.yaml").write_text(text(event, "id: x, name: X") + lists)
    assert said(capsys, "a.yaml") == []
    assert said(capsys, "a.yaml", "b.yaml") == [
        'a.yaml:5:62: warning: the record "b" has no recommendation "r2" [unknown-repeat]',
        'a.yaml:5:68: warning: no record here has the id "c" [unknown-repeat]',
    ]


def test_one_file_is_no_collection_and_a_folder_is_one_whatever_it_holds(capsys: Capture) -> None:
    Path("a.yaml").write_text(text("a", "id: ann, name: Ann", "id: ann-2, name: Ann"))
    assert said(capsys, "a.yaml") == []
    where = 'a person of this name has the id "ann" in ./a.yaml:4'
    assert said(capsys, ".") == [f"./a.yaml:5:21: warning: {where} [same-name]"]


def test_a_record_with_errors_hides_nothing_and_is_not_beside_the_others(capsys: Capture) -> None:
    for event in "abc":
        Path(f"{event}.yaml").write_text(text("e", f"id: {event}, name: Ann"))
    Path("a.yaml").write_text(text("e", "id: a, name: Ann", "nmae: Ann"))
    lines = said(capsys, "a.yaml", "b.yaml", "c.yaml")
    assert [(line[:6], line.rpartition(" ")[2]) for line in lines] == [
        ("a.yaml", "[missing-key]"),
        ("a.yaml", "[missing-key]"),
        ("a.yaml", "[unknown-key]"),
        ("c.yaml", "[duplicate-record]"),
    ]


def test_they_stand_among_the_problems_of_their_record_in_every_form(capsys: Capture) -> None:
    Path("a.yaml").write_text(text("a", "id: x, name: Ann", section="themes"))
    Path("b.yaml").write_text(text("b", "id: x, name: Bo", "id: y, name: Cy", section="themes"))
    assert run(["check", "a.yaml", "b.yaml"]) == 0
    *lines, remark = capsys.readouterr().err.splitlines()
    codes = [line.rpartition(" ")[2] for line in lines]
    assert codes == ["[uncited]", "[uncited]", "[same-id]", "[uncited]"]
    assert remark == "2 records: 4 warnings"
    assert run(["check", "--strict", "a.yaml", "b.yaml"]) == 1
    assert run(["check", "--json", "a.yaml", "b.yaml"]) == 0
    problem = json.loads(capsys.readouterr().out)[2]
    assert (problem["file"], problem["line"], problem["code"]) == ("b.yaml", 4, "same-id")
    assert run(["check", "--format", "github", "a.yaml", "b.yaml"]) == 0
    assert "::warning file=b.yaml,line=4,col=8,title=same-id::" in capsys.readouterr().out


def test_standard_input_has_places_too(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.yaml").write_text(text("e", "id: ann, name: Ann"))
    stdin = io.TextIOWrapper(io.BytesIO(text("e", "id: ann, name: Ann").encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    error = 'error: the event id "e" is taken already in -:2 [duplicate-record]'
    assert said(capsys, "-", "a.yaml") == [f"a.yaml:2:13: {error}"]


@pytest.mark.parametrize("change", [Path.unlink, lambda file: file.write_text("a: [")])
def test_places_in_a_record_that_has_changed_are_unknown(change: Callable[[Path], object]) -> None:
    for file in ("a.yaml", "b.yaml"):
        Path(file).write_text(text("e", "id: ann, name: Ann"))
    outcomes = {file: check_record(file, {}, of_collection=True) for file in ("a.yaml", "b.yaml")}
    records = {file: of for file, of in outcomes.items() if isinstance(of, Checked)}
    change(Path("b.yaml"))
    [problem] = check_together(records)["b.yaml"].problems
    assert (problem.position, problem.code) == ((1, 1), "duplicate-record")
