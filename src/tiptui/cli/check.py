"""The verb `check`: the problems of records, and of the quotations in drafts."""

import os
from argparse import Namespace
from collections import Counter
from collections.abc import Mapping, Sequence
from shlex import quote

from tiptui.cli.parsers import PATHS, Parser, add_paths, add_sources, one_of
from tiptui.cli.progress import progress_line
from tiptui.collection.opening import Options
from tiptui.files.input import TABLES, NoInput, NotARecord, are_collection, find_files, read_bytes
from tiptui.files.output import ExitStatus, NoOutput, as_a_filter, say, write
from tiptui.files.own import default_record
from tiptui.proof.source_text import no_such_event
from tiptui.record.load import ReadFile, is_record
from tiptui.record.problem import WARNINGS, NoSuchSource, Problem
from tiptui.report import checking
from tiptui.report.json_data import as_json
from tiptui.text.visible import plural, visible


def parser() -> Parser:
    parser = Parser("check")
    add_sources(parser)
    parser.set_defaults(cache=True)  # of the records that drafts are held to
    add_paths(parser, f"{PATHS}; with --in, a draft: any document that text reads")
    about = "check the quotations of drafts in these records: may be given more than once"
    parser.add_argument("--in", dest="records", action="append", metavar="PATH", help=about)
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    about = "leave out warnings with this code, --strict or not: may be given more than once"
    parser.add_argument(
        "--ignore", action="append", default=[], type=_code, metavar="CODE", help=about
    )
    about = "correct the numbers of paragraphs that can only be others"
    parser.add_argument("--fix", action="store_true", help=about)
    parser.add_argument("--dry-run", action="store_true", help="only say what --fix would correct")
    parser.add_argument("-q", "--quiet", action="store_true", help="leave out the closing remark")
    about = "print each warning, not the first 20 of a kind"
    parser.add_argument("--all", action="store_true", help=about)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print all problems as JSON")
    about = "print problems as annotations for GitHub's workflows"
    form.add_argument("--format", choices=["github"], help=about)
    return parser


def _code(word: str) -> str:
    return one_of(sorted(WARNINGS), "no warning has the code", "there are", word)


def run(parser: Parser, options: Namespace) -> int:
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

    is_collection = are_collection(options.paths)
    with progress_line(f"checking {plural(len(files), 'record')}") as tell:
        outcomes = checking.check_all(files, options.given, is_collection, tell)
    records: dict[str, checking.Checked] = {}
    for file, outcome in outcomes.items():
        statuses += _say_failures(file, outcome)
        if isinstance(outcome, checking.Checked):
            records[file] = outcome

    if is_collection:
        statuses.append(_say_unknown_event(records, options.given))
    records = checking.check_together(records, options.ignore)
    statuses.append(_print(records, checking.remark(records), options))
    return max(statuses)


def _say_unknown_event(
    records: Mapping[str, checking.Checked], given: Mapping[str, str]
) -> ExitStatus:
    """Say which event of `--source` no record has."""
    events: list[str] = []
    for checked in records.values():
        # A record with errors has an unknown event: beside it, no event can be called missing.
        if not checked.shared:
            return ExitStatus.DONE
        events.append(checked.shared.event)
    unknown = no_such_event(given, events)
    return say(f"tiptui: {unknown}", ExitStatus.USAGE) if unknown else ExitStatus.DONE


def _print(
    checked: Mapping[str, checking.Checked], remark: str, options: Namespace, data: object = None
) -> ExitStatus:
    """Print problems, as JSON the data if they are given, and a remark; return the status."""
    problems, more = checking.select(checked, options.all or options.json)
    if options.json and data is not None:
        write(as_json(data))
    elif options.json:
        write(as_json([checking.problem_data(file, problem) for file, problem in problems]))
    elif options.format:
        lines = [checking.annotation(file, problem) for file, problem in problems]
        write("".join(f"{line}\n" for line in lines))
    else:
        for file, problem in problems:
            say(problem.line(file))

    for line in more:
        say(line)
    if not options.quiet:
        say(remark)
    is_wrong = any(options.strict or not problem.warning for _, problem in problems)
    return ExitStatus.PROBLEMS if is_wrong else ExitStatus.DONE


def _check_drafts(parser: Parser, options: Namespace) -> int:
    """Print the quotations of drafts that records do not bear out; return the highest status."""
    # Not above: to check records takes none of these.
    from tiptui.cli.records import open_records
    from tiptui.documents.convert import convert
    from tiptui.report.draft_checking import CheckedQuotation, DraftCheck, drafts_remark

    if options.fix:
        parser.error("argument --fix: it corrects records, and --in is for drafts")
    live, records = open_records(options)
    statuses: list[ExitStatus] = []
    for opened in live.now.opened.values():
        statuses += _say_unread(opened.unread)
    if records.unread:
        statuses.append(ExitStatus.PROBLEMS)

    check = DraftCheck(records)
    quotations: list[CheckedQuotation] = []
    data_of_all: list[dict[str, object]] = []
    checked: dict[str, checking.Checked] = {}
    for file in options.drafts:
        try:
            data = read_bytes(file)
            if is_record(data):
                parser.error(f"{visible(file)} is a record, and no draft: write --in before it")
            with progress_line(f"looking for the quotations of {file}") as tell:
                document = convert(data, file)
                quotations_here = check(document, data, tell)
        except NoInput as error:
            statuses.append(say(f"tiptui: {error}", ExitStatus.NO_INPUT))
            continue

        for remark in document.remarks:
            say(f"tiptui: {file}: {remark}")
        quotations += quotations_here
        prefix = {"file": file} if len(options.drafts) > 1 else {}
        data_of_all += [{**prefix, **quotation.data} for quotation in quotations_here]
        problems = [quotation.problem for quotation in quotations_here]
        checked[file] = checking.Checked(ReadFile(file), _not_ignored(problems, options.ignore))

    statuses.append(_print(checked, drafts_remark(quotations), options, data_of_all))
    return max(statuses)


def _not_ignored(problems: Sequence[Problem | None], ignored: Sequence[str]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem and problem.code not in ignored)


def _say_unread(reasons: Sequence[str]) -> list[ExitStatus]:
    return [say(f"tiptui: {reason}", ExitStatus.NO_INPUT) for reason in reasons]


def _say_failures(file: str, outcome: checking.Outcome) -> list[ExitStatus]:
    """Say why a record or its texts can't be read; return the exit status of each reason."""
    match outcome:
        case checking.Checked(unread=unread):
            return _say_unread(unread)
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
    from tiptui.editing.writer import mend

    verb = "would become" if options.dry_run else "becomes"
    opened_as = Options(options.given, are_collection(options.paths))
    corrected = Counter[str]()
    remarks: list[str] = []
    with progress_line(f"correcting {plural(len(files), 'record')}") as tell:
        for number, file in enumerate(files):
            tell(number / len(files))
            try:
                corrections = mend(file, opened_as, options.dry_run)
            except NoOutput as error:
                remarks.append(f"tiptui: {error}")
                continue
            except (NoInput, NoSuchSource):
                continue  # the check says so
            for (line, column), wrong, right in corrections:
                change = f"paragraph {wrong} {verb} {right}"
                remarks.append(f"{visible(file)}:{line}:{column}: {change}")
                corrected[file] += 1

    for remark in remarks:
        say(remark)
    if not options.quiet:
        numbers = plural(corrected.total(), "paragraph number")
        done = "would be corrected" if options.dry_run else "corrected"
        say(f"{numbers} {done} in {plural(len(corrected), 'record')}")
