"""Arguments and exit status. Imports the browser only to show it."""

import argparse
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import tiptui
from tiptui.files.input import SMALL, STDIN, NoInput, NotARecord, file_size, is_same_file
from tiptui.files.output import (
    ExitStatus,
    NoOutput,
    as_a_filter,
    carries_unicode,
    flush,
    say,
    write,
)
from tiptui.files.progress import Progress, quiet
from tiptui.record.forms import misfit
from tiptui.record.model import Form
from tiptui.record.problem import Problem
from tiptui.sources.source_text import NoSuchSource
from tiptui.text.near_words import nearest
from tiptui.text.visible import plural

if TYPE_CHECKING:
    from tiptui.collection.live import Live
    from tiptui.collection.opened import Collection
    from tiptui.collection.opening import Opened


class BadRecord(Exception):
    """A record has errors; holds every problem in it."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        super().__init__(file)
        self.file = file
        self.problems = problems


HELP = """\
commands:
  tiptui [FILE]                    browse a record; print it when the output is no terminal
  tiptui show [FILE]               print a record
  tiptui find [--in FILE] WORD...  print what matches every word
  tiptui check [FILE...]           print the problems of records, of folders in all below them
  tiptui new [FILE] [--from TEXT]  write a record to fill in, for a source text
  tiptui schema                    print the JSON Schema of records, for editors

Without FILE: the dialogue held in Lahore on 18 April 2024. FILE may be -, for standard input.
What reads a record takes --source FILE, the text that it quotes; --source ID=FILE for one of many.

examples:
  tiptui                           browse; / searches, ? shows every key
  tiptui minutes.yaml              browse your own record
  tiptui find capacity building    who asked for it?
  tiptui show --json | jq .        the record for other programs
  tiptui check --strict records/   before you send records
  tiptui check --format github records/   the same in a workflow of GitHub's
  tiptui check --source notes.txt minutes.yaml   do the quoted words stand there?

exit status: 0 done, 1 problems in a record or nothing found, 2 usage, 3 no input,
4 no output, 5 no usable terminal, 70 internal error
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, and how to get help."""
        self.exit(say(f"{self.prog}: {message} (see {self.prog} --help)", ExitStatus.USAGE))

    def _print_message(self, message: str, file: object = None) -> None:
        """Print help or version as any other output; argparse would pass over a failure."""
        as_a_filter()
        write(message)


def _parser(verb: str, description: str, epilog: str = "", quotes: bool = True) -> _Parser:
    """Return the parser of a verb; one whose records are held to what they quote has `--source`."""
    parser = _Parser(
        prog=f"tiptui {verb}".strip(),
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"tiptui {tiptui.__version__}")
    if quotes:
        parser.add_argument(
            "--source",
            action="append",
            default=[],
            metavar="[ID=]FILE",
            help="the text of a source: may be given once for each id",
        )
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run tiptui with the arguments after its name; return the exit status."""
    verbs: dict[str, Callable[[Sequence[str]], int]] = {
        "show": _show,
        "find": _find,
        "check": _check,
        "new": _new,
        "schema": _schema,
    }
    verb = arguments[0] if arguments else ""
    if near := _near_verb(verb, verbs):
        remark = f'tiptui: no command and no file is called "{verb}"; did you mean {near}?'
        return say(f"{remark} (see tiptui --help)", ExitStatus.USAGE)
    try:
        return verbs[verb](arguments[1:]) if verb in verbs else _browse(arguments)
    except BadRecord as error:
        _say_problems(error.file, error.problems)
        return ExitStatus.PROBLEMS
    except NotARecord as error:
        return say(str(error), ExitStatus.PROBLEMS)
    except NoInput as error:
        return say(f"tiptui: {error}", ExitStatus.NO_INPUT)
    except NoSuchSource as error:
        return say(f"tiptui: {error}", ExitStatus.USAGE)
    except NoOutput as error:
        return say(f"tiptui: can't write the output: {error}", ExitStatus.NO_OUTPUT)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except MemoryError:
        return say("tiptui: not enough memory", ExitStatus.INTERNAL)
    except Exception as error:  # noqa: BLE001 (the last resort: one line, whatever happened)
        from tiptui.files.crash import report

        return say(f"tiptui: {report(error)}", ExitStatus.INTERNAL)


