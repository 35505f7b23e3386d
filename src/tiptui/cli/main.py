"""Verbs and exit status. Imports the browser only to show it."""

import argparse
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import tiptui
from tiptui.cli.arguments import (
    TERMS,
    add_no_cache,
    add_query,
    counted_fields,
    given_texts,
    parse_query,
    parser_of,
)
from tiptui.files.folders import are_collection, find_files
from tiptui.files.input import SMALL, NoInput, NotARecord, file_size
from tiptui.files.output import ExitStatus, NoOutput, as_a_filter, flush, say, write
from tiptui.record.forms import misfit
from tiptui.record.model import Form
from tiptui.record.problem import BadRecord, Problem
from tiptui.search.fields import COUNTED
from tiptui.sources.source_text import NoSuchSource, is_named_as_document
from tiptui.text.near_words import nearest

HELP = """\
commands:
  tiptui [PATH...]                 browse records; print them when the output is no terminal
  tiptui show [PATH...]            print a record; of several, a line each
  tiptui find [--in PATH] TERM...  print what matches every term
  tiptui count --by FIELD TERM...  print how many claims there are of each value of a field
  tiptui check [PATH...]           print the problems of records
  tiptui new [FILE] [--from DOC]   write a record to fill in; of a transcript, with who speaks
  tiptui text DOCUMENT             print the paragraphs of a document, as plain text
  tiptui schema                    print the JSON Schema of records, for editors

PATH is a record, a folder for all records below it, or -, for standard input; without one, the
dialogue held in Lahore on 18 April 2024. A folder, or several paths, are a collection. What reads a
record takes --source FILE, the text that it quotes; --source ID=FILE for one source of several, of
a collection --source EVENT#ID=FILE.

examples:
  tiptui                           browse; / searches, ? shows every key
  tiptui minutes.yaml              browse your own record
  tiptui records/                  browse all records of a folder together
  tiptui find capacity building    who asked for it?
  tiptui count --by theme          what is most of it about?
  tiptui show --json | jq .        the record for other programs
  tiptui check --strict records/   before you send records
  tiptui check --format github records/   the same in a workflow of GitHub's
  tiptui check --source notes.txt minutes.yaml   do the quoted words stand there?

exit status: 0 done, 1 problems in a record or nothing found, 2 usage, 3 no input,
4 no output, 5 no usable terminal, 70 internal error
"""


