"""What verbs take: the parser of each, records and their texts, queries."""

import argparse
import os
import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NoReturn

import tiptui
from tiptui.files.folders import are_collection, is_named_as_record
from tiptui.files.input import STDIN
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.record.forms import RULES
from tiptui.record.model import Form
from tiptui.record.problem import WARNINGS
from tiptui.search.fields import COUNTED, FIELDS
from tiptui.search.query import LONGEST, TOO_LONG
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.visible import clip

TERMS = "\n".join(
    (
        'terms, which must all hold: a word, "a phrase", -not this, or field:value,other:',
        *(f"  {name + ':':8}{field.about}" for name, field in FIELDS.items()),
        "and @name, for a query that config.toml has by this name",
    )
)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, and whose help is output as any other."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, and how to get help."""
        self.exit(say(f"{self.prog}: {message} (see {self.prog} --help)", ExitStatus.USAGE))

    def refuse_unknown(self, arguments: Sequence[str]) -> None:
        """End where there is an option of two dashes that is none, with the nearest."""
        known = [each.removeprefix("--") for own in self._actions for each in own.option_strings]
        for each in takewhile(lambda each: each != "--", arguments):
            name = each[2:].partition("=")[0]
            # With a space it is a term for argparse too.
            if each.startswith("--") and name not in known and " " not in each:
                near = nearest(name, known, 0.75)
                meant = did_you_mean(near and f"--{near}")
                self.error(f'no option is called "--{clip(name)}"{meant}')

    def _print_message(self, message: str, file: object = None) -> None:
        """Print help or version as any other output; argparse would pass over a failure."""
        as_a_filter()
        write(message)


def parser_of(verb: str, description: str, epilog: str = "", quotes: bool = True) -> Parser:
    """Return the parser of a verb; one whose records are held to what they quote has `--source`."""
    parser = Parser(
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


def given_texts(
    parser: Parser, sources: Sequence[str], paths: Sequence[str], files: Sequence[str] = ()
) -> dict[str, str]:
    """Return the files that `--source` names, by the id of their source, "" for one without.

    Of a collection by `EVENT#ID`. `files` are those that the paths stand for.
    """
    given: dict[str, str] = {}
    for each in sources:
        name, _, file = each.partition("=")
        if name == each or RULES[Form.RECOMMENDATION].misfit(name):
            name, file = "", each
        if "#" not in name and are_collection(paths):
            parser.error("argument --source: of several records write EVENT#ID=FILE")
        if name in given:
            parser.error(f"argument --source: given twice{' for ' if name else ''}{name}")
        given[name] = file
    if [*(files or paths), *given.values()].count(STDIN) > 1:
        parser.error("standard input can be read only once")
    return given


def add_no_cache(parser: Parser) -> None:
    parser.add_argument(
        "--no-cache",
        action="store_false",
        dest="cache",
        help="read all records of a collection anew, and keep nothing of them for the next time",
    )


def warning_code(code: str) -> str:
    """Return the code of a kind of warning. Raise ArgumentTypeError where there is none."""
    if code in WARNINGS:
        return code
    hint = did_you_mean(nearest(code, WARNINGS)) or f"; there are {', '.join(sorted(WARNINGS))}"
    raise argparse.ArgumentTypeError(f'no warning has the code "{clip(code)}"{hint}')


def add_query(parser: Parser, least: str) -> None:
    """Add what a verb with a query takes: terms (`+` or `*`), and the records that are searched."""
    parser.add_argument("terms", nargs=least, metavar="TERM")
    parser.add_argument(
        "--in",
        dest="paths",
        action="append",
        metavar="PATH",
        help="a record, or a folder of them: may be given more than once; "
        "default: the Lahore dialogue",
    )
    add_no_cache(parser)


def parse_query(
    parser: Parser, arguments: Sequence[str], short: Sequence[str] = ("-h",)
) -> tuple[argparse.Namespace, str]:
    """Return the options of a verb with a query, and the query. `short` are those of one letter."""
    guarded = [each if each in short else _guard(each) for each in arguments]
    options = parser.parse_intermixed_args(guarded)
    terms = list(map(str.strip, options.terms))
    for each in terms:
        if ("/" in each or is_named_as_record(each)) and os.path.exists(each):  # noqa: PTH110 (a Path refuses names that a file can have)
            parser.error(
                f"{clip(each)} is a path, and no term: to search it, write --in {clip(each)}"
            )
    text = _without_names(parser, " ".join(terms))
    if len(text) > LONGEST:
        parser.error(TOO_LONG)
    return options, text


def _without_names(parser: Parser, text: str) -> str:
    """Return a query with those of `config.toml` that it names written out."""
    if "@" not in text:
        return text  # nothing is read in vain
    from tiptui.files.config import read_config
    from tiptui.search.query import NoSuchQuery, without_names

    config = read_config()
    for remark in config.wrong:
        say(f"tiptui: {remark}")
    try:
        return without_names(text, config.queries)
    except NoSuchQuery as error:
        parser.error(str(error))


def _guard(argument: str) -> str:
    """Return an argument so that argparse takes a term that is negated for no option."""
    return f" {argument}" if re.match("-[^-]", argument) else argument


def counted_fields(parser: Parser, names: Sequence[str]) -> list[str]:
    """Return the fields that are counted, one or two."""
    fields = [name.lower() for name in names]
    for name in fields:
        if name not in COUNTED:
            near = did_you_mean(nearest(name, COUNTED))
            known = f"; fields are {', '.join(COUNTED)}" if not near else ""
            parser.error(f'argument --by: no field to count is called "{name}"{near}{known}')
    if len(fields) > 2 or len({*fields}) < len(fields):
        parser.error("argument --by: one field, or two that differ")
    return fields
