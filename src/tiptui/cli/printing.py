"""The verbs that print what is in records: `show`, `find` and `count`."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from tiptui.cli.parser import Parser
from tiptui.cli.progress import progress_line
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.files.bookmarks import read_bookmarks
from tiptui.files.input import STDIN
from tiptui.files.output import (
    ExitStatus,
    as_a_filter,
    carries_unicode,
    has_colour,
    say,
    terminal_width,
    write,
)
from tiptui.files.own import current_day, default_record
from tiptui.report.json_data import as_json, tree
from tiptui.report.pen import Pen
from tiptui.report.plain import as_text, dialogue_row, finding_rows, findings_data
from tiptui.search.facets import largest_first
from tiptui.search.find import findings, no_match
from tiptui.search.index import Index
from tiptui.search.query import NO_QUERY, Query, parse, with_words
from tiptui.search.rows import CLAIMS, FOUND, LISTS, Kind
from tiptui.search.same import Alike
from tiptui.text.visible import clip, plural

_MOST_NAMED = 200
"""Code points of what was searched, in a remark."""


def show(_: Parser, options: Namespace) -> int:
    """Print a record; of a collection a line for each, or all of them as JSON."""
    live, collection = open_records(options)
    dialogues, pen = collection.dialogues, _pen()
    with progress_line("looking for the quotes"):
        if options.json:
            proof = options.evidence
            trees = [tree(each.record, each.proof if proof else None) for each in dialogues]
            text = _json(trees[0] if collection.alone else trees)
        elif collection.alone:
            text = as_text(collection.alone, current_day(), options.evidence, pen)
        else:
            text = pen.table([dialogue_row(dialogue.record, pen) for dialogue in dialogues])
        wrong = sum(map(_wrong_quotes, dialogues))
    write(text)
    _say_unread(live)
    # Of a collection in which nothing can be read there is nothing to print.
    return say_wrong(wrong, ExitStatus.DONE if dialogues else ExitStatus.PROBLEMS)


def _wrong_quotes(dialogue: Dialogue) -> int:
    quotations = dialogue.passages.quotations if dialogue.texts else ()
    return len({cited.evidence for cited in quotations if cited.located.is_wrong})


def find(parser: Parser, options: Namespace) -> int:
    """Print what matches a query."""
    if not options.text.strip():
        parser.error(f"no words to look for{parser.example}; tiptui show prints all")
    live, collection = open_records(options)
    query, alike = read_query(options.text), dict[int, Alike]()
    with progress_line("searching"):
        index = open_index(collection)
        found = findings(index, query)
        numbers = index.rows["recommendations"].numbers
        if whole := index.facets.alike(query):
            alike = {numbers[each.key]: whole[numbers[each.key]] for each in found}
        if options.json:
            text = _json([*findings_data(live.newest, collection, found)])
        else:
            pen = _pen(query)
            text = pen.table([*finding_rows(index, found, alike, pen)])
    write(text)
    if options.json:
        _say_unread(live)
    if not found:
        return say_no_match(index, options)
    why = f": {index.same.count(alike)}" if any(alike.values()) else ""
    total = f"{sum(len(index.everything.of(kind)) for kind in FOUND):,} speakers and claims"
    return say(f"tiptui: {len(found):,} of {total}{where(options.paths)}{why}")


def count(parser: Parser, options: Namespace) -> int:
    """Print how many claims that match a query have which values of some fields."""
    # Not above: what prints no counts does without.
    from tiptui.report.counting import count_csv, count_data, count_remark, count_table

    fields = options.by
    if len(fields) > 2 or len({*fields}) < len(fields):
        parser.error("argument --by: one field, or two that differ")
    _, collection = open_records(options)
    query = read_query(options.text)
    with progress_line("counting"):
        index = open_index(collection)
        rows = index.hits(query).claims
        counts = largest_first(index.facets.count(fields, rows))
        if options.form == "json":
            text = _json(count_data(fields, counts))
        elif options.form == "csv":
            text = count_csv(fields, counts)
        else:
            text = count_table(index.facets, fields, counts, _pen())
    write(text)
    if not any(rows.values()):
        return say_no_match(index, options, CLAIMS)
    return say(f"tiptui: {count_remark(index.facets, fields, rows)}{where(options.paths)}")


def say_wrong(quotes: int, status: ExitStatus = ExitStatus.DONE) -> ExitStatus:
    return say(f"tiptui: {plural(quotes, 'quote')} not found in place" if quotes else "", status)


def read_query(text: str) -> Query:
    """Return a query; what could not be read in it is said."""
    query = parse(text)
    for remark in query.unread:
        say(f"tiptui: {remark}")
    return query


def say_no_match(index: Index, options: Namespace, kinds: Sequence[Kind] = FOUND) -> ExitStatus:
    """Say that nothing of some kinds matches, and what is meant, where that is among them."""
    text = options.text
    hits = index.hits(parse(text))
    near = with_words(text, hits.near) if hits.near else ""
    meant = index.hits(parse(near))
    near = near if any(map(meant.of, kinds)) else ""
    hiding = hits.hiding[LISTS.index("speakers")]
    remark = no_match(text, near, hiding, where(options.paths)) if text else ""
    say(remark)
    return say(options.meant and f"tiptui: {options.meant}", ExitStatus.PROBLEMS)


def where(paths: Sequence[str]) -> str:
    """Return what was searched, for the end of a remark."""
    if paths == [default_record()]:
        return " in the Lahore dialogue (--in PATH searches others)"
    names = ("standard input" if each == STDIN else each for each in paths)
    return f" in {clip(', '.join(names), _MOST_NAMED)}"


def open_records(options: Namespace) -> tuple[Live, Collection]:
    """Return what is to be printed. Raise BadRecord, NoInput and NoSuchSource.

    Records of a collection that can't be read are counted on standard error.
    """
    if getattr(options, "output", STDIN) == STDIN:  # else what is begun of a file is taken away
        as_a_filter()
    live = Live(options.paths, options.given, cached=options.cache)
    with progress_line("reading records", options.paths) as work:
        collection = live.read_all(work.tell, at_once=True)
    say(collection.unread and f"tiptui: {collection.unread}")
    return live, collection


def open_index(collection: Collection) -> Index:
    """Return what is searched, with what the reader marked in the browser."""
    bookmarks, wrong = read_bookmarks()
    say(wrong and f"tiptui: {wrong}")
    return Index(collection).with_bookmarks(bookmarks)


def _say_unread(live: Live) -> None:
    """Say of each document that was to be read, and that can't be, why."""
    for opened in live.newest.values():
        for remark in opened.unread if opened.dialogue else ():
            say(f"tiptui: {remark}")


def _pen(query: Query = NO_QUERY) -> Pen:
    """Return what writes for standard output; what was sought is marked on a terminal."""
    width = terminal_width(sys.stdout) if carries_unicode() else 0
    return Pen(width, bool(width) and has_colour(), query.words)


def _json(data: Any) -> str:
    return as_json(data, ascii_only=not carries_unicode())