def _near_verb(word: str, verbs: Iterable[str]) -> str:
    """Return the verb that a word was meant to be; nothing for a verb, and for what is a file."""
    if word in verbs or not re.fullmatch("[A-Za-z]+", word):
        return ""
    # Two letters of three in common are not enough: "one" is not "new".
    near = nearest(word, verbs, 0.7)
    return near if near and not Path(word).exists() else ""


def default_record() -> str:
    """Return the path of the record that comes with tiptui: installed, or in a checkout."""
    here = Path(tiptui.__file__).parent
    installed = here / "event.yaml"
    return str(installed if installed.exists() else here.parents[1] / "data" / "event.yaml")


def _named(file: str | None) -> str:
    """Return the file to read; an empty name is one too, and no file has it."""
    return default_record() if file is None else file


def _given(parser: _Parser, sources: Sequence[str], files: Sequence[str]) -> dict[str, str]:
    """Return the files that `--source` names, by the id of their source, "" for one without."""
    given: dict[str, str] = {}
    for each in sources:
        name, _, file = each.partition("=")
        if name == each or misfit(Form.ID, name):
            name, file = "", each
        if name in given:
            parser.error(f"argument --source: given twice{' for ' if name else ''}{name}")
        given[name] = file
    readings = [*files, *(file for file in given.values() for _ in files)]
    if STDIN in given.values() and readings.count(STDIN) > 1:
        parser.error("argument --source: standard input can be read only once")
    return given


