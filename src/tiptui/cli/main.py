"""Verbs and exit status. Imports the browser only to show it."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tiptui.cli import parsers
from tiptui.cli.arguments import Parser, counted_fields, given_texts, parse_query
from tiptui.files.folders import find_files
from tiptui.files.input import SMALL, STDIN, NoInput, NotARecord, file_size
from tiptui.files.output import ExitStatus, NoOutput, as_a_filter, flush, say, write
from tiptui.files.own import default_record
from tiptui.proof.source_text import NoSuchSource, is_named_as_document
from tiptui.record.forms import RULES
from tiptui.record.model import Form
from tiptui.record.problem import BadRecord, Problem
from tiptui.text.near_words import nearest


class Verb(NamedTuple):
    """What gives the parser of a verb, and what does the verb with it; returns the exit status."""

    parser: Callable[[], Parser]
    run: Callable[[Parser, Sequence[str]], int]


def run(arguments: Sequence[str]) -> int:
    """Run tiptui with the arguments after its name; return the exit status."""
    word = arguments[0] if arguments else ""
    if near := _near_verb(word):
        remark = f'tiptui: no command and no file is called "{word}"; did you mean {near}?'
        return say(f"{remark} (see tiptui --help)", ExitStatus.USAGE)
    none = VERBS[""]
    verb = VERBS.get(word, none)
    given = arguments if verb is none else arguments[1:]
    try:
        parser = verb.parser()
        parser.refuse_unknown(given)
        return verb.run(parser, given)
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
        from tiptui.files.own import report

        return say(f"tiptui: {report(error)}", ExitStatus.INTERNAL)


def _near_verb(word: str) -> str:
    """Return the verb that a word was meant to be; nothing for a verb, and for what is a file."""
    if word in VERBS or not re.fullmatch("[A-Za-z]+", word):
        return ""
    # Two letters of three in common are not enough: "one" is not "new".
    near = nearest(word, VERBS, 0.7)
    return near if near and not Path(word).exists() else ""


def _browse(parser: Parser, arguments: Sequence[str]) -> int:
    options = parser.parse_args(arguments)
    if options.shell:
        return _print_completion(options.shell)
    paths = options.paths or [default_record()]
    given = given_texts(parser, options.source, paths)
    if not sys.stdout or not sys.stdout.isatty():
        from tiptui.cli.printing import show

        return show(paths, given, cached=options.cache)
    if reason := _no_terminal():
        remark = f"tiptui: can't browse here: {reason}; tiptui show prints the record"
        return say(remark, ExitStatus.NO_TERMINAL)
    from tiptui.collection.live import Live

    live = Live(paths, given, options.watch, options.cache)
    # Else it is read behind a screen that says so, as a document that is given is too.
    large = file_size(paths[0]) > SMALL or any(map(is_named_as_document, given.values()))
    if not (live.alone and large):
        live.read_first()
    from tiptui.ui.terminal.environment import drop_unusable

    for remark in drop_unusable(os.environ):
        say(remark)
    from tiptui.ui.app import browse

    try:
        return browse(live, write)
    finally:
        flush()


def _print_completion(shell: str) -> int:
    from tiptui.cli.completions import completion

    as_a_filter()
    write(completion(shell, all_parsers()))
    return ExitStatus.DONE


def _no_terminal() -> str:
    """Return why the browser can't draw here, or nothing."""
    if not sys.stdin or not sys.stdin.isatty():
        return "standard input is not a terminal"
    if not sys.stderr or not sys.stderr.isatty():
        return "standard error, on which the browser draws, is not a terminal"
    term = os.environ.get("TERM", "")
    return "" if term not in ("", "dumb") else f"TERM is {term or 'not set'}"


def _show(parser: Parser, arguments: Sequence[str]) -> int:
    options = parser.parse_args(arguments)
    paths = options.paths or [default_record()]
    given = given_texts(parser, options.source, paths)
    from tiptui.cli.printing import show

    return show(paths, given, options.json, options.evidence, options.cache)


