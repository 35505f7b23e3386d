"""The verb `export`: records, or what matches a query, for other programs."""

import sys
from argparse import Namespace

from tiptui.cli.parsers import TERMS, Parser, add_query, add_sources
from tiptui.cli.progress import progress_line
from tiptui.cli.records import (
    open_index,
    open_records,
    read_query,
    say_no_match,
    say_wrong,
    where_searched,
)
from tiptui.files.input import STDIN, is_folder, is_same_file
from tiptui.files.output import ExitStatus, say, write
from tiptui.files.saving import check_folder, save_all, save_folder
from tiptui.report.export import FORMATS, Format, Selection, select
from tiptui.report.tables import RESPONSE_FORM, TABLES
from tiptui.text.visible import few, plural


def parser() -> Parser:
    formats = "\n".join(f"  {name:9} {form.about}" for name, form in FORMATS.items())
    parser = Parser("export", f"formats:\n{formats}\n\n{TERMS}")
    add_sources(parser)
    parser.add_argument("--to", required=True, choices=FORMATS, help="the format")
    parts = "FOLDER/ of csv: all tables, of html: a page for each dialogue"
    about = f"default: standard output, but for docx and sqlite; {parts}"
    parser.add_argument("-o", "--output", metavar="FILE", help=about, default=STDIN)
    parser.add_argument("--force", action="store_true", help="replace FILE if it is there")
    about = f"of csv: {', '.join(TABLES)}; of csv and xlsx: {RESPONSE_FORM}, to be filled in"
    lists = (*TABLES, RESPONSE_FORM)
    parser.add_argument("--list", choices=lists, metavar="NAME", help=about)
    about = "of docx: a document of Word, whose styles, header and footer the report gets"
    parser.add_argument("--template", metavar="FILE", help=about)
    add_query(parser, "*")
    return parser


def run(parser: Parser, options: Namespace) -> int:
    """Write the matches of a query in another format: whole or not at all."""
    form = FORMATS[options.to]
    file = options.output
    into_folder = file.endswith("/") or is_folder(file)
    _refuse_misuse(parser, options, form, into_folder)

    live, collection = open_records(options)
    if options.list == RESPONSE_FORM:
        options.text = f"{options.text} is:recommendation".lstrip()
    query = read_query(options.text)
    with progress_line("searching"):
        index = open_index(collection, query)
        selection = select(index, options.text, live)
    if not selection.excerpts:
        return say_no_match(index, options)

    if into_folder:
        with progress_line(f"writing {options.to}"):
            check_folder(file, "export", options.force)
            save_folder(file, form.write_folder(selection), "export", options.force)
        status = _say_exported(f"wrote {file}, {form.parts}", selection, options)
    else:
        status = _write_file(form, selection, options)

    if missing := few(selection.missing):
        say(f"tiptui: warning: {missing}; tiptui check says where to write them")
    wrong = sum(quote.located.is_wrong for quote in selection.quotations)
    return status or say_wrong(wrong)


def _refuse_misuse(parser: Parser, options: Namespace, form: Format, into_folder: bool) -> None:
    """End where options contradict the format or the place of the output."""
    if options.list == RESPONSE_FORM and options.to not in ("csv", "xlsx"):
        parser.error(f"argument --list: {RESPONSE_FORM} is for --to csv and --to xlsx")
    if options.list not in (None, RESPONSE_FORM) and options.to != "csv":
        parser.error("argument --list: only for --to csv")
    if options.template and options.to != "docx":
        parser.error("argument --template: only for --to docx")

    if into_folder and (not form.parts or options.list):
        one = f"--list {options.list}" if options.list else f"--to {options.to}"
        parser.error(f"argument -o: {one} makes one file: name it, not a folder")

    to_stdout = options.output == STDIN
    if form.needs_file and to_stdout:
        parser.error(f"argument -o: name a file: --to {options.to} writes no text")
    if options.to == "xlsx" and to_stdout and sys.stdout and sys.stdout.isatty():
        parser.error("argument -o: name a file: a terminal shows no workbook")


def _write_file(form: Format, selection: Selection, options: Namespace) -> ExitStatus:
    file = options.output
    further: dict[str, str] = {}
    if options.list:
        further["of"] = options.list
    if options.template:
        further["template"] = options.template
    with progress_line(f"writing {options.to}"):
        data = b"".join(form.write(selection, **further))

    about = form.about
    if options.list == RESPONSE_FORM:
        about = "a form for responses"
    elif options.list:
        about = f"a table of {options.list}"
    if file == STDIN:
        write(data)
        if form.beside is not None:
            _say_provenance(selection)
        return _say_exported(about, selection, options)

    files = {file: data, **form.write_beside(selection, file)}
    sources = selection.live.files if selection.live and options.force else ()
    for name in files:
        if any(is_same_file(name, source) for source in sources):
            return say(f"tiptui: --force would replace {name}, which is exported", ExitStatus.USAGE)
    save_all(files, options.force)
    return _say_exported(f"wrote {' and '.join(files)}, {about}", selection, options)


def _say_provenance(selection: Selection) -> None:
    """Say what a file beside the output would hold."""
    made = selection.provenance
    facts = " · ".join(f"{name}: {words}" for name, words in made.facts.items())
    say(f"tiptui: {facts}")
    for checksum in made.sums:  # as `sha256sum` prints them
        say(f"tiptui: {checksum.in_words:64}  {checksum.name}")


def _say_exported(product: str, selection: Selection, options: Namespace) -> ExitStatus:
    made, total = selection.counts
    claims = f"{made:,} of {plural(total, 'claim')}"
    return say(f"tiptui: {product}: {claims}{where_searched(options.paths)}")