def _browse(arguments: Sequence[str]) -> int:
    parser = _parser("", "A terminal browser for the record of a policy dialogue.", HELP)
    parser.usage = "tiptui [--no-watch] [--source [ID=]FILE] [FILE]"
    parser.add_argument("file", nargs="?", metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument(
        "--no-watch",
        action="store_false",
        dest="watch",
        help="don't show changes of the files until r is pressed",
    )
    options = parser.parse_args(arguments)
    file = _named(options.file)
    given = _given(parser, options.source, [file])
    if not sys.stdout or not sys.stdout.isatty():
        return _print_record(file, given)
    if reason := _no_terminal():
        remark = f"tiptui: can't browse here: {reason}; tiptui show prints the record"
        return say(remark, ExitStatus.NO_TERMINAL)
    from tiptui.collection.live import Live

    live = Live(file, given, options.watch)
    read = partial(_read_first, live)
    if file_size(file) <= SMALL:
        read()
    from tiptui.ui.terminal.environment import drop_unusable

    for remark in drop_unusable(os.environ):
        say(remark)
    from tiptui.ui.app import browse

    try:
        return browse(live, read, write)
    finally:
        flush()


def _read_first(live: "Live", progress: Progress = quiet) -> "Collection":
    """Return a record that is opened to be browsed. Raise BadRecord, NoInput and NoSuchSource."""
    collection = live.read_first(progress)
    if collection is None:
        raise BadRecord(live.file, live.newest.opened.problems)
    return collection


def _no_terminal() -> str:
    """Return why the browser can't draw here, or nothing."""
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
    parser.add_argument("--evidence", action="store_true", help="say how each quote was found")
    options = parser.parse_args(arguments)
    file = _named(options.file)
    given = _given(parser, options.source, [file])
    return _print_record(file, given, options.json, options.evidence)


def _print_record(
    file: str, given: Mapping[str, str], as_json: bool = False, evidence: bool = False
) -> int:
    from tiptui.report import plain

    as_a_filter()
    _, collection = _open(file, given)
    proofs = {each.evidence: each.located for each in collection.passages.quotations}
    wrong = sum(proof.is_wrong for proof in proofs.values())
    if as_json:
        statuses = {each: proof.status.value for each, proof in proofs.items() if evidence}
        write(_json(plain.tree(collection.record, statuses)))
    else:
        # What is wrong is said in any case.
        statuses = {
            each: proof.in_words for each, proof in proofs.items() if evidence or proof.is_wrong
        }
        write(plain.as_text(collection.links, statuses, date.today().isoformat()))
    return say(f"tiptui: {plural(wrong, 'quote')} not found in place" if wrong else "")


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
    from tiptui.search.query import LONGEST, TOO_LONG, parse

    text = " ".join(options.words)
    if len(text) > LONGEST:
        parser.error(TOO_LONG)
    file = _named(options.file)
    given = _given(parser, options.source, [file])
    as_a_filter()
    opened, collection = _open(file, given)
    from tiptui.report.findings import finding_line, findings_data
    from tiptui.search.find import find, no_match

    query = parse(text)
    findings = find(collection.links, query)
    if options.json:
        write(_json(list(findings_data(opened, collection, file, findings))))
    else:
        write("".join(finding_line(collection, each) + "\n" for each in findings))
    if findings:
        return ExitStatus.DONE
    return say(no_match(text, collection.index.hits(query).near), ExitStatus.PROBLEMS)


def _check(arguments: Sequence[str]) -> int:
    parser = _parser("check", "Print every problem of records, and close with their number.")
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="a record, or a folder for every *.yaml and *.yml below it; "
        "default: the Lahore dialogue",
    )
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument("-q", "--quiet", action="store_true", help="leave out the closing remark")
    parser.add_argument(
        "--all", action="store_true", help="print each warning, not the first 20 of a kind"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all problems as JSON")
    form.add_argument(
        "--format", choices=["github"], help="print problems as annotations for GitHub's workflows"
    )
    options = parser.parse_args(arguments)
    from tiptui.cli.check import check
    from tiptui.files.folders import find_files

    files, missing = find_files(options.files or [default_record()])
    given = _given(parser, options.source, files)
    as_a_filter()
    return check(files, missing, given, options)


def _schema(arguments: Sequence[str]) -> int:
    parser = _parser("schema", "Print the JSON Schema of records, for editors.", quotes=False)
    parser.parse_args(arguments)
    from tiptui.record.schema import as_text

    as_a_filter()
    write(as_text())
    return ExitStatus.DONE


def _new(arguments: Sequence[str]) -> int:
    parser = _parser(
        "new",
        "Write a record to fill in, with every key of the format explained.",
        "example:\n  tiptui new --from notes.txt minutes.yaml",
        quotes=False,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="default: standard output")
    parser.add_argument("--from", dest="source", metavar="TEXT", help="the text of its source")
    parser.add_argument("--id", metavar="ID", help="the record's global name")
    parser.add_argument("--name", metavar="NAME", help="what the event was called")
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there")
    options = parser.parse_args(arguments)
    if options.id is not None and (broken := misfit(Form.ID, options.id)):
        parser.error(f"argument --id: {broken[0]}")
    from tiptui.files.saving import save
    from tiptui.report.template import template

    file = None if options.file == STDIN else options.file
    if options.force and file and options.source and is_same_file(file, options.source):
        parser.error("argument --force: it would replace the text that --from names")
    text = template(file, options.source, options.id, options.name)
    if file is None:
        as_a_filter()
        write(text)
    else:
        save(file, text, options.force)
    return ExitStatus.DONE


def _open(file: str, given: Mapping[str, str]) -> "tuple[Opened, Collection]":
    """Return what a file gave, to be printed. Raise BadRecord, NoInput and NoSuchSource."""
    from tiptui.collection.opening import open_record

    opened = open_record(file, given)
    if opened.collection is None:
        raise BadRecord(file, opened.problems)
    return opened, opened.collection


def _say_problems(file: str, problems: Iterable[Problem]) -> None:
    for problem in problems:
        say(problem.line(file))


def _json(data: Any) -> str:
    from tiptui.report.plain import as_json

    return as_json(data, ascii_only=not carries_unicode())
