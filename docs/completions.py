"""Renews the completion scripts: `.venv/bin/python -m docs.completions`.

shtab makes them of the parsers. What it can't see in them is said here: which values are files,
which are names that a type checks, and that a file may stand where a command does.
"""

import re
from argparse import SUPPRESS, ArgumentParser

import shtab

from docs.man_page import all_parsers
from tiptui.cli.browse import SHELLS, completion_file
from tiptui.collection.naming import plain_name
from tiptui.record.problem import WARNINGS
from tiptui.search.query import COUNTED

FILES = ("PATH", "FILE", "[ID=]FILE", "DOCUMENT", "TABLE", "OLD", "NEW")
CHOICES = {"FIELD": [*map(plain_name, COUNTED)], "CODE": sorted(WARNINGS)}
"""By the names of values."""

FILES_BESIDE_COMMANDS = {
    "bash": '_shtab_tiptui_pos_0_choices=("${_shtab_tiptui_pos_1_choices[@]}")',
    "zsh": "functions[_shtab_tiptui_commands]+=$'\\n_files'",
}


def completion_script(shell: str) -> str:
    """Return the script by which a shell completes the commands, options and values of tiptui."""
    parsers = all_parsers()
    for parser in parsers.values():
        for action in parser._actions:
            if action.metavar in FILES:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
            elif action.metavar in CHOICES:
                action.choices = CHOICES[str(action.metavar)]
            if action.help == SUPPRESS and shell != "zsh":
                action.help = "a record, or a folder for all below it"
            if action.metavar == "KEY:FROM=TO":
                action.metavar = "VALUES"  # for zsh a colon ends a name
    browse = parsers.pop("")
    root = ArgumentParser("tiptui", parents=[browse], add_help=False)
    commands = root.add_subparsers(parser_class=ArgumentParser)
    for verb, parser in parsers.items():
        about = parser.description
        commands.add_parser(verb, parents=[parser], add_help=False, help=about, description=about)
    preamble = FILES_BESIDE_COMMANDS.get(shell, "")
    script = shtab.complete(root, shell, preamble=preamble).rstrip("\n") + "\n"
    # For zsh an argument that may be given more than once is one.
    return re.sub(r'"\(\*\)::?', '"*:', script) if shell == "zsh" else script


if __name__ == "__main__":
    for each in SHELLS:
        completion_file(each).write_text(completion_script(each), encoding="utf-8")
