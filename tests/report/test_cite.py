"""Citations of items."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # comes with Textual
from markdown_it.token import Token

from tests.kit.any_record import anything, records
from tests.kit.records import SMALL, collected, ids_of, indexed, provincial, small
from tiptui.collection.dialogue import Claim, Dialogue, Response
from tiptui.collection.opened import Collection
from tiptui.record.model import Record
from tiptui.report.citations import choices
from tiptui.report.markdown import escape_markdown
from tiptui.text.visible import CONTROL, INVISIBLE, visible

WITH_ALL = SMALL.replace(
    "{id: log, title: The log, outline: [Air, Water]}",
    "{id: log, title: The log, publisher: Sea Press, url: 'https://sea.example/a_b'}",
).replace("start_date: 2024}", "start_date: 2024-04-18, place: 'Lahore, Punjab'}")


def ways(collection: Collection, name: str) -> dict[str, str]:
    return choices(indexed(collection), name)


def test_a_name_with_the_date_in_it_is_cited_as_it_is_and_only_a_video_s_address_has_a_time() -> (
    None
):
    record = WITH_ALL.replace("name: An event", "name: 'An event, 18 April 2024'")
    record = record.replace("exact: windows", "exact: windows, time: 01:02:03.50")
    reference = (
        "Ann Ångström, Chair, SSA; Bo O’Brien; reported by the source; An event, 18 April 2024"
    )
    rest = "Lahore, Punjab; The log, Sea Press, ¶1, 01:02:03.50, https://sea.example/a_b"
    words = f"“windows” — {reference}, {rest}"
    assert ways(collected(record), "r1")["Quote"] == words


def test_a_whole_sentence_is_quoted_and_a_paraphrase_is_called_that() -> None:
    opened, claim = provincial(), "saltmouth-2025-11-19#r2"
    cited = ways(opened, claim)
    assert cited["Quote"].startswith("“pay half of the courses too”, “by March 2026 at the latest”")
    assert cited["Sentence"].startswith("“")
    assert "pay half of the courses too" in cited["Sentence"].partition("”")[0]
    assert cited["Sentence"].partition("” — ")[2] == cited["Quote"].partition("” — ")[2]
    assert cited["Paraphrase"].startswith(
        "Pay one half of what it costs to teach fishers the radio."
    )
    assert " (paraphrase) — Piet Marrow" in cited["Paraphrase"]
    for way in ("Quote", "Sentence", "Paraphrase", "Footnote"):
        assert "; reported by the minutes; " in cited[way]
        # The event's name has the town already.
        assert "Saltmouth, 19 November 2025, Vell; " in cited[way]
    assert "Sentence" not in ways(small(), "r1")  # its text is not at hand


def test_there_is_nothing_to_cite_of_what_is_not_there() -> None:
    assert ways(small(), "") == ways(small(), "nobody") == {}


# Of any record.

marks_free = st.text("ab ’'\"é\n-#*_[]<&`", min_size=1, max_size=8)


def claims_of(collection: Collection) -> list[Claim | Response]:
    things = collection.dialogues[0]
    told = map(things.__getitem__, ids_of(things))
    return [thing for thing in told if isinstance(thing, Claim | Response)]


@settings(max_examples=settings().max_examples // 2)
@given(records(marks_free))
def test_quotation_marks_surround_the_words_of_evidence_and_nothing_else(record: Record) -> None:
    collection = Collection([Dialogue(record)])
    for claim in claims_of(collection):
        cited = ways(collection, claim.ref)
        exact = sorted(visible(item.exact) for item in claim.evidence)
        words = cited.get("Quote", "")
        assert sorted(re.findall("“([^“”]*)”", words)) == exact
        assert words.count("“") == words.count("”") == len(exact)
        assert not set("“”") & set(cited["Paraphrase"] + cited["Id"])
        assert cited["Footnote"].count("“") == cited["Footnote"].count("”") == len(exact)


@settings(max_examples=settings().max_examples // 2)
@given(records(anything))
def test_nothing_hidden_or_obeyed_is_pasted(record: Record) -> None:
    collection = Collection([Dialogue(record)])
    for name in ids_of(collection.dialogues[0]):
        for line in "\n".join(ways(collection, name).values()).split("\n"):
            assert not CONTROL.search(line)
            assert not INVISIBLE.search(line)
            assert "\r" not in line


@settings(max_examples=settings().max_examples // 2)
@given(records(st.text("abé", min_size=1, max_size=8)))
def test_nothing_that_is_missing_leaves_a_comma(record: Record) -> None:
    collection = Collection([Dialogue(record)])
    for name in ids_of(collection.dialogues[0]):
        for text in ways(collection, name).values():
            assert not re.search(r"[,;—] *[,;—]|[,;—] *$|  ", text, re.MULTILINE)


def pieces(token: Token) -> str:
    return "".join(each.content for each in token.children or () if each.type != "link_open")


@given(records(st.text("ab1. -+#*_[]()<>&`~|$^=!\\:;\"'éa", min_size=1, max_size=10)))
def test_a_footnote_reads_as_the_words_that_it_was_made_of(record: Record) -> None:
    record = replace(record, sources=tuple(replace(each, url="") for each in record.sources))
    collection = Collection([Dialogue(record)])
    for claim in claims_of(collection):
        cited = ways(collection, claim.ref)
        body = cited["Footnote"].partition("]: ")[2]
        first, inline, last = MarkdownIt("commonmark").parse(body)
        assert (first.type, last.type) == ("paragraph_open", "paragraph_close")
        assert {each.type for each in inline.children or ()} <= {"text", "text_special"}
        wanted = cited.get("Quote", cited["Paraphrase"]).replace("\n", "; ")
        # Markdown drops the spaces around a paragraph, which text of a record does not have.
        assert pieces(inline).strip() == wanted.strip()


def test_a_text_before_a_semicolon_never_becomes_an_entity() -> None:
    for text in ("&#1", "&amp", "p. &lt"):
        (_, inline, _) = MarkdownIt("commonmark").parse(f"{escape_markdown(text)}; more")
        assert pieces(inline) == f"{text}; more"


@pytest.mark.parametrize("url", ["https://a.example/a_b*c*`d`[e](f)", "https://a.example/<b>&amp;"])
def test_an_address_is_a_link_in_a_footnote(url: str) -> None:
    collection = collected(WITH_ALL.replace("https://sea.example/a_b", url))
    body = ways(collection, "r2")["Footnote"].partition("]: ")[2]
    tokens = MarkdownIt("commonmark").parse(body)[1].children or []
    (opened,) = [each for each in tokens if each.type == "link_open"]
    assert opened.markup == "autolink"
    assert str(opened.attrs["href"]).startswith("https://a.example/")
