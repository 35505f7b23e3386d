"""Arguments: the parser of each verb, of which also the completions and the manual are made."""

import argparse
import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, takewhile
from pathlib import Path
from typing import NoReturn

from tiptui.collection.words import plain_name
from tiptui.files import own
from tiptui.files.input import STDIN, NoInput, are_collection, is_named_as_record, stamp
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.own import default_record
from tiptui.record.problem import WARNINGS
from tiptui.search import query
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.styles import wrap
from tiptui.text.visible import clip, visible

_TEXT = Path(__file__).with_name("help.txt").read_text("utf-8").rstrip("\n")
HELP = {
    verb: parts.split("\n\n\n")
    for text in _TEXT.removeprefix("# ").split("\n\n\n\n# ")
    for verb, _, parts in [text.partition("\n\n")]
}
"""The description, the examples and the notes of each verb; of the browser also the first steps."""


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """A formatter that cuts lines by words; only indented ones hang."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = (wrap(line, width, 8 if line[:1] == " " else 0) for line in text.splitlines())
        return "\n".join(indent + line for line in chain.from_iterable(lines))


class Parser(argparse.ArgumentParser):
    """A parser with errors of one line, and with help that is written as any other output."""

    def __init__(self, verb: str, notes: str = "", quotes: bool = True) -> None:
        description, examples, own_notes, start = (*HELP[verb or "browse"], "", "")[:4]
        notes = notes or own_notes
        super().__init__(
            prog=f"tiptui {verb}".strip(),
            description=f"{description} {start}".strip(),
            epilog="\n\n".join(filter(None, (notes, f"examples:\n{examples}"))),
            formatter_class=_HelpFormatter,
            allow_abbrev=False,
        )
        first = examples.splitlines()[0].strip().partition("   ")[0]
        self.example = f", as in  {first}"
        self.add_argument("--version", action="version", version=f"tiptui {own.VERSION}")
        if quotes:
            add = partial(self.add_argument, action="append", default=[], metavar="[ID=]FILE")
            add("--source", help="the text of a source: may be given once for each id")

    def flag(self, *names: str, about: str) -> None:
        self.add_argument(*names, action="store_true", help=about)

    def error(self, message: str) -> NoReturn:
        """Say the error in one line, with an example, and exit."""
        missing = message.removeprefix("the following arguments are required: ")
        if missing != message:
            message = f"needs {missing}{self.example}"
        self.exit(say(f"{self.prog}: {message} (see {self.prog} --help)", ExitStatus.USAGE))

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the options, with the query as `text` and the files of sources as `given`."""
        known = {name: own for own in self._actions for name in own.option_strings or (own.dest,)}
        self._refuse_unknown(arguments, known)
        if "terms" in known:
            # argparse would take a negated term for an option, and so each word after `--`.
            is_term = re.compile("-[^-]").match
            own = [*takewhile("--".__ne__, arguments)]
            guarded = [f" {word}" if is_term(word) and word not in known else word for word in own]
            after = [f" {word}" for word in arguments[len(own) + 1 :]]
            options = self.parse_intermixed_args(guarded + after)
            options.text = self._query([term.strip() for term in options.terms])
        elif "paths" in known and "--" not in arguments:
            options = self.parse_intermixed_args(arguments)
        else:
            options = self.parse_args(arguments)
        options.drafts = []
        if "records" in options and options.records:
            options.drafts, options.paths = options.paths, options.records
            if not options.drafts:
                self.error("argument --in: name a draft too, as in  tiptui check DRAFT --in PATH")
        if "paths" in options:
            once = dict[object, str]()
            for number, path in enumerate(options.paths or [default_record()]):
                file = (path != STDIN and stamp(path)) or number
                say(f"tiptui: {visible(path)}: named twice, read once" if file in once else "")
                once.setdefault(file, path)
            options.paths = [*once.values()]
            options.given = self._source_files(options)
        return options

    def _refuse_unknown(self, arguments: Sequence[str], known: Iterable[str]) -> None:
        """End with the nearest option where one of two dashes is unknown."""
        names = [name.removeprefix("--") for name in known if name.startswith("-")]
        for word in takewhile("--".__ne__, arguments):
            name = word[2:].partition("=")[0]
            # With a space it is a term for argparse too.
            if word.startswith("--") and name not in names and " " not in word:
                begun = (own for own in names if name and own.startswith(name))
                near = next(begun, "") or nearest(name, names, 0.75)
                meant = did_you_mean(near and f"--{near}")
                self.error(f'no option is called "--{clip(name)}"{meant}')

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
            name, _, file = text.partition("=")
            if name == text or _misfit("RECOMMENDATION", name):
                name, file = "", text
            if "#" not in name and are_collection(options.paths):
                self.error("argument --source: of several records write EVENT#ID=FILE")
            if name in given:
                self.error(f"argument --source: given twice{' for ' if name else ''}{name}")
            given[name] = file
        claims = [options.claims] if "claims" in options else []
        if [*options.paths, *options.drafts, *claims, *given.values()].count(STDIN) > 1:
            self.error("standard input can be read only once")
        return given

    def _print_message(self, message: str, file: object = None) -> None:
        """Print help or version; argparse would pass over a failure."""
        as_a_filter()
        write(message)


