"""Arguments, exit statuses, and the manners of a program among others."""

import io
import json
import os
import select
import shlex
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

import tiptui
from tests.kit.commands import COMMAND, HERE, Capture, environment, outcome, process, reads, shell
from tests.kit.marked import place_of
from tests.kit.records import BROKEN, SMALL
from tests.kit.terminal import Pty
from tiptui.__main__ import main
from tiptui.cli.main import run
from tiptui.files.own import default_record, own_folder
from tiptui.record import load
from tiptui.search.query import LONGEST, TOO_LONG

LONG = SMALL.replace("outline: [Air, Water]", f"outline: [{'line, ' * 100_000}end]")
"""A record that is more than a pipe holds."""


@pytest.fixture(name="files")
def _files(here: Path) -> Path:
    """The current folder, with some records in it."""
    Path("good.yaml").write_text(SMALL, "utf-8")
    Path("broken.yaml").write_text(BROKEN, "utf-8")
    Path("torn.yaml").write_text("tiptui: [1\n")
    return here


@pytest.mark.parametrize(
    ("line", "status", "err"),
    [
        ("find a\x1b]0;\x07\udcff\u202eb", 1, f"No match for a␛]0;␇<U+DCFF><U+202E>b{HERE}\n"),
        ("find x --in 'a\n\x1b[2J\udcff\u202e'", 3, "tiptui: a ␛[2J<U+DCFF><U+202E>: no such***"),
        ("check '--\n\x1b'", 2, 'tiptui check: no option is called "-- ␛" (see***)\n'),
        ("new 'a\n\x1b[2J/b'", 4, "tiptui: can't write the output: a ␛[2J/b: no such file***\n"),
        (f"find x {'y' * (LONGEST - 1)}", 2, f"tiptui find: {TOO_LONG} (see***)\n"),
        (f"find x {'y' * (LONGEST - 2)} --in good.yaml", 1, "No match for x yyy***\n"),
        (f"check {default_record()}", 0, "1 record: no problems · 56 quotes not checked***"),
        ("export --to xls", 2, "***invalid choice***"),
        ("find zzz -- --in", 1, "No match for zzz --in***"),
        ("check good.yaml -q good.yaml", 0, "tiptui: good.yaml: named twice, read once\n"),
        ("help fnid", 2, "***did you mean find?***"),
    ],
)
def test_arguments_of_any_bytes_and_length_are_answered_in_one_visible_line(
    line: str, status: int, err: str, files: Path, capsys: Capture
) -> None:
    ended, out, said = outcome(shlex.split(line), capsys)
    assert (ended, out, reads(said, err)) == (status, "", True), said


@pytest.mark.parametrize("arguments", [[], ["good.yaml"], ["good.yaml", "good.yaml"]])
def test_without_a_terminal_it_shows(arguments: list[str], files: Path, capsys: Capture) -> None:
    bare = outcome(arguments, capsys)
    assert bare == outcome(["show", *arguments], capsys)
    assert bare[1]


def test_a_file_name_of_any_bytes_is_read_and_said_visibly(tmp_path: Path, capsys: Capture) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\n\x9b.yaml"
    Path(os.fsdecode(name)).write_text("tiptui: 2\n")
    status, out, _ = outcome(["check", "--json", os.fsdecode(name)], capsys)
    assert (status, os.fsencode(json.loads(out)[0]["file"])) == (1, name)
    for line in outcome(["check", os.fsdecode(name)], capsys)[2].splitlines()[:-1]:
        assert line.startswith(f"{tmp_path}/<U+DCFF> <U+DC9B>.yaml:1:")


# Help


