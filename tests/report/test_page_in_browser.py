"""The page in Chromium: what its script does, what it looks like to helpers, what it never does."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from sys import maxunicode
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

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

PATIENCE = 20_000
"""Milliseconds after which a wait has failed; far more than any needs."""

pytestmark = needs_chromium
expect.set_options(timeout=PATIENCE)

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

    def opened(html: str, hash: str = "", script: str = "", **options: Any) -> Page:
        file.write_text(html, encoding="utf-8")
        page = browser.new_context(**options).new_page()
        page.set_default_timeout(PATIENCE)
        if script:
            page.add_init_script(script)
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
    """Return how many things of a kind can be seen now."""
    seen = "all => all.filter(each => each.checkVisibility()).length"
    return int(page.locator(f".{kind}").evaluate_all(seen))


def wait_for_count(page: Page, kind: str, count: int) -> None:
    expect(page.locator(f".{kind}").filter(visible=True)).to_have_count(count)


def answer(page: Page, begin: str) -> str:
    """Return the answer to a search, once it begins with these words; all is narrowed by then."""
    output = page.locator("output")
    expect(output).to_have_text(re.compile(f"^{re.escape(begin)}" if begin else "^$"))
    return output.inner_text()


STAY = """async target => {
    target.scrollIntoView({block: "center"});
    for (let same = 0, before; same < 5; await new Promise(requestAnimationFrame)) {
        const {top} = target.getBoundingClientRect();
        same = top === before ? same + 1 : 0;
        before = top;
    }
}"""


def click(target: Locator) -> None:
    """Click on a target once it stays: rows that come into view get their own heights then."""
    target.evaluate(STAY)
    target.click()


def wait_for_place(page: Page, place: str) -> str:
    """Return the id in the address of a page, once it has this in it and its element is seen."""
    seen = """place => {
        const id = location.hash.slice(1), at = document.getElementById(id);
        const {top, bottom} = at?.getBoundingClientRect() ?? {};
        return id.includes(place) && at?.checkVisibility() && bottom > 0 && top < innerHeight && id;
    }"""
    return str(page.wait_for_function(seen, arg=place).json_value())


def wait_for_hash(page: Page, hash: str) -> None:
    page.wait_for_function("hash => location.hash === hash", arg=hash)


def test_each_key_narrows_everything_and_says_to_how_many(opened: Open) -> None:
    index = Index(provincial())
    page = opened(paged(index.collection), color_scheme="dark")
    assert (shown(page, "recommendation"), shown(page, "statement")) == (16, 31)
    page.keyboard.press("/")
    page.keyboard.type("RADIO fishers")
    told = answer(page, "RADIO fishers: ")
    found = shown(page, "recommendation")
    assert 0 < found < 16
    assert page.locator("[data-of=recommendation]").first.inner_text() == f"{found} of 16"
    assert f"{found} of 16 recommendations" in told
    page.keyboard.press("Escape")
    assert answer(page, "") == ""
    assert shown(page, "recommendation") == 16
    page.keyboard.type("no such words anywhere")
    assert answer(page, "No match for no such words any") == "No match for no such words anywhere"
    assert shown(page, "item") == 0
    # Words find the claims that tiptui finds.
    for query in ("LIFEBOAT", "pilot's lights", "radio fishers", '"the lights"', "safety -boat"):
        page.fill("input", query)
        for kind in ("points", "statements", "recommendations"):
            wait_for_count(page, kind[:-1], len(index.hits(parse(query)).of[kind]))
    numbers = Index(collected(NUMBERS))
    page_of_numbers = opened(paged(numbers.collection))
    for query in ('"article 1"', "article 1", '"1.2"', '"2019"', '"15"', '"2015-2019"', "20152019"):
        page_of_numbers.fill("input", query)
        hits = numbers.hits(parse(query)).of["recommendations"]
        wait_for_count(page_of_numbers, "recommendation", len(hits))
    # It prints all that is said, and nothing to press.
    page.fill("input", "")
    wait_for_count(page, "recommendation", 16)
    page.emulate_media(media="print")
    expect(page.locator("nav")).to_be_hidden()
    expect(page.locator("input")).to_be_hidden()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    assert shown(page, "recommendation") == 16
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") < 10
    without = opened(paged(index.collection), java_script_enabled=False)
    assert without.locator(".recommendation").count() == 16
    assert without.locator(".recommendation").last.is_visible()
    expect(without.locator("input, select, button").filter(visible=True)).to_have_count(0)


def test_links_lead_from_a_claim_to_its_words_and_back_also_to_what_is_not_found(
    opened: Open,
) -> None:
    page = opened(paged(provincial()))
    page.fill("input", "second lifeboat")
    wait_for_hash(page, "#q=second+lifeboat")
    found = shown(page, "item")
    click(page.locator(".recommendation .proof a >> visible=true").first)
    words = wait_for_place(page, ":")
    assert words.count(":") == 1
    page.go_back()
    wait_for_hash(page, "#q=second+lifeboat")
    expect(page.locator("input")).to_have_value("second lifeboat")
    wait_for_count(page, "item", found)
    click(page.locator("button"))
    page.fill("input", "pilot")
    expect(page.locator(f'[id="{words}"]')).to_be_hidden()
    page.evaluate("id => location.hash = id", words)
    assert wait_for_place(page, words) == words
    click(page.locator(f'[id="{words}"] ul a').last)
    wait_for_place(page, "#r")


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
    assert answer(page, "evening · Safety · accepted: 1 of 16")
    assert counts == [0, 1] == [shown(page, kind) for kind in kinds]
    # Each value says how many it would leave, the sum what became of them.
    offered = page.locator("[name=status] option").all_inner_texts()
    assert "accepted (1)" in offered
    assert "rejected (0)" in offered
    assert page.locator(".sum li").first.inner_text().split() == ["accepted", "1"]
    themes = page.locator("#_theme .sum li").all_inner_texts()
    assert "Safety 1" in [" ".join(theme.split()) for theme in themes]
    wait_for_hash(page, "#q=evening&theme=Safety&status=accepted")
    again = opened(made[html], page.evaluate("location.hash"))
    assert answer(again, "evening · Safety · accepted: 1 of 16")
    assert [shown(again, kind) for kind in kinds] == counts
    assert again.input_value("[name=theme]") == "Safety"
    click(again.locator("#_status .sum a").last)
    assert answer(again, "overdue: ")
    assert (again.input_value("[name=status]"), again.input_value("input")) == ("overdue", "")
    assert shown(again, "recommendation") == 1
    click(again.locator("button[type=reset]"))
    wait_for_count(again, "recommendation", 16)


def test_nothing_hostile_runs_and_no_address_chooses_what_is_not_there(opened: Open) -> None:
    index, page_of_it = in_folder(Collection([Dialogue(hostile())], several=True)).values()
    for html, hash in ((index, HOSTILE_VIEW), (page_of_it, HOSTILE_VIEW), (index, "#q=%&=")):
        page = opened(html, hash)
        expect(page.locator("output")).not_to_be_empty()
        assert page.input_value("[name=theme]") == ""
        assert page.locator("img").count() == 0
    page = opened(page_of_it)
    texts = page.locator(".statement .text").all_text_contents()
    assert texts == [visible(each) for each in HOSTILE]
    page.fill("input", "<script>alert")
    assert answer(page, "<script>alert: ")
    assert shown(page, "statement") > 0


HEIGHTS = """async target => {
    target.scrollIntoView({block: "center"});
    const {top} = target.getBoundingClientRect(), moved = [];
    for (const _ of "12345") {
        await new Promise(requestAnimationFrame);
        moved.push(target.getBoundingClientRect().top - top);
    }
    return moved;
}"""
"""How far a target moves in each frame after a jump to it: a click would end beside it."""


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
        wait_for_count(page, "recommendation", count)
    page.locator("footer").scroll_into_view_if_needed()
    page.fill("input", "ask of")
    page.wait_for_function("() => document.querySelector('.item').getBoundingClientRect().top > 0")
    html = in_folder(collection)["index.html"]
    page = opened(html)
    wait_for_count(page, "recommendation", 100)
    more = page.get_by_text("Show more of 500")
    assert more.evaluate(HEIGHTS) == [0] * 5
    more.click()
    wait_for_count(page, "recommendation", 200)
    assert page.locator(".recommendation a").last.get_attribute("href") == "e.html#e#r199"
    page.fill("input", '"ask 24"')
    wait_for_count(page, "recommendation", 1)
    without = opened(html, java_script_enabled=False)
    assert without.get_by_role("link", name="E", exact=True).get_attribute("href") == "e.html"
    assert without.get_by_text("They stand in the pages").first.is_visible()


CLICK_FIRST = """new MutationObserver((_, observer) => {
    const link = document.querySelector('.sum a[href*=overdue]');
    if (link) (observer.disconnect(), link.click());
}).observe(document, {childList: true, subtree: true})"""
"""A click on a link as soon as it is there, before the script of the page is."""


@pytest.mark.parametrize("html", ["page", "index"])
def test_a_click_before_the_script_is_there_is_answered(opened: Open, html: str) -> None:
    made = {"page": paged(provincial()), "index": in_folder(provincial())["index.html"]}
    page = opened(made[html], script=CLICK_FIRST)
    assert answer(page, "overdue: 1 of 16")
    assert shown(page, "recommendation") == 1


def test_the_keyboard_alone_goes_everywhere_and_what_is_sought_is_marked(opened: Open) -> None:
    page = opened(paged(collected(SMALL)))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    wait_for_hash(page, "#_main")
    page.keyboard.press("Tab")
    focus = page.locator("main :focus")
    expect(focus).to_have_css("outline-style", "solid")
    page.keyboard.press("/")
    page.keyboard.type("light/")
    search = page.locator("#_search")
    expect(search).to_have_value("light/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    # That button is gone once all is shown.
    expect(search).to_have_value("")
    expect(search).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_for_hash(page, "#_recommendations")
    page.keyboard.press("/")
    page.keyboard.type("light")
    expect(search).to_have_value("light")
    page.keyboard.press("Escape")
    expect(search).to_have_value("")
    page.keyboard.type("angstrom air")
    marked = "[...(CSS.highlights.get('found') ?? [])].map(String)"
    page.wait_for_function(f"() => new Set({marked}).size === 3")
    assert {"Ångström", "Air", "air"} == set(page.evaluate(marked))


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
        assert answer(page, "a: ")
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