def one_of(known: Iterable[str], refusal: str, others: str, word: str) -> str:
    """Return a word that is known. Raise ArgumentTypeError for another."""
    if word in known:
        return word
    hint = did_you_mean(nearest(word, known)) or f"; {others} {', '.join(known)}"
    raise argparse.ArgumentTypeError(f'{refusal} "{clip(word)}"{hint}')


TERMS = "\n".join(
    (
        'terms, which must all hold: a word, "a phrase", -not, one | other, or field:value,other:',
        *(f"  {query.written_names(name):22}{field.about}" for name, field in query.FIELDS.items()),
        "and @name, for a query that config.toml has by this name",
    )
)

SHELLS = ("bash", "zsh", "fish")

_PATHS = "a record, or a folder for all below it; default: the Lahore dialogue"


def _add_paths(parser: Parser, about: str = _PATHS) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help=about)


def _add_no_cache(parser: Parser) -> None:
    about = "read all records of a collection anew, and keep nothing of them for the next time"
    parser.add_argument("--no-cache", action="store_false", dest="cache", help=about)


def _add_query(parser: Parser, least: str) -> None:
    """Add the terms (`+` or `*`) and the paths of a verb with a query."""
    about = "the terms to find; all must hold, as below"
    parser.add_argument("terms", nargs=least, metavar="TERM", help=about)
    about = f"where to look, as all other words are TERMs: {_PATHS}; may be given more than once"
    parser.add_argument("--in", dest="paths", action="append", metavar="PATH", help=about)
    _add_no_cache(parser)


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


def fit(form: str, words: str) -> str:
    if broken := _misfit(form, words):
        raise argparse.ArgumentTypeError(broken)
    return words


def _countable(word: str) -> str:
    field = query.BY_NAME.get(word.lower(), "")
    if field not in query.COUNTED:
        names = [*map(plain_name, query.COUNTED)]
        one_of(names, "no field to count is called", "fields are", word.lower())
    return field


def browse() -> Parser:
    parser = Parser("")
    parser.usage = "tiptui [PATH...] [--no-watch]\n       [--no-cache] [--source [ID=]FILE]"
    _add_paths(parser, argparse.SUPPRESS)
    parser.set_defaults(json=False, evidence=False)  # printed, it is shown
    about = "don't show changes of the files until r is pressed"
    parser.add_argument("--no-watch", action="store_false", dest="watch", help=about)
    _add_no_cache(parser)
    about = "print the script by which a shell completes what is typed after tiptui"
    parser.add_argument("--print-completion", choices=SHELLS, dest="shell", help=about)
    return parser


def show() -> Parser:
    parser = Parser("show")
    _add_paths(parser)
    parser.flag("--json", about="print JSON")
    parser.flag("--evidence", about="say how each quote was found")
    _add_no_cache(parser)
    return parser


