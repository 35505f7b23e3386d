"""The page in Chromium: what its script does, what it looks like to helpers, what it never does."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from sys import maxunicode
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page

from tests.kit.chromium import chromium, needs_chromium
from tests.kit.exports import HOSTILE, hostile, in_folder, paged
from tests.kit.full import FULL
from tests.kit.records import ASKED, NUMBERS, SMALL, collected, provincial, record
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.proof.source_text import SourceText
from tiptui.search.index import Index
from tiptui.search.query import parse
from tiptui.text.folding import fold
from tiptui.text.visible import visible

LEVELS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
"""With the last but one, targets are 24 pixels wide and high."""

pytestmark = needs_chromium

Open = Callable[..., Page]


@pytest.fixture(scope="module", name="browser")
def _browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


HOSTILE_VIEW = (
    "#q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&theme=%22%3E%3Cscript%3Ealert(2)&x=__proto__"
)


@pytest.fixture(name="opened")
def _opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """A function that opens a page, which may ask nothing of any server, and nobody anything."""
    seen: list[str] = []
    file = tmp_path / "page.html"

    def dismiss(dialog: Dialog) -> None:
        seen.append(dialog.message)
        dialog.dismiss()

    def opened(html: str, hash: str = "", **options: Any) -> Page:
        file.write_text(html, encoding="utf-8")
        page = browser.new_context(**options).new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: seen.append(request.url))
        page.on("console", lambda message: seen.append(message.text))
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on("dialog", dismiss)
        page.goto(f"{file.as_uri()}{hash}")
        return page

    yield opened
    for context in browser.contexts:
        context.close()
    assert {address.partition("#")[0] for address in seen} <= {file.as_uri()}


def shown(page: Page, kind: str) -> int:
    """Return how many things of a kind can be seen."""
    seen = "all => all.filter(each => each.checkVisibility()).length"
    return int(page.locator(f".{kind}").evaluate_all(seen))


IN_VIEW = """() => new Promise(done => setTimeout(() => {
    const id = location.hash.slice(1), at = document.getElementById(id);
    const {top, bottom} = at?.getBoundingClientRect() ?? {};
    done(at?.checkVisibility() && bottom > 0 && top < innerHeight ? id : "");
}))"""
"""The id that the address of a page has, if its element can be seen."""


def test_each_key_narrows_everything_and_says_to_how_many(opened: Open) -> None:
    index = Index(provincial())
    page = opened(paged(index.collection), color_scheme="dark")
    assert (shown(page, "recommendation"), shown(page, "statement")) == (16, 31)
    page.keyboard.press("/")
    page.keyboard.type("RADIO fishers")
    found = shown(page, "recommendation")
    assert 0 < found < 16
    assert page.locator("[data-of=recommendation]").first.inner_text() == f"{found} of 16"
    assert f"{found} of 16 recommendations" in page.locator("output").inner_text()
    page.keyboard.press("Escape")
    assert (shown(page, "recommendation"), page.locator("output").inner_text()) == (16, "")
    page.keyboard.type("no such words anywhere")
    assert shown(page, "item") == 0
    assert page.locator("output").inner_text() == "No match for no such words anywhere"
    # Words find the claims that tiptui finds.
    for query in ("LIFEBOAT", "pilot's lights", "radio fishers", '"the lights"', "safety -boat"):
        page.fill("input", query)
        for kind in ("points", "statements", "recommendations"):
            assert shown(page, kind[:-1]) == len(index.hits(parse(query)).of[kind])
    numbers = Index(collected(NUMBERS))
    page_of_numbers = opened(paged(numbers.collection))
    for query in ('"article 1"', "article 1", '"1.2"', '"2019"', '"15"', '"2015-2019"', "20152019"):
        page_of_numbers.fill("input", query)
        hits = numbers.hits(parse(query)).of["recommendations"]
        assert shown(page_of_numbers, "recommendation") == len(hits), query
    # It prints all that is said, and nothing to press.
    page.fill("input", "")
    page.emulate_media(media="print")
    assert shown(page, "recommendation") == 16
    assert not page.locator("nav").is_visible()
    assert not page.locator("input").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") < 10
    without = opened(paged(index.collection), java_script_enabled=False)
    assert without.locator(".recommendation").count() == 16
    assert without.locator(".recommendation").last.is_visible()
    assert not without.locator("input").is_visible()


def test_links_lead_from_a_claim_to_its_words_and_back_also_to_what_is_not_found(
    opened: Open,
) -> None:
    page = opened(paged(provincial()))
    page.fill("input", "second lifeboat")
    page.wait_for_function("() => location.hash === '#q=second+lifeboat'")
    found = shown(page, "item")
    page.locator(".recommendation .proof a >> visible=true").first.click()
    words = page.evaluate(IN_VIEW)
    assert words.count(":") == 1
    page.go_back()
    page.wait_for_function("() => location.hash === '#q=second+lifeboat'")
    assert (page.input_value("input"), shown(page, "item")) == ("second lifeboat", found)
    page.locator("button").click()
    page.fill("input", "pilot")
    assert not page.evaluate("id => document.getElementById(id).checkVisibility()", words)
    page.evaluate("id => location.hash = id", words)
    assert page.evaluate(IN_VIEW) == words
    page.locator(f'[id="{words}"] ul a').last.click()
    assert "#r" in page.evaluate(IN_VIEW)


@pytest.mark.parametrize("html", ["page", "index"])
def test_a_choice_narrows_and_its_address_shows_the_same_to_others(opened: Open, html: str) -> None:
    index = Index(provincial())
    made = {"page": paged(index.collection), "index": in_folder(index.collection)["index.html"]}
    page = opened(made[html])
    page.fill("input", "evening")
    page.select_option("[name=status]", "accepted")
    page.select_option("[name=theme]", "Safety")
    kinds = ("statement", "recommendation")
    found = index.hits(parse("evening status:accepted theme:Safety"))
    counts = [len(found.of["statements"]), len(found.of["recommendations"])]
    assert counts == [0, 1] == [shown(page, kind) for kind in kinds]
    assert page.locator("output").inner_text().startswith("evening · Safety · accepted: 1 of 16")
    # Each value says how many it would leave, the sum what became of them.
    offered = page.locator("[name=status] option").all_inner_texts()
    assert "accepted (1)" in offered
    assert "rejected (0)" in offered
    assert page.locator(".sum li").first.inner_text().split() == ["accepted", "1"]
    page.wait_for_function("() => location.hash === '#q=evening&theme=Safety&status=accepted'")
    again = opened(made[html], page.evaluate("location.hash"))
    assert [shown(again, kind) for kind in kinds] == counts
    assert again.input_value("[name=theme]") == "Safety"
    again.locator(".sum a").last.click()
    again.wait_for_function("() => document.querySelector('[name=status]').value === 'overdue'")
    assert (again.input_value("input"), shown(again, "recommendation")) == ("", 1)
    again.locator("button[type=reset]").click()
    assert shown(again, "recommendation") == 16


def test_nothing_hostile_runs_and_no_address_chooses_what_is_not_there(opened: Open) -> None:
    index, page_of_it = in_folder(Collection([Dialogue(hostile())], several=True)).values()
    for html, hash in ((index, HOSTILE_VIEW), (page_of_it, HOSTILE_VIEW), (index, "#q=%&=")):
        page = opened(html, hash)
        assert page.input_value("[name=theme]") == ""
        assert page.locator("img").count() == 0
    page = opened(page_of_it)
    texts = page.locator(".statement .text").all_text_contents()
    assert texts == [visible(each) for each in HOSTILE]
    page.fill("input", "<script>alert")
    assert shown(page, "statement") > 0


def test_where_there_is_much_as_much_is_found_and_an_index_draws_the_first(opened: Open) -> None:
    claims = "".join(f"  - {{id: r{n}, text: Ask {n} of {n % 7}, by: [a]}}\n" for n in range(500))
    asked = (
        "tiptui: 1\nevent: {id: e, name: E, start_date: 2024}\nspeakers: [{id: a, name: Ann}]\n"
        f"recommendations:\n{claims}"
    )
    collection = Collection([Dialogue(record(asked))], several=True)
    page = opened(paged(collection))
    finds = {'"of 3"': 71, '"ask 49"': 1, '-"ask 49"': 499, "ask 49": 15, "ask": 500}
    for query, count in finds.items():
        page.fill("input", query)
        assert shown(page, "recommendation") == count
    page.locator("footer").scroll_into_view_if_needed()
    page.fill("input", "ask of")
    assert page.evaluate("document.querySelector('.item').getBoundingClientRect().top") > 0
    html = in_folder(collection)["index.html"]
    page = opened(html)
    assert shown(page, "recommendation") == 100
    page.get_by_text("Show more of 500").click()
    assert shown(page, "recommendation") == 200
    assert page.locator(".recommendation a").last.get_attribute("href") == "e.html#e#r199"
    page.fill("input", '"ask 24"')
    assert shown(page, "recommendation") == 1
    without = opened(html, java_script_enabled=False)
    assert without.get_by_role("link", name="E", exact=True).get_attribute("href") == "e.html"
    assert without.get_by_text("They stand in the pages").first.is_visible()


def test_the_keyboard_alone_goes_everywhere_and_what_is_sought_is_marked(opened: Open) -> None:
    page = opened(paged(collected(SMALL)))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("/")
    page.keyboard.type("light/")
    assert page.input_value("input") == "light/"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    # That button is gone once all is shown.
    assert page.evaluate("document.activeElement.id") == "_search"
    assert page.input_value("input") == ""
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#_recommendations"
    page.keyboard.press("/")
    page.keyboard.type("light")
    page.keyboard.press("Escape")
    assert page.input_value("input") == ""
    page.keyboard.type("angstrom air")
    page.wait_for_function("CSS.highlights.get('found')?.size")
    marked = page.evaluate("[...CSS.highlights.get('found')].map(String)")
    assert {"Ångström", "Air", "air"} == set(marked)


@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "dark"},
        {"color_scheme": "light", "viewport": {"width": 320, "height": 640}, "is_mobile": True},
    ],
)
def test_no_barrier_is_found(opened: Open, options: dict[str, Any]) -> None:
    dialogue = Dialogue(record(FULL), {"log": SourceText("x is there, the rest is not")})
    collection = Collection([dialogue])
    narrow = "viewport" in options
    for html in (paged(collection), *([in_folder(collection)["index.html"]] if narrow else [])):
        page = opened(html, **options)
        page.fill("input", "a")
        found = Axe().run(page, options={"runOnly": LEVELS})
        assert found.violations_count == 0, found.generate_report()
        width = options.get("viewport", {"width": 1280})["width"]
        assert page.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [width, width]


def test_it_folds_text_as_tiptui_does(opened: Open) -> None:
    page = opened(paged(collected(ASKED)))
    letters = [
        chr(code)
        for code in range(maxunicode + 1)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co", "Cc")
        # Capital letters stand for both cases; which of the two makes no difference.
        and not unicodedata.name(chr(code), "").startswith("CHEROKEE")
    ]
    script = page.locator("script").inner_text()
    folding = script[script.index("const DROPPED") : script.index("// The words and")]
    folded = page.evaluate(f"text => {{ {folding} return fold(text); }}", "\n".join(letters))
    pairs = zip(letters, folded.split("\n"), strict=True)
    assert {letter: as_ for letter, as_ in pairs if as_ != fold(letter)} == {}
