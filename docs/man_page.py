"""Renews the manual: `.venv/bin/python -m docs.man_page`.

The parsers, their help, and the fields of the query say already what stands in it; only what
tiptui asks of its surroundings is written here.
"""

import re
from argparse import SUPPRESS, Action
from collections.abc import Iterable
from pathlib import Path

import tiptui
from tiptui.cli.main import VERBS
from tiptui.cli.parsers import HELP, TERMS, Parser
from tiptui.search.query import FIELDS, written_names

FILE = Path(__file__).parents[1] / "man" / "tiptui.1"

SURROUNDINGS = {
    "VISUAL, EDITOR": "the editor that the browser opens at the thing under the cursor",
    "NO_COLOR": "if set, even to nothing, no colour is sent",
    "SOURCE_DATE_EPOCH": "the day that counts as today, in seconds since 1970",
    "XDG_CACHE_HOME": "the folder of the cache of collections (tiptui in it); else ~/.cache",
    "XDG_STATE_HOME": "the folder of marks and errors (tiptui in it); else ~/.local/state",
}


def all_parsers() -> dict[str, Parser]:
    """Return the parser of each verb; under "" that of what is typed without one."""
    return {name: verb.parser() for name, verb in VERBS.items()}


def man_page() -> str:
    """Return the manual, as man reads it."""
    about, examples, notes, _ = HELP["browse"]
    rest, _, statuses = notes.partition("exit status: ")
    parsers = all_parsers()
    about = about.rstrip(".")
    sections = {
        "NAME": [rf"tiptui \- {literal(about[0].lower() + about[1:])}"],
        "SYNOPSIS": [line for parser in parsers.values() for line in synopsis(parser)],
        "DESCRIPTION": [literal(rest.partition("\n\n")[2])],
        "COMMANDS": [line for parser in parsers.values() for line in command(parser)],
        "QUERIES": [
            literal(f"Of {TERMS.splitlines()[0]}"),
            *entries((written_names(name), field.about) for name, field in FIELDS.items()),
        ],
        "EXIT STATUS": entries(re.findall(r"(\d+) ([^,]+)", " ".join(statuses.split()))),
        "ENVIRONMENT": entries(SURROUNDINGS.items()),
        "EXAMPLES": [
            line
            for typed, text in re.findall(r"^  (\S.*?)   +(.*)$", examples, re.MULTILINE)
            for line in (".PP", bold(typed), ".RS", literal(text), ".RE")
        ],
    }
    lines = [f'.TH TIPTUI 1 "" "tiptui {tiptui.__version__}"', ".nh"]
    for title, text in sections.items():
        lines += [f".SH {title}", *text]
    return "\n".join(lines) + "\n"


def literal(text: str) -> str:
    """Return a text of which roff takes nothing for its own."""
    text = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def bold(text: str) -> str:
    return rf"\fB{literal(text)}\fR"


def entries(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return a list of terms, each with what it means."""
    return [line for term, text in pairs for line in (".TP", bold(term), literal(text))]


def options(parser: Parser) -> list[Action]:
    return [each for each in parser._actions if each.option_strings]


def operands(parser: Parser) -> list[Action]:
    """Return what a verb takes besides its options."""
    return [each for each in parser._actions if not each.option_strings]


def value_name(action: Action) -> str:
    """Return what stands for a value in a usage; empty where an option takes none."""
    if action.nargs == 0:
        return ""
    return str(action.metavar or "|".join(action.choices or ()))


def own(parser: Parser) -> list[Action]:
    """Return what a verb takes besides `--help` and `--version`."""
    return [each for each in options(parser) if each.dest not in ("help", "version")]


def synopsis(parser: Parser) -> list[str]:
    words = map(in_synopsis, (*own(parser), *operands(parser)))
    return [f'.SY "{literal(parser.prog)}"', *words, ".YS"]


def in_synopsis(action: Action) -> str:
    words = literal(" ".join((*action.option_strings[:1], value_name(action))).strip())
    words += "..." * (action.nargs in ("*", "+"))
    is_needed = action.nargs not in ("*", "?") if not action.option_strings else action.required
    return words if is_needed else f"[{words}]"


def command(parser: Parser) -> list[str]:
    """Return what a verb does and takes."""
    actions = [each for each in (*operands(parser), *own(parser)) if each.help != SUPPRESS]
    about = HELP[parser.prog.partition(" ")[2] or "browse"][0]
    return [
        *(f".SS {literal(parser.prog)}", literal(about)),
        *entries((in_list(each), each.help) for each in actions if each.help),
    ]


def in_list(action: Action) -> str:
    return f"{', '.join(action.option_strings)} {value_name(action)}".strip()


if __name__ == "__main__":
    FILE.write_text(man_page(), encoding="utf-8")
