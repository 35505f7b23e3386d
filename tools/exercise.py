"""What a file goes through in every command, without the command: for hostile input."""

import json
from itertools import islice
from typing import Any

from tests.kit.marked import consistent
from tests.kit.records import ids_of
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.proof.quotations import faults, quotations_of
from tiptui.proof.source_text import SourceText
from tiptui.record.ids import walk
from tiptui.record.load import Loaded, ReadFile, parse
from tiptui.record.model import RecordedClaim
from tiptui.report.checking import problem_data
from tiptui.report.citations import choices
from tiptui.report.json_data import as_json, tree
from tiptui.report.plain import PLAIN, as_text, dialogue_row, finding_rows, findings_data
from tiptui.search import query
from tiptui.search.index import Index, findings, no_match
from tiptui.text.visible import CONTROL, INVISIBLE, visible

_TEXT = "The air is good. The water is cold.\n\n“Open the windows”, she said (twice). x y z"

_FILE = "a\x1b\u202e\udcff.yaml"


def exercise(data: bytes) -> Loaded:
    """Read bytes; print, search, cite and compare the record that they give.

    Raise AssertionError where something is said that must not be, or any error of the program.
    """
    loaded = parse(data)
    consistent(loaded, data)
    for problem in loaded.problems:
        harmless(problem.line(_FILE))
    written([problem_data(_FILE, problem) for problem in loaded.problems])
    if loaded.record:
        for several in (False, True):
            dialogue = Dialogue(loaded.record, file=_FILE)
            index = Index(Collection([dialogue], several=several))
            _searched(Opened(ReadFile(_FILE, data=data), dialogue), index)
        _printed(Index(Collection([Dialogue(loaded.record)])))
    return loaded


def _printed(index: Index) -> None:
    record, things = index.collection.dialogues[0].record, index.collection.dialogues[0]
    harmless(as_text(things))
    harmless("  ".join(dialogue_row(things)))
    text = written(tree(record))
    assert parse(text.encode()).record == record
    for name in ids_of(things)[:50]:
        assert all(choices(index, name).values())
    texts = {source.id: SourceText(_TEXT, source.language) for source in record.sources}
    quotations = quotations_of(record, texts)
    for fault in faults(quotations, texts):
        harmless(fault.message)


def _searched(opened: Opened, index: Index) -> None:
    record = index.collection.dialogues[0].record
    claims = (of for *_, of in walk(record) if isinstance(of, RecordedClaim))
    texts = [claim.text for claim in islice(claims, 3)]
    texts += [speaker.name for speaker in islice(record.speakers, 3)]
    for text in ("", "a", "zzzz", record.event.name, *texts):
        asked = query.parse(text)
        found = findings(index, asked)
        for row in finding_rows(index, asked, found, {}, PLAIN):
            harmless("  ".join(row))
        written(list(findings_data({_FILE: opened}, index.collection, found)))
        if not found:
            harmless(visible(no_match(text, index.hits(asked).near)))


def harmless(text: str) -> None:
    """Show that a terminal may be sent a text: nothing in it is obeyed or hidden."""
    for hidden in (CONTROL, INVISIBLE):
        assert not hidden.search(text), ascii(text)


def written(data: Any) -> str:
    """Return data as JSON in ASCII; in other letters too it is harmless and read back the same."""
    for ascii_only in (False, True):
        text = as_json(data, ascii_only)
        harmless(text)
        assert json.loads(text) == data
    return text
