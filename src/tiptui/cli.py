"""Arguments and exit status. Imports the browser only to show it."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any, NoReturn

from tiptui import __version__
from tiptui.links import Links, link
from tiptui.load import Loaded, NoInput, load
from tiptui.text import counted, visible


class Status(IntEnum):
    """What a command answers to the shell. Ended by signal n: 128 + n."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    NO_INPUT = 3
    NO_OUTPUT = 4
    NO_TERMINAL = 5
    INTERNAL = 70


class NoOutput(Exception):
    """The output can't be written; says why."""


HELP = """\
commands:
  tiptui [FILE]                    browse a record; print it when the output is no terminal
  tiptui show [FILE]               print a record
  tiptui find [--in FILE] WORD...  print what matches every word
  tiptui check [FILE...]           print every problem

Without FILE: the dialogue held in Lahore on 18 April 2024. FILE may be -, for standard input.

examples:
  tiptui                           browse; / searches, ? shows every key
  tiptui minutes.yaml              browse your own record
  tiptui find capacity building    who asked for it?
  tiptui show --json | jq .        the record for other programs
  tiptui check --strict *.yaml     before you send records

exit status: 0 done, 1 problems in a record or nothing found, 2 usage, 3 no input,
4 no output, 5 no usable terminal, 70 internal error
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Says what is wrong in one line, and how to get help."""
        self.exit(_say(f"{self.prog}: {message} (see {self.prog} --help)", Status.USAGE))

    def _print_message(self, message: str, file: object = None) -> None:
        """Prints help or version as any other output; argparse would pass over a failure."""
        _as_a_filter()
        _write(message)


def _parser(verb: str, description: str, epilog: str = "") -> argparse.ArgumentParser:
    parser = _Parser(
        prog=f"tiptui {verb}".strip(),
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"tiptui {__version__}")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Runs tiptui with the arguments after its name; gives the exit status."""
    verbs: dict[str, Callable[[Sequence[str]], int]] = {
        "show": _show,
        "find": _find,
        "check": _check,
    }
    verb = arguments[0] if arguments else ""
    try:
        return verbs[verb](arguments[1:]) if verb in verbs else _browse(arguments)
    except NoInput as error:
        return _say(f"tiptui: {error}", Status.NO_INPUT)
    except NoOutput as error:
        return _say(f"tiptui: can't write the output: {error}", Status.NO_OUTPUT)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Exception as error:  # noqa: BLE001 (the last resort: one line, whatever happened)
        from tiptui.crash import report

        return _say(f"tiptui: {report(error)}", Status.INTERNAL)


def default_record() -> str:
    """Gives the path of the record that comes with tiptui: installed, or in a checkout."""
    here = Path(__file__).parent
    installed = here / "event.yaml"
    return str(installed if installed.exists() else here.parents[1] / "data" / "event.yaml")


def _named(file: str | None) -> str:
    """Gives the file to read; an empty name is one too, and no file has it."""
    return default_record() if file is None else file


def _browse(arguments: Sequence[str]) -> int:
    parser = _parser("", "A terminal browser for the record of a policy dialogue.", HELP)
    parser.usage = "tiptui [FILE]"
    parser.add_argument("file", nargs="?", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    file = _named(options.file)
    if not sys.stdout or not sys.stdout.isatty():
        return _print_record(file, as_json=False)
    if reason := _no_terminal():
        remark = f"tiptui: can't browse here: {reason}; tiptui show prints the record"
        return _say(remark, Status.NO_TERMINAL)
    links = _opened(file)
    if links is None:
        return Status.PROBLEMS
    from tiptui.search import index
    from tiptui.ui.app import browse

    return browse(index(links))


def _no_terminal() -> str:
    """Gives why the browser can't draw here, or nothing."""
    if not sys.stdin or not sys.stdin.isatty():
        return "standard input is not a terminal"
    if not sys.stderr or not sys.stderr.isatty():
        return "standard error, on which the browser draws, is not a terminal"
    term = os.environ.get("TERM", "")
    return "" if term not in ("", "dumb") else f"TERM is {term or 'not set'}"


