"""Arguments: a parser whose help fits the terminal, and whose errors say what to type."""

import argparse
import os
import re
from collections.abc import Container, Iterable, Sequence
from itertools import takewhile
from typing import NoReturn

import tiptui
from tiptui.files.input import STDIN, are_collection, is_named_as_record
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.own import default_record
from tiptui.search.query import LONGEST, TOO_LONG
from tiptui.text.near_words import did_you_mean, nearest
from tiptui.text.styles import wrap
from tiptui.text.visible import clip


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Cuts every line by words at the terminal's width, what it explains beside what is typed."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines: list[str] = []
        for line in text.splitlines():
            typed = _TYPED.match(line)
            hang = len(typed[0]) if typed else 0
            lines += wrap(line, width, hang if hang <= width // 2 else 8)
        return "\n".join(indent + line for line in lines)


_TYPED = re.compile(r" +\S.*?  +")


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, and whose help is output as any other.

    `start` stands before the usage, `notes` and then `examples` after all that can be given.
    """

    def __init__(
        self,
        verb: str,
        description: str,
        examples: str,
        notes: str = "",
        start: str = "",
        quotes: bool = True,
    ) -> None:
        super().__init__(
            prog=f"tiptui {verb}".strip(),
            description=description,
            epilog="\n\n".join(filter(None, (notes, f"examples:\n{examples}"))),
            formatter_class=_HelpFormatter,
            allow_abbrev=False,
        )
        self.start = start
        first = examples.splitlines()[0].strip().partition("   ")[0]
        self.example = f", as in  {first}"
        self.add_argument("--version", action="version", version=f"tiptui {tiptui.__version__}")
        if quotes:  # what is read is held to what it quotes
            about = "the text of a source: may be given once for each id"
            self.add_argument(
                "--source", action="append", default=[], metavar="[ID=]FILE", help=about
            )

    def format_help(self) -> str:
        """Return what it is, what may be typed, and last some examples."""
        formatter = self._get_formatter()
        formatter.add_text(self.start or self.description)
        formatter.add_usage(self.usage, self._actions, [])
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def flag(self, *names: str, about: str) -> None:
        self.add_argument(*names, action="store_true", help=about)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, what to type, and how to get help."""
        missing = message.removeprefix("the following arguments are required: ")
        if missing != message:
            message = f"needs {missing}{self.example}"
        self.exit(say(f"{self.prog}: {message} (see {self.prog} --help)", ExitStatus.USAGE))

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return the options, with the query as `text` and the texts of sources as `given`."""
        known = {name: own for own in self._actions for name in own.option_strings or (own.dest,)}
        self._refuse_unknown(arguments, known)
        if "terms" in known:
            # argparse must take a term that is negated for no option.
            is_term = re.compile("-[^-]").match
            guarded = [
                f" {each}" if is_term(each) and each not in known else each for each in arguments
            ]
            options = self.parse_intermixed_args(guarded)
            terms = [each.strip() for each in options.terms]
            options.text = self._query(terms)
            options.meant = self._meant(terms, {*known, *(options.paths or ())})
        else:
            options = self.parse_args(arguments)
        if "paths" in options:
            options.paths = options.paths or [default_record()]
            options.given = self._given_texts(options)
        return options

    def _refuse_unknown(self, arguments: Sequence[str], known: Iterable[str]) -> None:
        """End where there is an option of two dashes that is none, with the nearest."""
        names = [each.removeprefix("--") for each in known if each.startswith("-")]
        for each in takewhile(lambda each: each != "--", arguments):
            name = each[2:].partition("=")[0]
            # With a space it is a term for argparse too.
            if each.startswith("--") and name not in names and " " not in each:
                near = nearest(name, names, 0.75)
                meant = did_you_mean(near and f"--{near}")
                if name == "in" and "paths" in known:
                    meant = ": write each PATH without it"
                self.error(f'no option is called "--{clip(name)}"{meant}')

    def _query(self, terms: Sequence[str]) -> str:
        """Return a query, with those of `config.toml` that it names written out."""
        for each in terms:
            if ("/" in each or is_named_as_record(each)) and os.path.exists(each):  # noqa: PTH110 (a Path refuses names that a file can have)
                self.error(
                    f"{clip(each)} is a path, and no term: to search it, write --in {clip(each)}"
                )
        text = " ".join(terms)
        if "@" in text:  # else nothing is read in vain
            from tiptui.files.config import read_config
            from tiptui.search.query import NoSuchQuery, without_names

            config = read_config()
            for remark in config.wrong:
                say(f"tiptui: {remark}")
            try:
                text = without_names(text, config.queries)
            except NoSuchQuery as error:
                self.error(str(error))
        if len(text) > LONGEST:
            self.error(TOO_LONG)
        return text

    def _meant(self, terms: Sequence[str], known: Container[str]) -> str:
        """Return what to say where nothing is found: a term is called as an option or a file."""
        for each in map(clip, terms):
            if f"-{each}" in known:
                return f'{each} leaves out what has "{each[1:]}": the option is -{each}'
            if each not in known and os.path.exists(each):  # noqa: PTH110
                return f"{each} is a file or folder here: to search it, write --in {each}"
        return ""

    def _given_texts(self, options: argparse.Namespace) -> dict[str, str]:
        """Return the files that `--source` names, by the id of their source, "" for one without.

        Of a collection by `EVENT#ID`.
        """
        # Not above: help does without.
        from tiptui.record.forms import RULES
        from tiptui.record.model import Form

        given: dict[str, str] = {}
        for each in options.source:
            name, _, file = each.partition("=")
            if name == each or RULES[Form.RECOMMENDATION].misfit(name):
                name, file = "", each
            if "#" not in name and are_collection(options.paths):
                self.error("argument --source: of several records write EVENT#ID=FILE")
            if name in given:
                self.error(f"argument --source: given twice{' for ' if name else ''}{name}")
            given[name] = file
        # What is named twice is checked once, and shown twice.
        files = {*options.paths} if "strict" in options else options.paths
        if [*files, *given.values()].count(STDIN) > 1:
            self.error("standard input can be read only once")
        return given

    def _print_message(self, message: str, file: object = None) -> None:
        """Print help or version as any other output; argparse would pass over a failure."""
        as_a_filter()
        write(message)


def one_of(known: Iterable[str], refusal: str, others: str, word: str) -> str:
    """Return a word that is known. Raise ArgumentTypeError for another."""
    if word in known:
        return word
    hint = did_you_mean(nearest(word, known)) or f"; {others} {', '.join(known)}"
    raise argparse.ArgumentTypeError(f'{refusal} "{clip(word)}"{hint}')
