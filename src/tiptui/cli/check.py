"""The verb `check`: the problems of records."""

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Mapping, Sequence
from shlex import quote

from tiptui.cli.parsers import Parser
from tiptui.cli.progress import progress_line
from tiptui.collection.opening import Options
from tiptui.files.input import TABLES, NoInput, NotARecord, are_collection, find_files, read_bytes
from tiptui.files.output import ExitStatus, NoOutput, as_a_filter, say, write
from tiptui.files.own import default_record
from tiptui.proof.source_text import no_such_event
from tiptui.record.load import ReadFile, is_record
from tiptui.record.problem import NoSuchSource
from tiptui.report import checking
from tiptui.report.json_data import as_json
from tiptui.text.visible import plural, visible


def check(parser: Parser, options: Namespace) -> int:
    """Print the problems of records, and of a collection; return the highest of their statuses."""
    if options.dry_run and not options.fix:
        parser.error("argument --dry-run: only with --fix")
    if options.drafts:
        return _check_drafts(parser, options)
    # The record that comes with tiptui would pass for ever instead of the repository's own.
    if options.paths == [default_record()] and "PRE_COMMIT" in os.environ:
        parser.error("name the folder of your records under the hook, as in  args: [records/]")
    found = find_files(options.paths)
    files = [file for file in found.files if file not in found.folders]
    as_a_filter()
    if options.fix:
        _fix(files, options)
    statuses = [say(f"tiptui: {remark}", ExitStatus.NO_INPUT) for remark in found.remarks]
    of_collection = are_collection(options.paths)
    with progress_line(f"checking {plural(len(files), 'record')}") as tell:
        outcomes = checking.check_all(files, options.given, of_collection, tell)
    for file, outcome in outcomes.items():
        statuses += _say_failures(file, outcome)
    records = {file: of for file, of in outcomes.items() if isinstance(of, checking.Checked)}
    events = [checked.shared.event for checked in records.values() if checked.shared]
    # Records with errors have unknown events: with one of these, no event can be called missing.
    unknown = no_such_event(options.given, events) if len(events) == len(records) else ""
    if of_collection and unknown:
        statuses.append(say(f"tiptui: {unknown}", ExitStatus.USAGE))
    records = checking.check_together(records, options.ignore)
    return max([*statuses, _print(records, checking.remark(records), options)])


def _print(
    checked: Mapping[str, checking.Checked], remark: str, options: Namespace, data: object = None
) -> ExitStatus:
    """Print problems, as JSON the data if they are given, and a remark; return the status."""
    problems, more = checking.select(checked, options.all or options.json)
    if options.json:
        own = [checking.problem_data(*found) for found in problems]
        write(as_json(own if data is None else data))
    elif options.format:
        write("".join(f"{checking.annotation(*found)}\n" for found in problems))
    else:
        more = [*(problem.line(file) for file, problem in problems), *more]
    for line in (*more, "" if options.quiet else remark):
        say(line)
    wrong = any(options.strict or not problem.warning for _, problem in problems)
    return ExitStatus.PROBLEMS if wrong else ExitStatus.DONE


def _check_drafts(parser: Parser, options: Namespace) -> int:
    """Print the quotations of drafts that records do not bear out; return the highest status."""
    # Not above: to check records takes none of these.
    from tiptui.cli.printing import open_records
    from tiptui.documents.convert import convert
    from tiptui.report.draft_checking import CheckedQuotation, DraftCheck, drafts_remark

    if options.fix:
        parser.error("argument --fix: it corrects records, and --in is for drafts")
    live, records = open_records(options)
    unread = [line for opened in live.now.opened.values() for line in opened.unread]
    statuses = [say(f"tiptui: {line}", ExitStatus.NO_INPUT) for line in unread]
    statuses += [ExitStatus.PROBLEMS] if records.unread else []
    check, quotations = DraftCheck(records), list[CheckedQuotation]()
    checked = dict[str, checking.Checked]()
    for file in options.drafts:
        try:
            data = read_bytes(file)
            if is_record(data):
                parser.error(f"{visible(file)} is a record, and no draft: write --in before it")
            with progress_line(f"looking for the quotations of {file}") as tell:
                document = convert(data, file)
                found = check(document, data, tell)
        except NoInput as error:
            statuses.append(say(f"tiptui: {error}", ExitStatus.NO_INPUT))
            continue
        for remark in document.remarks:
            say(f"tiptui: {file}: {remark}")
        named = {"file": file} if len(options.drafts) > 1 else {}
        quotations += [one._replace(data={**named, **one.data}) for one in found]
        problems = (one.problem for one in found if one.problem)
        left = tuple(problem for problem in problems if problem.code not in options.ignore)
        checked[file] = checking.Checked(ReadFile(file), left)
    printed = [quotation.data for quotation in quotations]
    return max([*statuses, _print(checked, drafts_remark(quotations), options, printed)])


def _say_failures(file: str, outcome: checking.Outcome) -> list[ExitStatus]:
    """Say why a record or its texts can't be read; return the exit status of each reason."""
    match outcome:
        case checking.Checked(unread=unread):
            return [say(f"tiptui: {reason}", ExitStatus.NO_INPUT) for reason in unread]
        case NotARecord() if file.lower().endswith(TABLES):
            return [say(str(outcome), ExitStatus.PROBLEMS)]
        case NotARecord():
            command = visible(f"tiptui check {quote(file)} --in PATH")
            return [say(f"{outcome}; {command} checks its quotations", ExitStatus.PROBLEMS)]
        case NoInput():
            return [say(f"tiptui: {outcome}", ExitStatus.NO_INPUT)]
        case NoSuchSource():
            return [say(f"tiptui: {visible(file)}: {outcome}", ExitStatus.USAGE)]


def _fix(files: Sequence[str], options: Namespace) -> None:
    """Correct the numbers of paragraphs in records; with `--dry-run` only say so."""
    from tiptui.collection.editing import mend

    verb = "would become" if options.dry_run else "becomes"
    opened_as = Options(options.given, are_collection(options.paths))
    corrected, lines = Counter[str](), list[str]()
    with progress_line(f"correcting {plural(len(files), 'record')}") as tell:
        for number, file in enumerate(files):
            tell(number / len(files))
            try:
                found = mend(file, opened_as, not options.dry_run)
            except NoOutput as error:
                lines.append(f"tiptui: {error}")
                continue
            except (NoInput, NoSuchSource):
                continue  # the check says so
            for (line, column), wrong, right in found:
                change = f"paragraph {wrong} {verb} {right}"
                lines.append(f"{visible(file)}:{line}:{column}: {change}")
            corrected[file] += len(found)
    for remark in lines:
        say(remark)
    numbers, records = plural(corrected.total(), "paragraph number"), len(+corrected)
    done = "would be corrected" if options.dry_run else "corrected"
    say("" if options.quiet else f"{numbers} {done} in {plural(records, 'record')}")