def _show(arguments: Sequence[str]) -> int:
    parser = _parser("show", "Print a record: as text, or as JSON in the format's own keys.")
    parser.add_argument("file", nargs="?", metavar="FILE", help="default: the Lahore dialogue")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    return _print_record(_named(options.file), options.json)


def _print_record(file: str, as_json: bool) -> int:
    from tiptui import plain

    _as_a_filter()
    links = _opened(file)
    if links is None:
        return Status.PROBLEMS
    _write(_json(plain.tree(links.record)) if as_json else plain.as_text(links))
    return Status.DONE


def _find(arguments: Sequence[str]) -> int:
    parser = _parser(
        "find",
        "Print every speaker, statement and recommendation that matches all words.",
        "example:\n  tiptui find --in minutes.yaml capacity building",
    )
    parser.add_argument("words", nargs="+", metavar="WORD")
    parser.add_argument("--in", dest="file", metavar="FILE", help="default: the Lahore dialogue")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    _as_a_filter()
    links = _opened(_named(options.file))
    if links is None:
        return Status.PROBLEMS
    from tiptui import plain
    from tiptui.search import find, index, no_match

    place, query = index(links), " ".join(options.words)
    found = find(place, query)
    if options.json:
        _write(_json([plain.found_data(links, each) for each in found]))
    else:
        _write("".join(plain.found_line(each) + "\n" for each in found))
    return Status.DONE if found else _say(no_match(place, query), Status.PROBLEMS)


def _check(arguments: Sequence[str]) -> int:
    parser = _parser("check", "Print every problem of records; say nothing where there is none.")
    parser.add_argument("files", nargs="*", metavar="FILE", help="default: the Lahore dialogue")
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")
    options = parser.parse_args(arguments)
    status = Status.DONE
    loaded: dict[str, Loaded] = {}
    _as_a_filter()
    for file in options.files or [default_record()]:
        try:
            loaded[file] = load(file)
        except NoInput as error:
            status = _say(f"tiptui: {error}", Status.NO_INPUT)
    if options.json:
        from tiptui.plain import problem_data

        found = [problem_data(file, each) for file in loaded for each in loaded[file].problems]
        _write(_json(found))
    else:
        for file in loaded:
            _say_problems(file, loaded[file])
    problems = [problem for each in loaded.values() for problem in each.problems]
    warnings = sum(problem.warning for problem in problems)
    errors = len(problems) - warnings
    counts = ((errors, "error"), (warnings, "warning"))
    if remark := ", ".join(counted(count, noun) for count, noun in counts if count):
        _say(remark)
    return max(status, Status.PROBLEMS if errors or (warnings and options.strict) else status)


def _opened(file: str) -> Links | None:
    """Gives the record in a file, linked; says every problem of one that can't be relied on."""
    loaded = load(file)
    if loaded.record is None:
        _say_problems(file, loaded)
        return None
    return link(loaded.record)


def _say_problems(file: str, loaded: Loaded) -> None:
    for problem in loaded.problems:
        _say(problem.line(file))


def _say(remark: str, status: Status = Status.DONE) -> Status:
    """Prints a remark on standard error, if there is one; gives the status on."""
    if sys.stderr:
        try:
            print(visible(remark), file=sys.stderr, flush=True)
        except OSError:
            # Nobody can be told; the status still says it.
            _discard(2)
    return status


def _json(data: Any) -> str:
    from tiptui.plain import as_json

    encoding = (sys.stdout.encoding if sys.stdout else None) or "ascii"
    return as_json(data, ascii_only=not encoding.lower().startswith("utf"))


def _write(text: str) -> None:
    """Prints on standard output. Raises NoOutput."""
    try:
        if sys.stdout is None:
            raise OSError(0, "standard output is closed")
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _discard(1)
        raise NoOutput(error.strerror) from None


def _discard(descriptor: int) -> None:
    """Throws away what is left in a buffer: it would fail again, with status 120, at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def _as_a_filter() -> None:
    """Ends by SIGPIPE (`| head`) and SIGINT as other filters do, without a traceback."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
