"""Arguments, exit statuses, and the manners of a program among others."""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tiptui
from tests.marked import place_of
from tests.records import SMALL
from tests.terminal import PATIENCE, Pty, clean_environment
from tiptui.cli.main import default_record, run
from tiptui.collection import opening
from tiptui.files.output import ExitStatus
from tiptui.record.load import parse

TIPTUI = [sys.executable, "-m", "tiptui"]
SOURCE = str(Path(tiptui.__file__).parents[1])
Capture = pytest.CaptureFixture[str]

BROKEN = SMALL.replace("start_date: 2024", "start_date: soon").replace("by: [crew]", "by: [crow]")
WARNED = SMALL.replace(
    "  - {id: water, name: Water}\n", "  - {id: water, name: W}\n  - {id: x, name: X}\n"
)


SOON, CROW = place_of("soon", BROKEN), place_of("crow", BROKEN)
UNCITED = place_of("{id: x", WARNED)


@pytest.fixture(name="files")
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with some records in it."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"good": SMALL, "broken": BROKEN, "warned": WARNED}.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    (tmp_path / "latin.yaml").write_bytes(b"tiptui: 1\nevent: caf\xe9\n")
    (tmp_path / "torn.yaml").write_text("tiptui: [1\n")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    return clean_environment(PYTHONPATH=SOURCE, **more)


def process(
    *arguments: str | bytes, cwd: Path | None = None, stdin: bytes = b"", **variables: str
) -> "subprocess.CompletedProcess[bytes]":
    """Runs tiptui as a program, with pipes for its input and outputs."""
    return subprocess.run(
        [*TIPTUI, *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**variables),
        check=False,
    )


