"""Verbs and exit status. The module of a verb is imported when the verb is asked for."""

import re
import signal
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from tiptui.cli.parsers import Parser
from tiptui.files.input import NoInput, NotARecord
from tiptui.files.output import ExitStatus, NoOutput, say
from tiptui.files.own import report
from tiptui.record.problem import BadRecord, NoSuchSource
from tiptui.text.near_words import nearest


class Subcommand(NamedTuple):
    """A verb: the functions of its parser and of itself here, its synonyms in other programs."""

    own_parser: str
    function: str
    synonyms: str = ""

    def parser(self) -> Parser:
        parser: Parser = _function(self.own_parser)()
        return parser

    def run(self, arguments: Sequence[str]) -> int:
        parser = self.parser()
        status: int = _function(self.function)(parser, parser.parse(arguments))
        return status


def _function(path: str) -> Any:
    """Return a function of a module here: `new:parser`."""
    module, _, name = path.partition(":")
    return getattr(import_module(f"tiptui.cli.{module}"), name)


VERBS: Mapping[str, Subcommand] = {
    "": Subcommand("parsers:browse", "browsing:browse"),
    "show": Subcommand("parsers:show", "printing:show", "list ls view cat print"),
    "find": Subcommand("parsers:find", "printing:find", "search grep query filter"),
    "count": Subcommand("parsers:count", "printing:count", "stats sum"),
    "check": Subcommand("parsers:check", "check:check", "validate verify lint"),
    "diff": Subcommand("parsers:diff", "printing:diff", "compare changes"),
    "export": Subcommand("parsers:export", "printing:export", "convert save"),
    "new": Subcommand("new:parser", "new:new", "create init import draft"),
    "add": Subcommand("parsers:add", "add:add", "propose append insert"),
    "text": Subcommand("parsers:text", "new:text", "read extract"),
    "schema": Subcommand("parsers:schema", "schema:schema"),
}
"""The verbs by their names; "" is for a path, an option or nothing instead of a verb."""


def run(arguments: Sequence[str]) -> int:
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
    except Exception as error:  # noqa: BLE001 (the last resort: one line, whatever happened)
        return say(f"tiptui: {report(error)}", ExitStatus.INTERNAL)


def _run(arguments: Sequence[str]) -> int:
    word = arguments[0] if arguments else ""
    if word and word in VERBS:
        return VERBS[word].run(arguments[1:])
    if word == "help" and not Path(word).exists():
        return _run([*arguments[1:2], "--help"])
    if near := _near_verb(word):
        remark = f'tiptui: no command and no file is called "{word}"; did you mean {near}?'
        return say(f"{remark} (see tiptui --help)", ExitStatus.USAGE)
    return VERBS[""].run(arguments)


def _near_verb(word: str) -> str:
    """Return the verb that is meant by a word; nothing for the name of a file."""
    if not re.fullmatch("[A-Za-z]+", word) or Path(word).exists():
        return ""
    meant = {"help": "help"}
    for name, verb in VERBS.items():
        meant |= dict.fromkeys((name, *verb.synonyms.split()), name)
    # Two letters of three in common are not enough: "one" is not "new".
    return meant.get(nearest(word, meant, 0.7), "")
