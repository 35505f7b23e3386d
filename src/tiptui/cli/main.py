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


class Verb(NamedTuple):
    """A verb: the module here with its `parser` and `run`, its synonyms in other programs."""

    module: str
    synonyms: str = ""

    def parser(self) -> Parser:
        parser: Parser = self._import().parser()
        return parser

    def run(self, arguments: Sequence[str]) -> int:
        parser = self.parser()
        status: int = self._import().run(parser, parser.parse(arguments))
        return status

    def _import(self) -> Any:
        module = self.module
        return import_module(f"tiptui.cli.{module}")


VERBS: Mapping[str, Verb] = {
    "": Verb("browse"),
    "show": Verb("show", "list ls view cat print"),
    "find": Verb("find", "search grep query filter"),
    "count": Verb("count", "stats sum"),
    "check": Verb("check", "validate verify lint"),
    "diff": Verb("diff", "compare changes"),
    "export": Verb("export", "convert save"),
    "new": Verb("new", "create init import draft"),
    "add": Verb("add", "propose append insert"),
    "text": Verb("text", "read extract"),
    "schema": Verb("schema"),
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
        meant[name] = name
        for synonym in verb.synonyms.split():
            meant[synonym] = name
    # Two letters of three in common are not enough: "one" is not "new".
    return meant.get(nearest(word, meant, 0.7), "")
