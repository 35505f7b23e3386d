"""The page for browsers, as HTML: all is told, each link leads somewhere, nothing else is there."""

import json
import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings

from tests.kit.any_record import anything, prose, records
from tests.kit.exports import hostile, in_folder, paged, two
from tests.kit.records import ASKED, collected, provincial, sourced
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Options, open_record
from tiptui.files.output import NoOutput
from tiptui.record.model import Record
from tiptui.text.visible import visible
from tools.ways_in import chained

TAGS = set(
    "html head meta link title style body a form label input kbd output header h1 h2 h3 h4 nav main"
    " section div ul li p dl dt dd q bdi b strong small span code footer script aside fieldset"
    " legend select option meter button details summary".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name rel href id class dir data-of for type role hidden"
    " tabindex autocomplete spellcheck aria-label aria-describedby aria-hidden"
    " aria-keyshortcuts value max form data-is data-field".split()
)


class Parsed(HTMLParser):
    """A page as a program that knows HTML reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []
        """Each link, after the id that was last before it."""
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes.update(given)
        if name := given.get("id"):
            self.ids.append(name)
        if tag == "a":
            self.links.append((self.ids[-1] if self.ids else "", given["href"] or ""))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(records(anything))
@example(hostile())
@settings(max_examples=settings().max_examples // 2)
def test_every_text_is_told_and_none_is_more_than_text(of: Record) -> None:
    parsed = Parsed(paged(Collection([Dialogue(of)])))
    assert parsed.tags <= TAGS
    assert parsed.attributes <= ATTRIBUTES
    assert [text for text in prose(of) if visible(text) not in parsed.text] == []


def test_a_chain_of_repeats_is_linked_to_its_neighbours() -> None:
    parsed = Parsed(paged(Collection([Dialogue(chained(6))])))
    links = {target for at, target in parsed.links if at == "r3"}
    assert {"#r2", "#r4"} < links
    assert links.isdisjoint({"#r0", "#r1", "#r5"})


def test_no_words_of_a_source_travel_but_those_that_are_quoted() -> None:
    collection = sourced("They met in May. Ann chairs. No such wordings.\nAll is well. Secret.")
    html = paged(collection)
    (dialogue,) = collection.dialogues
    assert dialogue.proof(dialogue["r3"].evidence[0]).nearest == "No such wordings"
    assert "wordings" not in html
    assert "Secret" not in html


def test_claims_outside_a_query_are_left_out_and_the_query_is_named() -> None:
    text = Parsed(paged(collected(ASKED), "light quays")).text
    assert "light quays" in text
    assert "Light the quays." in text
    assert "Wait." not in text
    hearing = open_record("examples/hearing.yaml", Options()).dialogue
    assert hearing
    html = paged(Collection([hearing]), "id:r1")
    assert "Mina Okoye asks for lamps" in html
    assert "asked of witnesses" not in html


def test_only_the_script_and_the_style_of_the_page_are_allowed() -> None:
    html = paged(collected(ASKED))
    for tag in ("script", "style"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in html
    assert "default-src 'none'" in html


def links_in(files: dict[str, Parsed]) -> list[tuple[str, str]]:
    """Return the file and the id of each link within some pages; none that narrows a page."""
    for parsed in files.values():
        assert len(parsed.ids) == len(set(parsed.ids))
    links = [
        (to.partition("#")[0] or name, to.partition("#")[2])
        for name, parsed in files.items()
        for _, to in parsed.links
        if "=" not in to and "//" not in to
    ]
    assert [(file, id) for file, id in links if id and id not in files[file].ids] == []
    return links


@pytest.mark.parametrize("query", ["", "lights", "to:government status:accepted"])
def test_every_link_leads_to_one_place_on_the_page_or_on_another_of_its_folder(query: str) -> None:
    assert len(links_in({"": Parsed(paged(provincial(), query))})) > 20
    files = {name: Parsed(html) for name, html in in_folder(provincial(), query).items()}
    links = links_in(files)
    assert {file for file, _ in links} == files.keys()
    if query:
        return
    # What was asked before stands on another page.
    assert ("port-amber-2025-03-12.html", "port-amber-2025-03-12#r3") in links
    told = Counter(id for parsed in files.values() for id in parsed.ids)
    for dialogue in provincial().dialogues:
        assert {told[claim.ref] for claim in dialogue.recommendations} == {1}


def test_no_dialogue_takes_the_place_of_the_index_and_nothing_ends_its_data() -> None:
    of = Dialogue(hostile())
    other = Dialogue(replace(of.record, event=replace(of.record.event, id="index")))
    files = in_folder(Collection([of, other]))
    assert files.keys() == {"index.html", f"{of.id}.html", "_index.html"}
    index = Parsed(files["index.html"])
    assert index.tags <= TAGS
    (data,) = re.findall(
        '<script type="application/json" id="_claims">(.*?)</script>', files["index.html"]
    )
    told = str(json.loads(data))
    assert [claim.ref for claim in of.claims if repr(visible(claim.name)) not in told] == []


def test_one_page_of_many_dialogues_is_not_made_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tiptui.report.page._LARGE", 1_000)
    with pytest.raises(NoOutput, match="FOLDER/ makes one for each dialogue"):
        paged(two())
    assert paged(collected(ASKED))