@pytest.mark.parametrize("verb", [[], ["show"], ["find"], ["check"], ["new"], ["schema"]])
def test_verbs_have_help(verb: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert outcome([*verb, "--version"], capsys) == (0, f"tiptui {tiptui.__version__}\n", "")
    status, out, err = outcome([*verb, "--help"], capsys)
    assert (status, err) == (0, "")
    usage, about, *_ = out.split("\n\n")
    assert about[0].isupper()
    assert " ".join(["tiptui", *verb]) in usage
    assert outcome(["help", *verb], capsys) == (0, out, "")
    # Last some examples, of which the first is what an error says to type.
    example = out.rpartition("\n\nexamples:\n")[2].splitlines()[0]
    assert example.startswith("  " + " ".join(["tiptui", *verb]))
    monkeypatch.setenv("COLUMNS", "48")
    narrow = outcome([*verb, "--help"], capsys)[1]
    assert max(map(len, narrow.splitlines())) <= 48
    assert "\n " not in narrow.split("\n\n")[1]


# Internal errors


def test_an_unexpected_exception_is_one_line_status_70_and_a_file_with_the_details(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def fail(*_: object) -> None:
        raise LookupError("what the minister said\nin private")

    monkeypatch.setattr(load, "read_bytes", fail)
    for arguments in ([], ["show"], ["find", "x"], ["check"]):
        ended = outcome(arguments, capsys)
        (file,) = own_folder("state").iterdir()
        line = f"tiptui: internal error (LookupError); the details are in {file}\n"
        assert ended == (70, "", line)
        assert "what the minister said" in file.read_text()


def test_an_interrupt_is_no_error(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(load, "read_bytes", interrupted)
    assert outcome(["show"], capsys) == (128 + signal.SIGINT, "", "")
    # The program ends by the signal itself, so that a shell's loop ends too.
    raised: list[int] = []
    monkeypatch.setattr("signal.raise_signal", raised.append)
    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.setattr("atexit._run_exitfuncs", lambda: None)
    monkeypatch.setattr("os._exit", raised.append)
    monkeypatch.setattr("sys.argv", ["tiptui", "show"])
    main()
    assert raised == [signal.SIGINT, 128 + signal.SIGINT]


# Outputs that are pipes, full or closed


@pytest.mark.parametrize(
    "arguments",
    ["", "show --json", "find kardar", "check --json", "new", "schema", "find --help", "--version"],
)
def test_output_that_can_not_be_written_is_status_4_and_one_line(
    arguments: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        reasons = {full: "No space left on device", None: "standard output is closed"}
        for output, reason in reasons.items():
            monkeypatch.setattr("sys.stdout", output)
            line = f"tiptui: can't write the output: {reason}\n"
            assert outcome(arguments.split(), capsys)[::2] == (4, line)


@pytest.mark.parametrize(
    ("command", "status", "reason"),
    [
        ("$tiptui show --json > /dev/full", 4, "No space left on device"),
        ("$tiptui show --json >&-", 4, "standard output is closed"),
        ("$tiptui find zzzz 2> /dev/full", 1, ""),
        ("$tiptui find zzzz 2>&-", 1, ""),
        # Python would leave half a module behind, compiled, and not start the next time.
        *(
            (f"ulimit -f 1; PYTHONDONTWRITEBYTECODE=1 {command} > part", 4, "File too large")
            for command in ("$tiptui show --json", "PYTHONUNBUFFERED=1 $tiptui new")
        ),
    ],
)
def test_the_program_ends_so_too(command: str, status: int, reason: str, here: Path) -> None:
    done = shell(command, cwd=here)
    line = f"tiptui: can't write the output: {reason}\n" if reason else ""
    assert (done.returncode, done.stderr.decode()) == (status, line)
    assert "ulimit" not in command or (here / "part").stat().st_size == 512


@pytest.mark.parametrize(
    ("arguments", "unbuffered"), [("show long.yaml", ""), ("check many.yaml", "1")]
)
def test_a_slow_pipe_gets_everything(arguments: str, unbuffered: str, files: Path) -> None:
    (files / "long.yaml").write_text(LONG, "utf-8")
    (files / "many.yaml").write_text(SMALL + "".join(f"x{n}: ''\n" for n in range(2_000)), "utf-8")
    done = process(*arguments.split(), cwd=files)
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    argv, env = [*COMMAND, *arguments.split()], environment(PYTHONUNBUFFERED=unbuffered)
    with subprocess.Popen(argv, stdout=writing, stderr=writing, cwd=files, env=env) as program:
        while select.select([], [writing], [], 0)[1] and program.poll() is None:
            with suppress(subprocess.TimeoutExpired):  # Nothing is taken out before it is full.
                program.wait(0.05)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            assert pipe.read() == done.stdout + done.stderr
    assert program.returncode == done.returncode


@pytest.mark.parametrize(
    ("arguments", "status"),
    [("find zzzz", 1), ("check torn.yaml", 1), ("--no", 2), ("show missing", 3), ("check", 0)],
)
def test_remarks_that_nobody_can_read_leave_the_status_as_it_is(
    arguments: str, status: int, files: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        for remarks in (full, None):
            monkeypatch.setattr("sys.stderr", remarks)
            assert outcome(arguments.split(), capsys) == (status, "", "")


def test_ctrl_c_ends_it_silently(here: Path) -> None:
    Path("long.yaml").write_text(LONG, "utf-8")
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*COMMAND, "show", "long.yaml"], stdout=pipe, stderr=pipe, env=environment()
    ) as program:
        assert program.stdout
        assert program.stdout.readline() == b"An event\n"
        program.send_signal(signal.SIGINT)
        assert program.communicate()[1] == b""
    assert program.returncode == -signal.SIGINT


@pytest.mark.parametrize("arguments", ["show", "--help"])
def test_a_reader_that_is_gone_ends_the_program_by_sigpipe(arguments: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing) as output:
        argv = [*COMMAND, *arguments.split()]
        done = subprocess.run(
            argv, stdout=output, stderr=subprocess.PIPE, env=environment(), check=False
        )
    assert (done.returncode, done.stderr) == (-signal.SIGPIPE, b"")


ODD = "é 👩\u200d👩 \U0010fffd [sic] [/x] \U000e0041 \u202e \u2066 \u200b “x” \\ \" ' \u061c"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8", "utf-16"])
def test_an_output_that_carries_few_letters_gets_the_rest_escaped(
    encoding: str, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SMALL.replace("The air is good.", json.dumps(ODD, ensure_ascii=False))
    (files / "odd\udcff.yaml").write_text(text, "utf-8")

    def printed(*arguments: str) -> tuple[int, str, str]:
        streams = [io.TextIOWrapper(io.BytesIO(), encoding, "strict") for _ in range(2)]
        for name, stream in zip(("stdout", "stderr"), streams, strict=True):
            monkeypatch.setattr(sys, name, stream)
        status = run(arguments)
        out, err = (stream.buffer.getvalue().decode(encoding) for stream in streams)
        return status, out, err

    status, text, err = printed("show", "odd\udcff.yaml")
    assert (status, err) == (0, "")
    assert "Ann Ångström" in text or "Ann \\xc5ngstr\\xf6m" in text
    data = printed("show", "odd\udcff.yaml", "--json")[1]
    assert not {"\u202e", "\u2066", "\u200b", "\U000e0041", "\u061c", "\x1b"} & set(data)
    assert json.loads(data)["speakers"][0]["statements"][0]["text"] == ODD
    status, text, err = printed("find", "zż")
    assert (status, text, err.startswith("No match for z")) == (1, "", True)


# On a terminal


def test_a_record_with_problems_is_not_browsed(files: Path) -> None:
    with Pty([*COMMAND, "broken.yaml"], env=environment(), cwd=files) as terminal:
        shown = b"".join(iter(terminal.read, b""))
        assert terminal.wait() == 1
    assert shown.startswith(
        f"broken.yaml:{place_of('soon', BROKEN)}: \x1b[1;31merror\x1b[0m: ".encode()
    )
    assert b"\x1b[?" not in shown
