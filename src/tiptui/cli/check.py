"""The verb `check`: all that is wrong with records, said where it is asked for."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Mapping

from tiptui.collection.across import Known
from tiptui.collection.mending import mend
from tiptui.files.folders import are_collection
from tiptui.files.input import NoInput, NotARecord
from tiptui.files.output import ExitStatus, NoOutput, carries_unicode, say, write
from tiptui.proof.source_text import NoSuchSource, no_such_event
from tiptui.report import verdict
from tiptui.report.json_data import as_json
from tiptui.text.visible import plural, visible

Records = dict[str, verdict.Checked]


def check(
    files: Iterable[str], missing: Iterable[str], given: Mapping[str, str], options: Namespace
) -> int:
    """Check records and say what is wrong; return the highest of their statuses.

    `missing` are remarks on what has no files, `given` as for `text_files`, `options` those of the
    command line. Those of a collection are checked beside each other too.
    """
    status = ExitStatus.DONE
    known: Known | None = {} if are_collection(options.files) else None
    records: Records = {}
    for remark in missing:
        status = say(f"tiptui: {remark}", ExitStatus.NO_INPUT)
    for file in files:
        try:
            records[file] = verdict.check_record(file, given, options.json, known)
            for remark in records[file].unread:
                status = max(status, say(f"tiptui: {remark}", ExitStatus.NO_INPUT))
        except NotARecord as error:
            status = max(status, say(str(error), ExitStatus.PROBLEMS))
        except NoInput as error:
            status = max(status, say(f"tiptui: {error}", ExitStatus.NO_INPUT))
        except NoSuchSource as error:
            status = max(status, say(f"tiptui: {visible(file)}: {error}", ExitStatus.USAGE))
    events = [each.kept.event for each in records.values() if each.kept]
    # Without those of records with errors none can be said not to be there.
    unknown = no_such_event(given, events) if len(events) == len(records) else ""
    if known is not None and unknown:
        status = max(status, say(f"tiptui: {unknown}", ExitStatus.USAGE))
    records = verdict.leave_out(verdict.check_together(records), options.ignore)
    if options.json:
        write(as_json(verdict.as_data(records), ascii_only=not carries_unicode()))
    else:
        _say_problems(records, options)
    say("" if options.quiet else verdict.remark(records))
    problems = (problem for each in records.values() for problem in each.problems)
    if any(options.strict or not problem.warning for problem in problems):
        return max(status, ExitStatus.PROBLEMS)
    return status


def fix(files: Iterable[str], given: Mapping[str, str], options: Namespace) -> None:
    """Correct the numbers of paragraphs in records, or only say what would be corrected."""
    verb = "would become" if options.dry_run else "becomes"
    alone = not are_collection(options.files)
    corrected = Counter[str]()
    for file in files:
        try:
            found = mend(file, given, alone, not options.dry_run)
        except NoOutput as error:
            say(f"tiptui: {error}")
            continue
        except (NoInput, NoSuchSource):
            continue  # the check says so
        for (line, column), wrong, right in found:
            say(f"{visible(file)}:{line}:{column}: paragraph {wrong} {verb} {right}")
        corrected[file] += len(found)
    numbers, records = (
        plural(corrected.total(), "paragraph number"),
        plural(len(+corrected), "record"),
    )
    done = "would be corrected" if options.dry_run else "corrected"
    say("" if options.quiet else f"{numbers} {done} in {records}")


def _say_problems(records: Records, options: Namespace) -> None:
    problems, more = verdict.select(records, options.all)
    if options.format:
        write("".join(f"{verdict.annotation(*each)}\n" for each in problems))
    else:
        for file, problem in problems:
            say(problem.line(file))
    for line in more:
        say(line)
