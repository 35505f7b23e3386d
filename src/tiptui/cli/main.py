"""Verbs and exit status. What a verb does, and the browser, is imported when it is asked for."""

import os
import re
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from pkgutil import resolve_name
from typing import NamedTuple

from tiptui.cli import parsers
from tiptui.cli.parsers import Parser
from tiptui.files.input import SMALL, NoInput, NotARecord, file_size
from tiptui.files.output import (
    ExitStatus,
    NoOutput,
    as_a_filter,
    carries_unicode,
    say,
    terminal_width,
    write,
)
from tiptui.record.problem import BadRecord, NoSuchSource
from tiptui.text.near_words import nearest


class Verb(NamedTuple):
    """What gives the parser of a verb, and the function of a module here that does the verb.

    `others` are what people who know other programs type for it.
    """

    parser: Callable[[], Parser]
    work: str
    others: str = ""

    def run(self, arguments: Sequence[str]) -> int:
        parser = self.parser()
        options = parser.parse(arguments)
        status: int = resolve_name(f"tiptui.cli.{self.work}")(parser, options)
        return status


VERBS: Mapping[str, Verb] = {
    "": Verb(parsers.browse, "main:browse"),
    "show": Verb(parsers.show, "printing:show", "list ls view cat print"),
    "find": Verb(parsers.find, "printing:find", "search grep query filter"),
    "count": Verb(parsers.count, "printing:count", "stats sum"),
    "check": Verb(parsers.check, "check:check", "validate verify lint"),
    "export": Verb(parsers.export, "printing:export", "convert save"),
    "new": Verb(parsers.new, "new:new", "create init add import draft"),
    "text": Verb(parsers.text, "main:text", "read extract"),
    "schema": Verb(parsers.schema, "main:schema"),
}
"""All that may stand first on the command line; "" is for a path, an option or nothing there."""


def run(arguments: Sequence[str]) -> int:
    """Run tiptui with the arguments after its name; return the exit status."""
    try:
        return _run(arguments)
    except BadRecord as error:
        for problem in error.problems:
            say(problem.line(error.file))
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
        raise
    except Exception as error:  # noqa: BLE001 (the last resort: one line, whatever happened)
        from tiptui.files.own import report

        return say(f"tiptui: {report(error)}", ExitStatus.INTERNAL)


def _run(arguments: Sequence[str]) -> int:
    word = arguments[0] if arguments else ""
    if word and word in VERBS:
        return VERBS[word].run(arguments[1:])
    if word == "help" and not Path(word).exists():
        verb = "".join(arguments[1:2])
        return VERBS[verb if verb in VERBS else ""].run(["--help"])
    if near := _near_verb(word):
        remark = f'tiptui: no command and no file is called "{word}"; did you mean {near}?'
        return say(f"{remark} (see tiptui --help)", ExitStatus.USAGE)
    return VERBS[""].run(arguments)


def _near_verb(word: str) -> str:
    """Return the verb that a word was meant to be; nothing for what is a file."""
    if not re.fullmatch("[A-Za-z]+", word) or Path(word).exists():
        return ""
    meant = {"help": "help"}
    for name, verb in VERBS.items():
        meant |= dict.fromkeys((name, *verb.others.split()), name)
    # Two letters of three in common are not enough: "one" is not "new".
    return meant.get(nearest(word, meant, 0.7), "")


def completion_file(shell: str) -> Path:
    """Return the script by which a shell completes what is typed after tiptui."""
    return Path(__file__).with_name(f"complete.{shell}")


def browse(parser: Parser, options: Namespace) -> int:
    """Show the browser; without a terminal print what it would show."""
    if options.shell:
        as_a_filter()
        write(completion_file(options.shell).read_text("utf-8"))
        return ExitStatus.DONE
    if not sys.stdout or not sys.stdout.isatty():
        from tiptui.cli.printing import show

        return show(parser, options)
    if reason := _no_terminal():
        remark = f"tiptui: can't browse here: {reason}; tiptui show prints the record"
        return say(remark, ExitStatus.NO_TERMINAL)
    from tiptui.collection.live import Live
    from tiptui.files.own import current_day
    from tiptui.proof.source_text import is_named_as_document

    current_day()  # lest it be wrong only once something is drawn
    live = Live(options.paths, options.given, options.watch, options.cache)
    # Else it is read behind a screen that says so, as a document that is given is too.
    documents = any(map(is_named_as_document, options.given.values()))
    if live.options.of_collection or not (documents or file_size(options.paths[0]) > SMALL):
        live.read_first()
    from tiptui.ui.terminal import drop_unusable

    for remark in drop_unusable(os.environ):
        say(remark)
    from tiptui.ui.app import browse as show_browser

    return show_browser(live, write)


def _no_terminal() -> str:
    """Return why the browser can't draw here, or nothing."""
    if not sys.stdin or not sys.stdin.isatty():
        return "standard input is not a terminal"
    if not sys.stderr or not sys.stderr.isatty():
        return "standard error, on which the browser draws, is not a terminal"
    term = os.environ.get("TERM", "")
    return "" if term not in ("", "dumb") else f"TERM is {term or 'not set'}"


def text(_: Parser, options: Namespace) -> int:
    """Print the paragraphs of a document, as plain text or as JSON. Raise NoInput."""
    from tiptui.cli.progress import progress_line
    from tiptui.documents.convert import read_document
    from tiptui.documents.document import as_text
    from tiptui.report.json_data import as_json
    from tiptui.text.styles import wrap
    from tiptui.text.visible import CONTROL, visible

    as_a_filter()
    with progress_line(f"reading {options.document}", [options.document]):
        paragraphs = read_document(options.document, options.encoding).paragraphs
    if options.json:
        data = [
            {"number": number, "text": each.text, "page": each.page, "time": each.time}
            for number, each in enumerate(paragraphs, 1)
        ]
        write(as_json(data, ascii_only=not carries_unicode()))
    else:
        # A terminal obeys controls. What else is hidden stays: it is a text to be read again.
        words = as_text(paragraphs)
        words = CONTROL.sub(
            lambda found: found[0] if found[0] == "\t" else visible(found[0]), words
        )
        if width := terminal_width(sys.stdout):
            words = "\n".join("\n".join(wrap(line, width)) for line in words.split("\n"))
        write(words)
    return ExitStatus.DONE


def schema(_: Parser, __: Namespace) -> int:
    from tiptui.record.schema import as_text

    as_a_filter()
    write(as_text())
    return ExitStatus.DONE
