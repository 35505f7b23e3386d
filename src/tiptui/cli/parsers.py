"""Arguments: what the parsers of all verbs share. Completions and the manual derive from them."""

import argparse
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from tiptui.files import own
from tiptui.files.input import STDIN, NoInput, are_collection, is_named_as_record, stamp
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.own import default_record
from tiptui.search import query
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.styles import wrap
from tiptui.text.visible import clip, visible


def _read_help() -> dict[str, list[str]]:
    text = Path(__file__).with_name("help.txt").read_text("utf-8")
    parts: dict[str, list[str]] = {}

    for part in text.rstrip("\n").removeprefix("# ").split("\n\n\n\n# "):
        verb, _, words = part.partition("\n\n")
        parts[verb] = words.split("\n\n\n")
    return parts


HELP = _read_help()
"""The description, the examples and the notes of each verb; of the browser also the first steps."""


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """A formatter that cuts lines by words; only indented ones hang."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        filled: list[str] = []
        for line in text.splitlines():
            hanging = 8 if line.startswith(" ") else 0
            filled += wrap(line, width, hanging)
        return "\n".join(indent + line for line in filled)


class Parser(argparse.ArgumentParser):
    """A parser with errors of one line, and with help that is written as any other output."""

    def __init__(self, verb: str, notes: str = "") -> None:
        description, examples, *more = HELP[verb or "browse"]
        if more and not notes:
            notes = more[0]
        if len(more) > 1:
            description = f"{description} {more[1]}"
        ending = f"examples:\n{examples}"
        if notes:
            ending = f"{notes}\n\n{ending}"
        super().__init__(
            prog=f"tiptui {verb}".strip(),
            description=description,
            epilog=ending,
            formatter_class=_HelpFormatter,
            allow_abbrev=False,
        )
        first = examples.splitlines()[0].strip().partition("   ")[0]
        self.example = f", as in  {first}"
        self.add_argument("--version", action="version", version=f"tiptui {own.VERSION}")

    def error(self, message: str) -> NoReturn:
        """Say the error in one line, with an example, and exit."""
        missing = message.removeprefix("the following arguments are required: ")
        if missing != message:
            message = f"needs {missing}{self.example}"
        self.exit(say(f"{self.prog}: {message} (see {self.prog} --help)", ExitStatus.USAGE))

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the options, with the query as `text` and the files of sources as `given`."""
        options = self._parse(arguments)
        if "terms" in options:
            terms = [term.strip() for term in options.terms]
            options.text = self._query(terms)

        options.drafts = []
        if "records" in options and options.records:
            options.drafts, options.paths = options.paths, options.records
            if not options.drafts:
                self.error("argument --in: name a draft too, as in  tiptui check DRAFT --in PATH")

        if "paths" in options:
            options.paths = _different(options.paths or [default_record()])
            options.given = self._source_files(options)
        return options

    def _parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        options: list[str] = []
        operands: list[str] = []
        for action in self._actions:
            options += action.option_strings
            if not action.option_strings:
                operands.append(action.dest)

        self._refuse_unknown(arguments, options)
        if "terms" in operands:
            return self.parse_intermixed_args(_guard_terms(arguments, options))
        if "paths" in operands and "--" not in arguments:
            return self.parse_intermixed_args(arguments)
        return self.parse_args(arguments)

    def _refuse_unknown(self, arguments: Sequence[str], options: Sequence[str]) -> None:
        """End with the nearest option where one of two dashes is unknown."""
        names = [option.removeprefix("--") for option in options]
        for word in arguments:
            if word == "--":
                return
            name = word[2:].partition("=")[0]
            # With a space it is a term for argparse too.
            if not word.startswith("--") or name in names or " " in word:
                continue
            near = _option_begun(name, names) or nearest(name, names, 0.75)
            hint = did_you_mean(f"--{near}") if near else ""
            self.error(f'no option is called "--{clip(name)}"{hint}')

    def _query(self, terms: Sequence[str]) -> str:
        """Return the query, with named queries written out. End where a term is a path."""
        text = " ".join(terms)
        for term in terms:
            is_path = "/" in term or is_named_as_record(term)
            if is_path and os.path.exists(term):  # noqa: PTH110 (a Path refuses some)
                path = clip(term)
                self.error(f"{path} is a path, and no term: to search it, write --in {path}")

        if "@" in text:  # else nothing is read in vain
            from tiptui.files.config import read_config

            config = read_config()
            for remark in config.wrong:
                say(f"tiptui: {remark}")
            try:
                text = query.without_names(text, config.queries)
            except query.NoSuchQuery as error:
                self.error(str(error))

        if len(text) > query.LONGEST:
            self.error(query.TOO_LONG)
        return text

    def _source_files(self, options: argparse.Namespace) -> dict[str, str]:
        """Return the files of `--source` by the ids of their sources, "" for one without."""
        given: dict[str, str] = {}
        for text in options.source:
            name, sign, file = text.partition("=")
            if not sign or _misfit("RECOMMENDATION", name):
                name, file = "", text
            if "#" not in name and are_collection(options.paths):
                self.error("argument --source: of several records write EVENT#ID=FILE")
            if name in given:
                self.error(f"argument --source: given twice{' for ' if name else ''}{name}")
            given[name] = file

        files = [*options.paths, *options.drafts, *given.values()]
        if "claims" in options:
            files.append(options.claims)
        if files.count(STDIN) > 1:
            self.error("standard input can be read only once")
        return given

    def _print_message(self, message: str, file: object = None) -> None:
        """Print help or version; argparse would pass over a failure."""
        as_a_filter()
        write(message)


