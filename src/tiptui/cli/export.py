"""The verb `export`: what matches a query, in the formats of other programs."""

import signal
import sys
from argparse import Namespace
from collections.abc import Sequence

from tiptui.cli.parser import Parser
from tiptui.cli.printing import open_index, open_records, read_query, say_no_match, say_wrong, where
from tiptui.cli.progress import progress_line
from tiptui.files.folders import is_folder
from tiptui.files.input import STDIN, is_same_file
from tiptui.files.output import ExitStatus, say, write
from tiptui.files.saving import check_folder, save_all, save_folder
from tiptui.report.export import FORMATS, Format, Selection, is_base, provenance, select
from tiptui.text.visible import plural


def export(parser: Parser, options: Namespace) -> int:
    """Write what matches a query in another format: whole or not at all."""
    form = FORMATS[options.to]
    for name, only in (("list", "csv"), ("base", "jsonld")):
        if getattr(options, name) and options.to != only:
            parser.error(f"argument --{name}: only for --to {only}")
    options.into_folder = options.output.endswith("/") or is_folder(options.output)
    if options.into_folder and (not form.folder or options.list):
        one = f"--list {options.list}" if options.list else f"--to {options.to}"
        parser.error(f"argument -o: {one} makes one file: name it, not a folder")
    if options.to == "xlsx" and options.output == STDIN and sys.stdout and sys.stdout.isatty():
        parser.error("argument -o: name a file: a terminal shows no workbook")
    if options.base and not is_base(options.base):
        parser.error("argument --base: write an IRI such as https://example.org/dialogues/")
    live, collection = open_records(options)
    read_query(options.text)
    with progress_line("searching"):
        selection = select(index := open_index(collection), options.text, live)
    if not selection.excerpts:
        return say_no_match(index, options)
    status = _write(form, selection, options)
    return status or say_wrong(selection.wrong_quotes)


def _write(form: Format, selection: Selection, options: Namespace) -> ExitStatus:
    """Write what is exported where it is wanted, and say what that is."""
    file, further = options.output, {"of": options.list, "base": options.base}
    given = {key: each for key, each in further.items() if each}
    if options.to == "xlsx":  # whose temporary files must go before tiptui does
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with progress_line(f"writing {options.to}"):
        if options.into_folder:
            check_folder(file, "export", options.force)
            save_folder(file, form.write_folder(selection), "export", options.force)
        else:
            data = b"".join(form.write(selection, **given))
    if options.into_folder:
        return _say_exported(form, selection, options, [file])
    if file == STDIN:
        write(data)
        if form.beside is None:
            return _say_exported(form, selection, options)
        for line in provenance(selection).lines:
            say(f"tiptui: {line}")
        return ExitStatus.DONE
    beside = form.write_beside(selection, file)
    live = selection.live.files if selection.live and options.force else ()
    for name in (file, *beside):
        if any(is_same_file(name, each) for each in live):
            remark = f"tiptui: --force would replace {name}, which is exported"
            return say(remark, ExitStatus.USAGE)
    save_all({file: data, **beside}, options.force)
    return _say_exported(form, selection, options, [file, *beside])


def _say_exported(
    form: Format, selection: Selection, options: Namespace, files: Sequence[str] = ()
) -> ExitStatus:
    made, total = selection.counts
    one = f"a table of {options.list}" if options.list else form.about
    about = form.parts if options.into_folder else one
    what = f"wrote {' and '.join(files)}, {about}" if files else about
    return say(f"tiptui: {what}: {made:,} of {plural(total, 'claim')}{where(options.paths)}")
