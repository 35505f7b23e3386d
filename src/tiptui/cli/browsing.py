"""The browser, where a terminal can show it, and the completion scripts."""

import os
import sys
from argparse import Namespace
from pathlib import Path

from tiptui.cli.parsers import Parser
from tiptui.collection.live import Live
from tiptui.files.input import SMALL, file_size
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.own import current_day
from tiptui.proof.source_text import is_named_as_document


def completion_file(shell: str) -> Path:
    return Path(__file__).with_name(f"complete.{shell}")


def browse(parser: Parser, options: Namespace) -> int:
    """Show the browser; without a terminal print the records."""
    if options.shell:
        as_a_filter()
        write(completion_file(options.shell).read_text("utf-8"))
        return ExitStatus.DONE
    if not sys.stdout or not sys.stdout.isatty():
        from tiptui.cli.printing import show

        return show(parser, options)
    if reason := _no_terminal():
        remark = f"tiptui: can't browse here: {reason}; tiptui show prints the record"
        return say(remark, ExitStatus.NO_TERMINAL)
    current_day()  # lest it be wrong only once something is drawn
    live = Live(options.paths, options.given, options.watch, options.cache)
    # Large records and documents are read behind a screen that says so.
    documents = any(map(is_named_as_document, options.given.values()))
    if live.options.of_collection or not (documents or file_size(options.paths[0]) > SMALL):
        live.read_first()
    for remark in live.now.remarks:
        say(f"tiptui: {remark}")
    from tiptui.ui.app import browse as show_browser

    return show_browser(live, write)


def _no_terminal() -> str:
    """Return why the browser can't draw here, or nothing."""
    if not sys.stdin or not sys.stdin.isatty():
        return "standard input is not a terminal"
    if not sys.stderr or not sys.stderr.isatty():
        return "standard error, on which the browser draws, is not a terminal"
    term = os.environ.get("TERM", "")
    return "" if term not in ("", "dumb") else f"TERM is {term or 'not set'}"