def find() -> Parser:
    parser = Parser("find", TERMS)
    _add_query(parser, "+")
    parser.flag("--json", about="print JSON")
    return parser


def count() -> Parser:
    parser = Parser("count", TERMS)
    by = partial(parser.add_argument, "--by", action="append", required=True, type=_countable)
    by(metavar="FIELD", help=f"{', '.join(map(plain_name, query.COUNTED))}; two are crossed")
    of = "a query: each count is a share of its claims with the same value, and orders by it"
    parser.add_argument("--of", metavar="QUERY", help=of)
    _add_query(parser, "*")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_const", dest="form", const="json", help="print JSON")
    form.add_argument("--csv", action="store_const", dest="form", const="csv", help="print CSV")
    return parser


def check() -> Parser:
    parser = Parser("check")
    parser.set_defaults(cache=True)  # of the records that drafts are held to
    _add_paths(parser, f"{_PATHS}; with --in, a draft: any document that text reads")
    about = "check the quotations of drafts in these records: may be given more than once"
    parser.add_argument("--in", dest="records", action="append", metavar="PATH", help=about)
    parser.flag("--strict", about="count warnings as errors")
    code = partial(one_of, sorted(WARNINGS), "no warning has the code", "there are")
    ignore = partial(parser.add_argument, "--ignore", action="append", default=[], type=code)
    about = "leave out warnings with this code, --strict or not: may be given more than once"
    ignore(metavar="CODE", help=about)
    parser.flag("--fix", about="correct the numbers of paragraphs that can only be others")
    parser.flag("--dry-run", about="only say what --fix would correct")
    parser.flag("-q", "--quiet", about="leave out the closing remark")
    parser.flag("--all", about="print each warning, not the first 20 of a kind")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all problems as JSON")
    about = "print problems as annotations for GitHub's workflows"
    form.add_argument("--format", choices=["github"], help=about)
    return parser


def diff() -> Parser:
    parser = Parser("diff", quotes=False)
    for side in ("old", "new"):
        about = f"the {side} record or folder, or - for standard input"
        parser.add_argument(side, metavar=side.upper(), help=about)
    parser.flag("--json", about="print JSON")
    return parser


def export() -> Parser:
    from tiptui.report.export import FORMATS
    from tiptui.report.tables import TABLES

    formats = "\n".join(f"  {name:9} {form.about}" for name, form in FORMATS.items())
    parser = Parser("export", f"formats:\n{formats}\n\n{TERMS}")
    parser.add_argument("--to", required=True, choices=FORMATS, help="the format")
    parts = "FOLDER/ of csv: all tables, of html: a page for each dialogue"
    about = f"default: standard output, but for docx and sqlite; {parts}"
    parser.add_argument("-o", "--output", metavar="FILE", help=about, default=STDIN)
    parser.flag("--force", about="replace FILE if it is there")
    parser.add_argument("--list", choices=TABLES, help="of csv: what there is a row of")
    about = "of docx: a document of Word, whose styles, header and footer the report gets"
    parser.add_argument("--template", metavar="FILE", help=about)
    _add_query(parser, "*")
    return parser


def add() -> Parser:
    parser = Parser("add")
    parser.add_argument("paths", nargs=1, metavar="RECORD", help="the file of a record")
    parser.add_argument("claims", metavar="CLAIMS", help="YAML or JSON; - for standard input")
    parser.flag("--dry-run", about="write nothing")
    parser.flag("--json", about="print JSON: item, added, code, why, nearest")
    return parser


def text() -> Parser:
    parser = Parser("text", quotes=False)
    parser.add_argument("document", metavar="DOCUMENT", help="a file, or - for standard input")
    add_encoding(parser)
    parser.flag("--json", about="print JSON: number, text, page, time")
    return parser


def schema() -> Parser:
    parser = Parser("schema", quotes=False)
    parser.flag("--claims", about="the schema of CLAIMS, which add takes")
    return parser
