"""The browser, where a terminal can show it, and the completion scripts."""

import os
import sys
from argparse import SUPPRESS, Namespace
from pathlib import Path

from tiptui.cli.parsers import Parser, add_no_cache, add_paths, add_sources
from tiptui.collection.live import Live
from tiptui.files.input import SMALL, file_size
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.own import current_day
from tiptui.proof.source_text import is_named_as_document

SHELLS = ("bash", "zsh", "fish")


def parser() -> Parser:
    parser = Parser("")
    add_sources(parser)
    parser.usage = "tiptui [PATH...] [--no-watch]\n       [--no-cache] [--source [ID=]FILE]"
    add_paths(parser, SUPPRESS)
    parser.set_defaults(json=False, evidence=False)  # printed, it is shown
    about = "don't show changes of the files until r is pressed"
    parser.add_argument("--no-watch", action="store_false", dest="watch", help=about)
    add_no_cache(parser)
    about = "print the script by which a shell completes what is typed after tiptui"
    parser.add_argument("--print-completion", choices=SHELLS, dest="shell", help=about)
    return parser


def completion_file(shell: str) -> Path:
    return Path(__file__).with_name(f"complete.{shell}")


def run(parser: Parser, options: Namespace) -> int:
    """Show the browser; without a terminal print the records."""
    if options.shell:
        as_a_filter()
        write(completion_file(options.shell).read_text("utf-8"))
        return ExitStatus.DONE

    if not sys.stdout or not sys.stdout.isatty():
        from tiptui.cli import show

        return show.run(parser, options)

    if reason := _no_terminal():
        remark = f"tiptui: can't browse here: {reason}; tiptui show prints the record"
        return say(remark, ExitStatus.NO_TERMINAL)

    current_day()  # lest it be wrong only once something is drawn
    live = Live(options.paths, options.given, options.watch, options.cache)
    # Large records and documents are read behind a screen that says so.
    has_document = any(is_named_as_document(file) for file in options.given.values())
    is_large = has_document or file_size(options.paths[0]) > SMALL
    if live.options.of_collection or not is_large:
        live.read_first()
    for remark in live.now.remarks:
        say(f"tiptui: {remark}")

    from tiptui.ui.app import browse

    return browse(live, write)


def _no_terminal() -> str:
    """Return why the browser can't draw here, or nothing."""
    if not sys.stdin or not sys.stdin.isatty():
        return "standard input is not a terminal"
    if not sys.stderr or not sys.stderr.isatty():
        return "standard error, on which the browser draws, is not a terminal"

    terminal = os.environ.get("TERM", "")
    if terminal in ("", "dumb"):
        return f"TERM is {terminal or 'not set'}"
    return ""