def _find(parser: Parser, arguments: Sequence[str]) -> int:
    options, text = parse_query(parser, arguments)
    paths = options.paths or [default_record()]
    given = given_texts(parser, options.source, paths)
    from tiptui.cli.printing import find

    return find(paths, given, text, options.json, options.cache)


def _count(parser: Parser, arguments: Sequence[str]) -> int:
    options, text = parse_query(parser, arguments)
    fields = counted_fields(parser, options.by)
    paths = options.paths or [default_record()]
    given = given_texts(parser, options.source, paths)
    from tiptui.cli.printing import count

    return count(paths, given, fields, text, options.form or "table", options.cache)


def _check(parser: Parser, arguments: Sequence[str]) -> int:
    options = parser.parse_args(arguments)
    from tiptui.cli.check import check, fix

    if options.dry_run and not options.fix:
        parser.error("argument --dry-run: only with --fix")
    # The record that comes with tiptui would pass for ever, and be taken for those of a repository.
    if not options.files and "PRE_COMMIT" in os.environ:
        parser.error("name the folder of your records under the hook, as in  args: [records/]")
    paths = options.files or [default_record()]
    found = find_files(paths)
    given = given_texts(parser, options.source, paths, found.files)
    as_a_filter()
    if options.fix:
        fix(found.files, given, options)
    return check(found.files, found.remarks, given, options)


def _export(parser: Parser, arguments: Sequence[str]) -> int:
    from tiptui.report.export import FORMATS, is_base

    options, text = parse_query(parser, arguments, short=("-h", "-o"))
    for name, form in (("list", "csv"), ("base", "jsonld")):
        if getattr(options, name) and options.to != form:
            parser.error(f"argument --{name}: only for --to {form}")
    if options.base and not is_base(options.base):
        parser.error("argument --base: write an IRI such as https://example.org/dialogues/")
    further = {"of": options.list, "base": options.base}
    write = partial(
        FORMATS[options.to].write, **{key: each for key, each in further.items() if each}
    )
    paths = options.paths or [default_record()]
    given = given_texts(parser, options.source, paths)
    file = None if options.output == STDIN else options.output
    from tiptui.cli.printing import export

    return export(paths, given, text, write, file, options.force, options.cache)


def _schema(parser: Parser, arguments: Sequence[str]) -> int:
    parser.parse_args(arguments)
    from tiptui.record.schema import as_text

    as_a_filter()
    write(as_text())
    return ExitStatus.DONE


def _text(parser: Parser, arguments: Sequence[str]) -> int:
    options = parser.parse_args(arguments)
    as_a_filter()
    from tiptui.cli.text import print_document

    return print_document(options.document, options.json)


def _new(parser: Parser, arguments: Sequence[str]) -> int:
    options = parser.parse_args(arguments)
    if options.id is not None and (broken := RULES[Form.ID].misfit(options.id)):
        parser.error(f"argument --id: {broken[0]}")
    from tiptui.cli.new import new

    return new(parser, options)


def _say_problems(file: str, problems: Iterable[Problem]) -> None:
    for problem in problems:
        say(problem.line(file))


VERBS: Mapping[str, Verb] = {
    "": Verb(parsers.browse, _browse),
    "show": Verb(parsers.show, _show),
    "find": Verb(parsers.find, _find),
    "count": Verb(parsers.count, _count),
    "check": Verb(parsers.check, _check),
    "export": Verb(parsers.export, _export),
    "new": Verb(parsers.new, _new),
    "text": Verb(parsers.text, _text),
    "schema": Verb(parsers.schema, _schema),
}
"""All that may stand first on the command line; "" is for a path, an option or nothing there."""


def all_parsers() -> dict[str, Parser]:
    """Return the parser of every verb."""
    return {name: verb.parser() for name, verb in VERBS.items()}
