"""All quotations of a record with its texts, what is wrong with them, and what nobody quotes."""

from collections import Counter
from collections.abc import Iterable

import pytest

from tests.kit.records import SMALL, record
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.proof.locate import Located, Locator, Quoted
from tiptui.proof.quotations import faults, quotations_of, quotes_remark
from tiptui.proof.source_text import SourceText
from tiptui.report.plain import PLAIN, finding_rows
from tiptui.search.index import Index, findings
from tiptui.search.query import parse

SMALL_TEXT = SourceText(
    "It is good air. Nobody asked. There was nothing. Open windows!\n"
    "The cold water, the warm water. It was cold water."
)


def test_quotations_are_those_of_the_record_in_its_order() -> None:
    found = quotations_of(record(SMALL), {"log": SMALL_TEXT})
    assert [each.claim for each in found] == ["ann/1", "ann/2", "bo/1", "r1", "r2"]
    assert found[1].path == ("speakers", 0, "statements", 1, "evidence", 0)
    assert {(each.source, each.located.status.value) for each in found} == {("log", "verbatim")}
    assert found[1].located.occurrences == 2


def test_what_became_of_quotations_is_said_in_one_line() -> None:
    checked, unchecked = Counter(verbatim=5), Counter(unchecked=5)
    assert quotes_remark([checked]) == "5 quotes: 5 verbatim"
    assert quotes_remark([unchecked]) == "5 quotes not checked: source text not loaded"
    assert quotes_remark([checked, unchecked, checked]) == (
        "15 quotes: 10 verbatim, 5 unchecked (source text not loaded)"
    )
    assert quotes_remark([Counter()]) == ""


NEAREST = 'these words are not in paragraph 2; nearest: "the warm water" in paragraph 2'
NOWHERE = 'these words are nowhere in the text of "log", of 2 paragraphs'


@pytest.mark.parametrize(
    ("number", "exact", "code", "message"),
    [
        (2, "cold water", "ambiguous", "these words stand in 2 places of paragraph 2; quote more"),
        (1, "warm water", "elsewhere", "these words are in paragraph 2, not 1"),
        (2, "the  warm", "normalized", 'paragraph 2 prints these words as "the warm"'),
        (2, "the warm tea", "missing", NEAREST),
        (3, "green", "missing", NOWHERE),
    ],
)
def test_a_quotation_that_is_not_proved_has_one_message(
    number: int, exact: str, code: str, message: str
) -> None:
    texts, cold = {"log": SMALL_TEXT}, "paragraph: 2, exact: cold water"
    text = SMALL.replace(cold, f"paragraph: {number}, exact: {exact}").replace(
        ", outline: [Air, Water]", ""
    )
    found = faults(quotations_of(record(text), texts), texts)
    path = ("speakers", 0, "statements", 1, "evidence", 0, "exact")
    assert [(fault.path, fault.message, fault.code) for fault in found] == [
        (path, message, f"quote-{code}")
    ]


def test_find_looks_only_for_the_words_that_it_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: list[Quoted] = []
    locate = Locator.locate

    def noting(self: Locator, quoted: Iterable[Quoted]) -> dict[Quoted, Located]:
        wanted = list(quoted)
        looked_for.extend(wanted)
        return locate(self, wanted)

    monkeypatch.setattr(Locator, "locate", noting)
    text = SMALL.replace("exact: cold water", "exact: cold fire")
    index = Index(Collection([Dialogue(record(text), {"log": SMALL_TEXT})]))
    ((_, _, line),) = finding_rows(index, parse("cold"), findings(index, parse("cold")), {}, PLAIN)
    assert line.endswith("The water is cold. [1 quote not found]")
    assert looked_for == [(2, "cold fire")]
    # What is unproved is asked of every claim.
    assert [each.ref for each in findings(index, parse("is:unproved"))] == ["e#ann/2"]
    assert len(set(looked_for)) == 5