def shell(command: str, cwd: Path | None = None) -> "subprocess.CompletedProcess[bytes]":
    """Runs a line of sh in which $tiptui is tiptui."""
    return subprocess.run(
        ["sh", "-c", command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=cwd,
        env=environment(tiptui=" ".join(TIPTUI)),
        check=False,
    )


# show, and tiptui without a terminal


def test_show_prints_the_record(capsys: Capture) -> None:
    assert run(["show"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Provincial Dialogue on Trafficking in Persons")
    assert "¶7 “surveillance mechanisms to monitor trafficking activities”" in out
    assert err == ""


@pytest.mark.parametrize("arguments", [[], ["good.yaml"]])
def test_without_a_terminal_tiptui_does_what_show_does(
    arguments: list[str], files: Path, capsys: Capture
) -> None:
    assert run(arguments) == 0
    bare = capsys.readouterr()
    assert run(["show", *arguments]) == 0
    assert capsys.readouterr() == bare
    assert bare.out


def test_show_json_gives_the_record_in_the_keys_of_the_format(capsys: Capture) -> None:
    assert run(["show", "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    data = json.loads(out)
    assert data["event"]["id"] == "lahore-2024-04-18"
    assert parse(out.encode()).record == parse(Path(default_record()).read_bytes()).record


def test_a_record_with_warnings_opens_without_a_word(files: Path, capsys: Capture) -> None:
    assert run(["show", "warned.yaml"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("verb", [[], ["show"], ["show", "--json"], ["find", "air", "--in"]])
def test_a_record_with_an_error_does_not_open_and_every_problem_is_said(
    verb: list[str], files: Path, capsys: Capture
) -> None:
    assert run([*verb, "broken.yaml"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        f"broken.yaml:{SOON}",
        f"broken.yaml:{CROW}",
    ]


def test_the_record_can_come_from_standard_input(files: Path) -> None:
    whole = process("show", "good.yaml", cwd=files).stdout
    for arguments in (["show", "-"], ["-"]):
        done = process(*arguments, stdin=SMALL.encode())
        assert (done.returncode, done.stdout, done.stderr) == (0, whole, b"")
    done = process("find", "--in", "-", "windows", stdin=SMALL.encode())
    assert done.stdout.startswith(b"recommendation  r1")
    done = process("check", "-", stdin=BROKEN.encode())
    assert done.returncode == 1
    assert done.stderr.startswith(f"-:{SOON}: error: ".encode())


# find


def test_find_prints_kind_who_and_the_matching_text(capsys: Capture) -> None:
    assert run(["find", "surveillance"]) == 0
    out, err = capsys.readouterr()
    (line,) = out.splitlines()
    assert line.startswith("recommendation  r7  Ahmed Khan Bachar: ")
    assert "surveillance" in line
    assert err == ""


@pytest.mark.parametrize(
    "words", [["capacity", "building"], ["building capacity"], ["CAPACITY-Build"]]
)
def test_find_takes_its_words_together_in_any_order(words: list[str], capsys: Capture) -> None:
    assert run(["find", *words]) == 0
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["r3"]


def test_find_json_is_a_list_of_objects(capsys: Capture) -> None:
    assert run(["find", "--json", "iom"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert [item["kind"] for item in found] == ["speaker", "statement", *["recommendation"] * 3]
    assert all(set(item) == {"kind", "id", "text", "by", "evidence"} for item in found)


@pytest.mark.parametrize(("more", "out"), [([], ""), (["--json"], "[]\n")])
def test_find_nothing_is_status_1_with_the_near_spellings_on_standard_error(
    more: list[str], out: str, capsys: Capture
) -> None:
    assert run(["find", "Kardaar", *more]) == 1
    assert capsys.readouterr() == (out, "No match for Kardaar; close: Uzma Kardar\n")


def test_what_find_did_not_find_is_said_visibly(capsys: Capture) -> None:
    assert run(["find", "a\x1b]0;t\x07\n\udcff\u202eb"]) == 1
    assert capsys.readouterr().err == "No match for a␛]0;t␇ <U+DCFF><U+202E>b\n"


# check


def test_check_of_clean_records_is_silent(files: Path, capsys: Capture) -> None:
    assert run(["check"]) == 0
    assert run(["check", "good.yaml", default_record()]) == 0
    assert run(["check", "--strict", "good.yaml"]) == 0
    assert capsys.readouterr() == ("", "")


def test_check_prints_every_problem_at_its_place_and_closes_with_their_number(
    files: Path, capsys: Capture
) -> None:
    assert run(["check", "broken.yaml"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    first, second, remark = err.splitlines()
    assert first.startswith(f'broken.yaml:{SOON}: error: "soon" is no date')
    assert second.startswith(f'broken.yaml:{CROW}: error: no speaker has the id "crow"')
    assert remark == "2 errors"


@pytest.mark.parametrize(("more", "status"), [([], 0), (["--strict"], 1)])
def test_warnings_stop_nothing_unless_strict(
    more: list[str], status: int, files: Path, capsys: Capture
) -> None:
    assert run(["check", "warned.yaml", *more]) == status
    line, remark = capsys.readouterr().err.splitlines()
    assert line == f'warned.yaml:{UNCITED}: warning: nothing cites the theme "x" [uncited]'
    assert remark == "1 warning"


def test_check_json_has_the_problems_of_all_files_as_data(files: Path, capsys: Capture) -> None:
    assert run(["check", "--json", "warned.yaml", "good.yaml", "torn.yaml"]) == 1
    out, err = capsys.readouterr()
    problems = json.loads(out)
    assert [(each["file"], each["severity"]) for each in problems] == [
        ("warned.yaml", "warning"),
        ("torn.yaml", "error"),
    ]
    assert problems[0] == {
        "file": "warned.yaml",
        "line": int(UNCITED.partition(":")[0]),
        "column": int(UNCITED.partition(":")[2]),
        "severity": "warning",
        "message": 'nothing cites the theme "x"',
        "code": "uncited",
    }
    assert err == "1 error, 1 warning\n"


def test_check_json_of_clean_records_is_an_empty_list(files: Path, capsys: Capture) -> None:
    assert run(["check", "--json", "good.yaml"]) == 0
    assert capsys.readouterr() == ("[]\n", "")


@pytest.mark.parametrize(
    ("names", "status"),
    [
        (["good.yaml", "warned.yaml"], 0),
        (["broken.yaml", "good.yaml"], 1),
        (["latin.yaml"], 1),
        (["torn.yaml"], 1),
        (["missing.yaml", "broken.yaml", "good.yaml"], 3),
        (["good.yaml", "broken.yaml", "folder"], 3),
        (["pipe", "good.yaml"], 3),
    ],
)
def test_of_several_files_the_highest_status_counts(
    names: list[str], status: int, files: Path
) -> None:
    assert run(["check", *names]) == status
    assert run(["check", "--json", *names]) == status


def test_a_missing_file_does_not_keep_the_others_from_being_checked(
    files: Path, capsys: Capture
) -> None:
    run(["check", "missing.yaml", "torn.yaml"])
    err = capsys.readouterr().err
    assert "tiptui: missing.yaml: no such file or directory\n" in err
    assert "torn.yaml:2:1: error: " in err
    assert err.endswith("\n1 error\n")


# Input that is not there


@pytest.mark.parametrize("verb", [[], ["show"], ["find", "air", "--in"], ["check"]])
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.yaml", "no such file or directory"),
        ("folder", "is a folder"),
        ("pipe", "is not a regular file"),
        ("/dev/zero", "is not a regular file"),
        ("good.yaml/x", "not a directory"),
        ("", "no such file or directory"),
        ("a\n\x1b[2J\udcff\u202e.yaml", "no such file or directory"),
    ],
)
def test_input_that_can_not_be_read_is_status_3_and_one_line(
    verb: list[str], name: str, reason: str, files: Path, capsys: Capture
) -> None:
    assert run([*verb, name]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    shown = name.replace("\n", " ").replace("\x1b", "␛")
    shown = shown.replace("\udcff", "<U+DCFF>").replace("\u202e", "<U+202E>")
    if (verb, name) == (["check"], "folder"):
        reason = "a folder without any *.yaml or *.yml file"
    assert err == f"tiptui: {shown}: {reason}\n"


def test_a_file_name_of_any_bytes_is_read_and_said_visibly(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\n\x9b.yaml"
    Path(os.fsdecode(name)).write_text("tiptui: 2\n")
    done = process("check", name)
    assert done.returncode == 1
    for line in done.stderr.decode().splitlines()[:-1]:
        assert line.startswith(f"{tmp_path}/<U+DCFF> <U+DC9B>.yaml:1:")
    problems = json.loads(process("check", "--json", name).stdout)
    assert os.fsencode(problems[0]["file"]) == name


# Usage


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["one", "two"], "tiptui: unrecognized arguments: two (see tiptui --help)"),
        (["--nonsense"], "tiptui: unrecognized arguments: --nonsense (see tiptui --help)"),
        (["show", "--jso"], "tiptui show: unrecognized arguments: --jso (see tiptui show --help)"),
        (["show", "a", "b"], "tiptui show: unrecognized arguments: b (see tiptui show --help)"),
        (
            ["find"],
            "tiptui find: the following arguments are required: WORD (see tiptui find --help)",
        ),
        (
            ["find", "x", "--in"],
            "tiptui find: argument --in: expected one argument (see tiptui find --help)",
        ),
        (["check", "-x"], "tiptui check: unrecognized arguments: -x (see tiptui check --help)"),
        (
            ["check", "--\n\x1b\udcff"],
            "tiptui check: unrecognized arguments: -- ␛<U+DCFF> (see tiptui check --help)",
        ),
    ],
)
def test_a_usage_error_is_status_2_and_one_line(
    arguments: list[str], line: str, capsys: Capture
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr() == ("", line + "\n")


@pytest.mark.parametrize("verb", [[], ["show"], ["find"], ["check"], ["new"], ["schema"]])
def test_version_and_help_of_every_verb(verb: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        run([*verb, "--version"])
    assert ended.value.code == 0
    assert capsys.readouterr() == (f"tiptui {tiptui.__version__}\n", "")
    with pytest.raises(SystemExit) as ended:
        run([*verb, "--help"])
    assert ended.value.code == 0
    out, err = capsys.readouterr()
    assert out.startswith("usage: " + " ".join(["tiptui", *verb]))
    assert err == ""


def test_help_has_examples_every_verb_and_every_exit_status(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        run(["--help"])
    out = capsys.readouterr().out
    examples = out.partition("examples:\n")[2].partition("\n\n")[0].splitlines()
    assert len(examples) >= 4
    assert all(line.startswith("  tiptui") for line in examples)
    for verb in ("show", "find", "check", "new", "schema"):
        assert f"  tiptui {verb} " in out
    words = out.partition("exit status:")[2].replace("\n", " ").replace(",", " ").split()
    assert {str(int(status)) for status in ExitStatus} <= set(words)
    assert max(map(len, out.splitlines())) <= 100


def test_a_file_may_have_the_name_of_a_verb(tmp_path: Path) -> None:
    (tmp_path / "check").write_text(SMALL, "utf-8")
    assert process("./check", cwd=tmp_path).stdout.startswith(b"An event\n")


# Internal errors


def test_an_unexpected_exception_is_one_line_status_70_and_a_file_with_the_details(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("what the minister said\nin private")

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(opening, "read_bytes", fail)
    for arguments in ([], ["show"], ["find", "x"], ["check"]):
        assert run(arguments) == 70
        (file,) = (tmp_path / "tiptui").iterdir()
        line = f"tiptui: internal error (LookupError); the details are in {file}\n"
        assert capsys.readouterr() == ("", line)
        assert "what the minister said" in file.read_text()


def test_an_interrupt_while_reading_is_no_internal_error(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(opening, "read_bytes", interrupted)
    assert run(["show"]) == 128 + signal.SIGINT
    assert capsys.readouterr() == ("", "")


# Outputs that are pipes, full or closed


def test_a_pipe_gets_the_record() -> None:
    done = shell("$tiptui | cat")
    assert done.stdout.startswith(b"Provincial Dialogue")
    assert (done.returncode, done.stderr) == (0, b"")


WRITERS = [
    "",
    "show",
    "show --json",
    "find kardar",
    "find kardar --json",
    "check --json",
    "new",
    "schema",
    "--help",
    "find --help",
    "--version",
]


@pytest.mark.parametrize("arguments", WRITERS)
def test_output_that_can_not_be_written_is_status_4_and_one_line(arguments: str) -> None:
    done = shell(f"$tiptui {arguments} > /dev/full")
    assert done.returncode == 4
    assert done.stderr == b"tiptui: can't write the output: No space left on device\n"


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", ["show --json", "new", "schema"])
def test_output_of_which_only_a_part_can_be_written_is_status_4_too(
    arguments: str, unbuffered: str, files: Path
) -> None:
    command = f"PYTHONUNBUFFERED={unbuffered} $tiptui {arguments}"
    done = shell(f"ulimit -f 1; {command} > part", cwd=files)
    assert done.returncode == 4
    assert done.stderr == b"tiptui: can't write the output: File too large\n"
    assert (files / "part").stat().st_size == 512


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", ["show long.yaml", "check many.yaml"])
def test_a_pipe_that_does_not_wait_and_is_slow_gets_everything(
    arguments: str, unbuffered: str, files: Path
) -> None:
    outline = "outline: [" + "line, " * 100_000 + "end]"  # more than a pipe holds
    (files / "long.yaml").write_text(SMALL.replace("outline: [Air, Water]", outline), "utf-8")
    (files / "many.yaml").write_text(SMALL + "".join(f"x{n}: ''\n" for n in range(5_000)), "utf-8")
    done = process(*arguments.split(), cwd=files)
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with subprocess.Popen(
        [*TIPTUI, *arguments.split()],
        stdout=writing,
        stderr=writing,
        cwd=files,
        env=environment(PYTHONUNBUFFERED=unbuffered),
    ) as program:
        while select.select([], [writing], [], 0)[1] and program.poll() is None:
            pass  # Nothing is taken out of it before it is full.
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            assert pipe.read() == done.stdout + done.stderr
    assert program.returncode == done.returncode


@pytest.mark.parametrize("arguments", ["show", "show --json", "--version"])
def test_a_closed_output_is_status_4_and_one_line(arguments: str) -> None:
    done = shell(f"$tiptui {arguments} >&-")
    assert done.returncode == 4
    assert done.stderr == b"tiptui: can't write the output: standard output is closed\n"


@pytest.mark.parametrize("remarks", ["2> /dev/full", "2>&-"])
@pytest.mark.parametrize(
    ("arguments", "status"),
    [("find zzzz", 1), ("check torn.yaml", 1), ("one two", 2), ("show missing", 3), ("check", 0)],
)
def test_remarks_that_nobody_can_read_leave_the_status_as_it_is(
    arguments: str, status: int, remarks: str, files: Path
) -> None:
    done = shell(f"$tiptui {arguments} {remarks}", cwd=files)
    assert (done.returncode, done.stdout, done.stderr) == (status, b"", b"")


@pytest.mark.parametrize("by", [signal.SIGPIPE, signal.SIGINT])
def test_a_reader_that_goes_away_or_an_interrupt_ends_the_program_without_a_word(
    by: signal.Signals, tmp_path: Path
) -> None:
    file = tmp_path / "long.yaml"
    outline = "outline: [" + "line, " * 100_000 + "end]"  # more than a pipe holds
    file.write_text(SMALL.replace("outline: [Air, Water]", outline), "utf-8")
    with subprocess.Popen(
        [*TIPTUI, "show", str(file)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as program:
        assert program.stdout
        assert program.stderr
        assert program.stdout.readline() == b"An event\n"
        if by is signal.SIGPIPE:
            program.stdout.close()
        else:
            program.send_signal(by)
        assert program.stderr.read() == b""
    assert program.returncode == -by


@pytest.mark.parametrize(
    "arguments",
    ["show", "find kardar", "check --json", "new", "schema", "--help", "--version"],
)
def test_a_reader_that_is_gone_already_ends_the_program_by_sigpipe(arguments: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*TIPTUI, *arguments.split()],
            stdin=subprocess.DEVNULL,
            stdout=writing,
            stderr=subprocess.PIPE,
            env=environment(),
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (-signal.SIGPIPE, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "utf-16", "ascii:strict"])
def test_an_output_that_carries_few_letters_gets_the_rest_escaped(
    encoding: str, files: Path
) -> None:
    codec = encoding.partition(":")[0]
    done = process("show", "good.yaml", cwd=files, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(codec)
    assert "Ann Ångström" in text or "Ann \\xc5ngstr\\xf6m" in text
    done = process("show", "good.yaml", "--json", cwd=files, PYTHONIOENCODING=encoding)
    speakers = json.loads(done.stdout.decode(codec))["speakers"]
    assert [speaker["name"] for speaker in speakers][:2] == ["Ann Ångström", "Bo O’Brien"]
    done = process("find", "zż", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode(codec).startswith("No match for z")


# No usable terminal


def on_terminal(
    *, stdin: bool = True, stderr: bool = True, **variables: str
) -> tuple[int, bytes, bytes | None]:
    """Runs tiptui with a terminal as output; gives status, what is on it, and remarks beside it."""
    master, slave = os.openpty()
    try:
        done = subprocess.run(
            TIPTUI,
            stdin=slave if stdin else subprocess.DEVNULL,
            stdout=slave,
            stderr=slave if stderr else subprocess.PIPE,
            env=environment(**variables),
            check=False,
            timeout=PATIENCE,
        )
        os.write(slave, b"$")
        shown = b""
        while not shown.endswith(b"$"):
            shown += os.read(master, 4096)
    finally:
        os.close(master)
        os.close(slave)
    return done.returncode, shown[:-1], done.stderr


def test_without_a_terminal_to_read_from_the_browser_says_so_at_once() -> None:
    line = (
        "tiptui: can't browse here: standard input is not a terminal; tiptui show prints the record"
    )
    assert on_terminal(stdin=False) == (5, f"{line}\r\n".encode(), None)


def test_without_a_terminal_to_draw_on_the_browser_says_so_at_once() -> None:
    status, shown, remarks = on_terminal(stderr=False)
    assert (status, shown) == (5, b"")
    assert remarks == (
        b"tiptui: can't browse here: standard error, on which the browser draws, is not a terminal;"
        b" tiptui show prints the record\n"
    )


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"TERM": "dumb"}, "TERM is dumb"),
        ({"TERM": ""}, "TERM is not set"),
        ({}, "TERM is not set"),
    ],
)
def test_a_terminal_that_can_not_be_drawn_on_gets_one_line(
    variables: dict[str, str], reason: str
) -> None:
    plain = {name: value for name, value in environment().items() if name != "TERM"}
    with Pty(TIPTUI, env=plain | variables) as terminal:
        shown = b"".join(iter(terminal.read, b""))
        assert terminal.wait() == 5
        assert terminal.modes() == terminal.modes_before
    line = f"tiptui: can't browse here: {reason}; tiptui show prints the record\r\n"
    assert shown == line.encode()


def test_a_record_with_problems_is_not_browsed(files: Path) -> None:
    with Pty([*TIPTUI, "broken.yaml"], env=environment(), cwd=files) as terminal:
        shown = b"".join(iter(terminal.read, b""))
        assert terminal.wait() == 1
    assert shown.startswith(f"broken.yaml:{SOON}: error: ".encode())
    assert b"\x1b" not in shown


# The map of statuses


def test_the_exit_statuses_are_those_of_the_format() -> None:
    assert {status.name: int(status) for status in ExitStatus} == {
        "DONE": 0,
        "PROBLEMS": 1,
        "USAGE": 2,
        "NO_INPUT": 3,
        "NO_OUTPUT": 4,
        "NO_TERMINAL": 5,
        "INTERNAL": 70,
    }
