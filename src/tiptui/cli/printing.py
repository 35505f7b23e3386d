"""The verbs that print or export records: `show`, `find`, `count`, `diff` and `export`."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from tiptui.cli.parsers import Parser
from tiptui.cli.progress import progress_line
from tiptui.collection.changes import find_changes, side_without_addressees
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection
from tiptui.collection.same import Alike
from tiptui.files.bookmarks import read_bookmarks
from tiptui.files.input import STDIN, is_folder, is_same_file
from tiptui.files.output import ExitStatus, as_a_filter, say, write
from tiptui.files.own import default_record
from tiptui.files.saving import check_folder, save_all, save_folder
from tiptui.report import plain
from tiptui.report.json_data import as_json, tree
from tiptui.search.index import Index, findings, no_match
from tiptui.search.query import Query, for_shell, parse, read_parts, with_words
from tiptui.search.rows import CLAIMS, FOUND, RowKind
from tiptui.text.visible import few, plural
from tiptui.view.offers import offers

if TYPE_CHECKING:
    from tiptui.report.export import Format, Selection


def show(_: Parser, options: Namespace) -> int:
    """Print a record; of a collection a line for each, or all of them as JSON."""
    live, collection = open_records(options)
    dialogues, pen = collection.dialogues, plain.pen_for_stdout()
    with progress_line("looking for the quotes"):
        if options.json:
            trees = [tree(of.record, of.proof if options.evidence else None) for of in dialogues]
            text = as_json(trees[0] if collection.single else trees)
        elif collection.single:
            text = plain.as_text(collection.single, options.evidence, pen)
        else:
            text = pen.table([plain.dialogue_row(dialogue, pen) for dialogue in dialogues])
        wrong = 0
        for of in dialogues:
            quotations = of.passages.quotations if of.texts else ()
            wrong += len({own.evidence for own in quotations if own.located.is_wrong})
    write(text)
    _say_unread(live)
    # Of a collection in which nothing can be read there is nothing to print.
    return _say_wrong(wrong, ExitStatus.DONE if dialogues else ExitStatus.PROBLEMS)


def find(parser: Parser, options: Namespace) -> int:
    if not options.text.strip():
        parser.error(f"no words to look for{parser.example}; tiptui show prints all")
    live, collection = open_records(options)
    query, alike = _read_query(options.text), dict[int, Alike]()
    with progress_line("searching"):
        index = _open_index(collection, query)
        found = findings(index, query)
        if whole := index.facets.alike(query):
            alike = {row: whole[row] for row in map(collection.row, found)}
        if options.json:
            text = as_json([*plain.findings_data(live.now.opened, collection, found)])
        else:
            pen = plain.pen_for_stdout(query.marked)
            text = pen.table([*plain.finding_rows(index, query, found, alike, pen)])
    write(text)
    if options.json:
        _say_unread(live)
    if not found:
        return _say_no_match(index, options)
    why = f": {index.same.count(alike)}" if any(alike.values()) else ""
    total = f"{sum(len(index.everything.of[kind]) for kind in FOUND):,} speakers and claims"
    return say(f"tiptui: {len(found):,} of {total}{_where(options.paths)}{why}")


def count(parser: Parser, options: Namespace) -> int:
    # Not above: what prints no counts does without.
    from tiptui.report import counting

    fields = options.by
    if len(fields) > 2:
        parser.error("argument --by: one field, or two")
    _, collection = open_records(options)
    query, of = _read_query(options.text), _read_query(options.of) if options.of else None
    with progress_line("counting"):
        index = _open_index(collection, query, of)
        rows = index.hits(query).claims
        others = of and index.facets.count(fields, index.hits(of).claims)
        counts = counting.count_cells(index.facets.count(fields, rows), others)
        if options.form == "json":
            text = as_json(counting.count_data(fields, counts))
        elif options.form == "csv":
            text = counting.count_csv(fields, counts)
        else:
            pen = plain.pen_for_stdout()
            text = counting.count_table(index.facets, options.text, fields, counts, pen)
    write(text)
    if not any(rows.values()):
        return _say_no_match(index, options, CLAIMS)
    remark = counting.count_remark(index.facets, fields, rows)
    return say(f"tiptui: {remark}{_where(options.paths)}")


def diff(parser: Parser, options: Namespace) -> int:
    """Print the changes between two versions of records, or between two rounds."""
    if options.old == options.new == STDIN:
        parser.error("standard input can be read only once")
    as_a_filter()
    paths = (path.rstrip("/") or path for path in (options.old, options.new))
    old, new = (Live([path], {}, cached=True, at_once=True) for path in paths)
    with progress_line("reading records") as tell:
        old.read_all(tell)
        new.read_all(tell)
    unread = [*old.now.collection.troubles, *new.now.collection.troubles]
    wrong = (f"{trouble.file} can't be read; tiptui check says why" for trouble in unread)
    for remark in (*old.now.remarks, *new.now.remarks, *wrong):
        say(f"tiptui: {remark}")
    with progress_line("comparing"):
        bare = side_without_addressees(old, new)
        changes = [*find_changes(old, new, bare)]
    if bare:
        why = "no addressees: where nothing else matches, words alone do"
        say(f"tiptui: {bare.paths[0]} has {why}; tiptui new --set to=WORDS gives them")
    if options.json:
        write(as_json([*plain.changes_data(changes, old, new)]))
    else:
        pen = plain.pen_for_stdout()
        write(pen.table([*plain.change_rows(changes, old, new, pen)]))
    return ExitStatus.PROBLEMS if unread else ExitStatus.DONE


def export(parser: Parser, options: Namespace) -> int:
    """Write the matches of a query in another format: whole or not at all."""
    # Not above: what is printed does without.
    from tiptui.report.export import FORMATS, select

    form, file = FORMATS[options.to], options.output
    if options.list and options.to != "csv":
        parser.error("argument --list: only for --to csv")
    if options.template and options.to != "docx":
        parser.error("argument --template: only for --to docx")
    into_folder = file.endswith("/") or is_folder(file)
    if into_folder and (not form.parts or options.list):
        one = f"--list {options.list}" if options.list else f"--to {options.to}"
        parser.error(f"argument -o: {one} makes one file: name it, not a folder")
    if form.needs_file and file == STDIN:
        parser.error(f"argument -o: name a file: --to {options.to} writes no text")
    if options.to == "xlsx" and file == STDIN and sys.stdout and sys.stdout.isatty():
        parser.error("argument -o: name a file: a terminal shows no workbook")
    live, collection = open_records(options)
    query = _read_query(options.text)
    with progress_line("searching"):
        selection = select(index := _open_index(collection, query), options.text, live)
    if not selection.excerpts:
        return _say_no_match(index, options)
    if into_folder:
        with progress_line(f"writing {options.to}"):
            check_folder(file, "export", options.force)
            save_folder(file, form.write_folder(selection), "export", options.force)
        status = _say_exported(f"wrote {file}, {form.parts}", selection, options)
    else:
        status = _write_file(form, selection, options)
    if missing := few(selection.missing):
        say(f"tiptui: warning: {missing}; tiptui check says where to write them")
    return status or _say_wrong(sum(quote.found.is_wrong for quote in selection.quotes))


def _write_file(form: "Format", selection: "Selection", options: Namespace) -> ExitStatus:
    file, given = options.output, {"of": options.list, "template": options.template}
    with progress_line(f"writing {options.to}"):
        further = {name: value for name, value in given.items() if value}
        data = b"".join(form.write(selection, **further))
    about = f"a table of {options.list}" if options.list else form.about
    if file == STDIN:
        write(data)
        if form.beside is not None:
            made = selection.provenance
            say(f"tiptui: {' · '.join(f'{name}: {words}' for name, words in made.facts.items())}")
            for of in made.sums:  # as `sha256sum` prints them
                say(f"tiptui: {of.in_words:64}  {of.name}")
        return _say_exported(about, selection, options)
    files = {file: data, **form.write_beside(selection, file)}
    live = selection.live.files if selection.live and options.force else ()
    for name in files:
        if any(is_same_file(name, read) for read in live):
            return say(f"tiptui: --force would replace {name}, which is exported", ExitStatus.USAGE)
    save_all(files, options.force)
    return _say_exported(f"wrote {' and '.join(files)}, {about}", selection, options)


def _say_exported(what: str, selection: "Selection", options: Namespace) -> ExitStatus:
    made, total = selection.counts
    return say(f"tiptui: {what}: {made:,} of {plural(total, 'claim')}{_where(options.paths)}")


def _say_wrong(quotes: int, status: ExitStatus = ExitStatus.DONE) -> ExitStatus:
    return say(f"tiptui: {plural(quotes, 'quote')} not found in place" if quotes else "", status)


def _read_query(text: str) -> Query:
    query = parse(text)
    for remark in query.unread:
        say(f"tiptui: {remark}")
    return query


def _say_no_match(index: Index, options: Namespace, kinds: Sequence[RowKind] = FOUND) -> ExitStatus:
    """Say that nothing of some kinds matches, and the query or the option that may be meant."""
    text = options.text
    hits = index.hits(parse(text))
    offered = (of.query for part in read_parts(text) for of in offers(index, text, part.end))
    queries = [with_words(text, hits.near)] if hits.near else offered
    found = (query for query in queries if any(map(index.hits(parse(query)).of.get, kinds)))
    near = for_shell(next(found, ""))
    hiding = hits.hiding[FOUND.index("speakers")]
    remark = no_match(text, near, hiding, _where(options.paths)) if text else ""
    return say(remark, ExitStatus.PROBLEMS)


def _where(paths: Sequence[str]) -> str:
    if paths == [default_record()]:
        return " in the Lahore dialogue (--in PATH searches others)"
    names = ("standard input" if path == STDIN else path for path in paths)
    return f" in {', '.join(names)}"


def open_records(options: Namespace) -> tuple[Live, Collection]:
    if getattr(options, "output", STDIN) == STDIN:  # else a file that is begun must be removed
        as_a_filter()
    live = Live(options.paths, options.given, cached=options.cache, at_once=True)
    with progress_line("reading records") as tell:
        collection = live.read_all(tell)
    for remark in filter(None, (*live.now.remarks, collection.unread)):
        say(f"tiptui: {remark}")
    return live, collection


def _open_index(collection: Collection, *queries: Query | None) -> Index:
    bookmarks, wrong = read_bookmarks()
    say(wrong and f"tiptui: {wrong}")
    index = Index(collection).with_bookmarks(bookmarks)
    for remark in chain.from_iterable(map(index.facets.wider, filter(None, queries))):
        say(f"tiptui: {remark}")
    return index


def _say_unread(live: Live) -> None:
    for opened in live.now.opened.values():
        for remark in opened.unread if opened.dialogue else ():
            say(f"tiptui: {remark}")