def _guard_terms(arguments: Sequence[str], options: Sequence[str]) -> list[str]:
    """Put a space before each term that argparse would take for an option.

    These are negated terms (`-status:none`), and all words after `--`.
    """
    guarded: list[str] = []
    only_terms = False
    for word in arguments:
        is_negated = word.startswith("-") and len(word) > 1 and word[1] != "-"
        if only_terms or (is_negated and word not in options):
            guarded.append(f" {word}")
        elif word == "--":
            only_terms = True
        else:
            guarded.append(word)
    return guarded


def _different(paths: Sequence[str]) -> list[str]:
    """Return the paths of different files; say which are named twice."""
    different: dict[object, str] = {}
    for number, path in enumerate(paths):
        file = number if path == STDIN else stamp(path) or number
        if file in different:
            say(f"tiptui: {visible(path)}: named twice, read once")
        else:
            different[file] = path
    return list(different.values())


def _option_begun(name: str, options: Iterable[str]) -> str:
    """Return the first option that begins with a name, or nothing."""
    for option in options:
        if name and option.startswith(name):
            return option
    return ""


def one_of(known: Iterable[str], refusal: str, others: str, word: str) -> str:
    """Return a word that is known. Raise ArgumentTypeError for another."""
    if word in known:
        return word
    hint = did_you_mean(nearest(word, known)) or f"; {others} {', '.join(known)}"
    raise argparse.ArgumentTypeError(f'{refusal} "{clip(word)}"{hint}')


def _describe_terms() -> str:
    first = (
        'terms, which must all hold: a word, "a phrase", -not, one | other, or field:value,other:'
    )
    lines = [first]
    for name, field in query.FIELDS.items():
        lines.append(f"  {query.written_names(name):22}{field.about}")
    lines.append("and @name, for a query that config.toml has by this name")
    return "\n".join(lines)


TERMS = _describe_terms()

PATHS = "a record, or a folder for all below it; default: the Lahore dialogue"


def add_sources(parser: Parser) -> None:
    about = "the text of a source: may be given once for each id"
    metavar = "[ID=]FILE"
    parser.add_argument("--source", action="append", default=[], metavar=metavar, help=about)


def add_paths(parser: Parser, about: str = PATHS) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help=about)


def add_no_cache(parser: Parser) -> None:
    about = "read all records of a collection anew, and keep nothing of them for the next time"
    parser.add_argument("--no-cache", action="store_false", dest="cache", help=about)


def add_query(parser: Parser, least: str) -> None:
    """Add the terms (`+` or `*`) and the paths of a verb with a query."""
    about = "the terms to find; all must hold, as below"
    parser.add_argument("terms", nargs=least, metavar="TERM", help=about)
    about = f"where to look, as all other words are TERMs: {PATHS}; may be given more than once"
    parser.add_argument("--in", dest="paths", action="append", metavar="PATH", help=about)
    add_no_cache(parser)


def add_encoding(parser: Parser) -> None:
    about = "of text: default UTF-8"
    parser.add_argument("--encoding", type=_encoding, metavar="NAME", help=about, default="")


def _encoding(name: str) -> str:
    # Few commands decode a text.
    from tiptui.documents.document import decode_text

    try:
        with suppress(NoInput):  # these bytes may be none in it
            decode_text(b"x", "", name)
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(f'no encoding is called "{clip(name)}"') from None
    return name


def _misfit(form: str, words: str) -> str:
    """Return why words have not the form, or nothing."""
    # Not above: help does without.
    from tiptui.record.forms import RULES
    from tiptui.record.model import TextForm

    return RULES[TextForm[form]].misfit(words)


def id_words(words: str) -> str:
    return _fit("ID", words)


def date_words(words: str) -> str:
    return _fit("DATE", words)


def _fit(form: str, words: str) -> str:
    if broken := _misfit(form, words):
        raise argparse.ArgumentTypeError(broken)
    return words
