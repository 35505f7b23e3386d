"""What a file goes through in every command, without the command: for hostile input."""

import json
from itertools import islice
from typing import Any

from tests.marked import consistent
from tiptui.record.links import Links
from tiptui.record.load import Loaded, parse
from tiptui.record.model import Record
from tiptui.record.problem import Place
from tiptui.record.rules import claims
from tiptui.report.citations import choices
from tiptui.report.plain import (
    as_json,
    as_text,
    found_data,
    found_line,
    problem_data,
    quote_data,
    tree,
)
from tiptui.search.index import Index, find, no_match
from tiptui.sources.quotations import coverage_remark, faults, quotations_of
from tiptui.sources.source_text import SourceText
from tiptui.text.folding import words_of
from tiptui.text.visible import CONTROL, INVISIBLE, visible

_TEXT = "The air is good. The water is cold.\n\n“Open the windows”, she said (twice). x y z"


def exercise(data: bytes) -> Loaded:
    """Read bytes; print, search, cite and compare the record that they give.

    Raise AssertionError where something is said that must not be, or any error of the program.
    """
    loaded = parse(data)
    consistent(loaded, data)
    for problem in loaded.problems:
        harmless(problem.line("a\x1b\u202e.yaml"))
    written([problem_data("a\x1b\u202e\udcff.yaml", problem) for problem in loaded.problems])
    if loaded.record:
        _everything(loaded.record)
    return loaded


def _everything(record: Record) -> None:
    links = Links(record)
    harmless(as_text(links))
    text = written(tree(record))
    assert parse(text.encode()).record == record
    _searched(links)
    for name in islice(links, 50):
        for choice in choices(links, name):
            assert choice.text
    texts = {source.id: SourceText(_TEXT, source.language) for source in record.sources}
    quotations = quotations_of(links, texts)
    for fault in faults(quotations, texts):
        harmless(fault.message)
    harmless(coverage_remark([(texts, quotations)]))
    written([quote_data("a", Place(1, 1), cited) for cited in quotations])


def _searched(links: Links) -> None:
    index = Index(links)
    words = [claim.text for _, claim in islice(claims(links.record), 3)]
    words += [speaker.name for speaker in islice(links.record.speakers, 3)]
    for query in ("", "a", "zzzz", links.record.event.name, *words):
        found = find(index, query)
        for each in found:
            harmless(found_line(each))
        written([found_data(links, each) for each in found])
        if not found:
            harmless(visible(no_match(query, index.hits(words_of(query)))))


def harmless(text: str) -> None:
    """Show that a terminal may be sent a text: nothing in it is obeyed or hidden."""
    for hidden in (CONTROL, INVISIBLE):
        assert not hidden.search(text), ascii(text)


def written(data: Any) -> str:
    """Return data as JSON that a terminal may be sent, and that is read back as the same."""
    for ascii_only in (True, False):
        text = as_json(data, ascii_only)
        harmless(text)
        assert json.loads(text) == data
    return text