def run(arguments: Sequence[str]) -> int:
    """Run tiptui with the arguments after its name; return the exit status."""
    verbs: dict[str, Callable[[Sequence[str]], int]] = {
        "show": _show,
        "find": _find,
        "count": _count,
        "check": _check,
        "new": _new,
        "text": _text,
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


def _browse(arguments: Sequence[str]) -> int:
    parser = parser_of("", "A terminal browser for the records of policy dialogues.", HELP)
    parser.usage = "tiptui [--no-watch] [--no-cache] [--source [ID=]FILE] [PATH...]"
    parser.add_argument("paths", nargs="*", metavar="PATH", help=argparse.SUPPRESS)
    parser.add_argument(
        "--no-watch",
        action="store_false",
        dest="watch",
        help="don't show changes of the files until r is pressed",
    )
    add_no_cache(parser)
    options = parser.parse_args(arguments)
    paths = options.paths or [default_record()]
    given = given_texts(parser, options.source, paths)
    if not sys.stdout or not sys.stdout.isatty():
        from tiptui.cli.printing import show

        return show(paths, given, cached=options.cache)
    if reason := _no_terminal():
        remark = f"tiptui: can't browse here: {reason}; tiptui show prints the record"
        return say(remark, ExitStatus.NO_TERMINAL)
    from tiptui.collection.live import Live

    live = Live(paths, given, are_collection(paths), options.watch, options.cache)
    # Else it is read behind a screen that says so, as a document that is given is too.
    large = file_size(paths[0]) > SMALL or any(map(is_named_as_document, given.values()))
    if live.several or not large:
        live.read_first()
    from tiptui.ui.terminal.environment import drop_unusable

    for remark in drop_unusable(os.environ):
        say(remark)
    from tiptui.ui.app import browse

    try:
        return browse(live, write)
    finally:
        flush()


def _no_terminal() -> str:
    """Return why the browser can't draw here, or nothing."""
    if not sys.stdin or not sys.stdin.isatty():
        return "standard input is not a terminal"
    if not sys.stderr or not sys.stderr.isatty():
        return "standard error, on which the browser draws, is not a terminal"
    term = os.environ.get("TERM", "")
    return "" if term not in ("", "dumb") else f"TERM is {term or 'not set'}"


def _show(arguments: Sequence[str]) -> int:
    parser = parser_of(
        "show",
        "Print a record, as text or as JSON in the format's own keys; of several a line each.",
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="default: the Lahore dialogue")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--evidence", action="store_true", help="say how each quote was found")
    add_no_cache(parser)
    options = parser.parse_args(arguments)
    paths = options.paths or [default_record()]
    given = given_texts(parser, options.source, paths)
    from tiptui.cli.printing import show

    return show(paths, given, options.json, options.evidence, options.cache)


def _find(arguments: Sequence[str]) -> int:
    parser = parser_of(
        "find",
        "Print every speaker, statement, recommendation and point that matches all terms.",
        f"{TERMS}\n\nexample:\n  tiptui find --in records/ to:police status:none training",
    )
    add_query(parser, "+")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options, text = parse_query(parser, arguments)
    paths = options.paths or [default_record()]
    given = given_texts(parser, options.source, paths)
    from tiptui.cli.printing import find

    return find(paths, given, text, options.json, options.cache)


def _count(arguments: Sequence[str]) -> int:
    parser = parser_of(
        "count",
        "Print how many statements, recommendations and points have which value of a field.",
        f"{TERMS}\n\nexample:\n  tiptui count --by to --by status --in records/ is:recommendation",
    )
    parser.add_argument(
        "--by",
        action="append",
        required=True,
        metavar="FIELD",
        help=f"{', '.join(COUNTED)} (date by year); two are crossed",
    )
    add_query(parser, "*")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_const", dest="form", const="json", help="print JSON")
    form.add_argument("--csv", action="store_const", dest="form", const="csv", help="print CSV")
    options, text = parse_query(parser, arguments)
    fields = counted_fields(parser, options.by)
    paths = options.paths or [default_record()]
    given = given_texts(parser, options.source, paths)
    from tiptui.cli.printing import count

    return count(paths, given, fields, text, options.form or "table", options.cache)


def _check(arguments: Sequence[str]) -> int:
    parser = parser_of("check", "Print every problem of records, and close with their number.")
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

    paths = options.files or [default_record()]
    found = find_files(paths)
    given = given_texts(parser, options.source, paths, found.files)
    as_a_filter()
    return check(found.files, found.remarks, given, options)


def _schema(arguments: Sequence[str]) -> int:
    parser = parser_of("schema", "Print the JSON Schema of records, for editors.", quotes=False)
    parser.parse_args(arguments)
    from tiptui.record.schema import as_text

    as_a_filter()
    write(as_text())
    return ExitStatus.DONE


def _new(arguments: Sequence[str]) -> int:
    parser = parser_of(
        "new",
        "Write a record to fill in, with every key of the format explained.",
        "The text of a document is written beside FILE, and named after it. Of a transcript, the\n"
        "record has who speaks, and for each turn a statement to be written.\n\n"
        "example:\n  tiptui new --from round-table.docx round-table.yaml",
        quotes=False,
    )
    parser.add_argument("file", nargs="?", metavar="FILE", help="default: standard output")
    parser.add_argument("--from", dest="source", metavar="DOCUMENT", help="what its source says")
    parser.add_argument("--id", metavar="ID", help="the record's global name")
    parser.add_argument("--name", metavar="NAME", help="what the event was called")
    parser.add_argument("--force", action="store_true", help="replace what is there already")
    options = parser.parse_args(arguments)
    if options.id is not None and (broken := misfit(Form.ID, options.id)):
        parser.error(f"argument --id: {broken[0]}")
    from tiptui.cli.new import new

    return new(parser, options)


def _text(arguments: Sequence[str]) -> int:
    parser = parser_of(
        "text",
        "Print the paragraphs of a document, with blank lines between, as sources are read: plain "
        "text, Markdown, HTML, .docx, .pdf, and captions (.vtt, .srt).",
        "examples:\n  tiptui text minutes.docx > minutes.txt\n"
        "  tiptui text --json report.pdf | jq '.[] | select(.page == \"12\")'",
        quotes=False,
    )
    parser.add_argument("document", metavar="DOCUMENT", help="a file, or - for standard input")
    parser.add_argument("--json", action="store_true", help="print JSON: number, text, page, time")
    options = parser.parse_args(arguments)
    as_a_filter()
    from tiptui.cli.text import print_document

    return print_document(options.document, options.json)


def _say_problems(file: str, problems: Iterable[Problem]) -> None:
    for problem in problems:
        say(problem.line(file))
