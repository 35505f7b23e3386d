"""The site that `make docs` builds: it is read from a disk, without a network."""

import re

import pytest

from tests.kit.checkout import CHECKOUT
from tests.kit.chromium import chromium, needs_chromium

SITE = CHECKOUT / "site"
LOADED = re.compile(r'<(?:link|script|img|iframe)\b[^>]*\b(?:src|href)="?(?:https?:)?//')

pytestmark = pytest.mark.skipif(not SITE.exists(), reason="`make docs` has built no site")


def test_no_page_loads_anything_from_another_machine() -> None:
    pages = [page.read_text("utf-8") for page in SITE.rglob("*.html")]
    assert len(pages) > 30
    assert not [match for page in pages for match in LOADED.findall(page)]
    for sheet in SITE.rglob("*.css"):
        assert not re.search(r"(url\(|@import )[\"']?(https?:)?//", sheet.read_text("utf-8"))


@needs_chromium
def test_its_search_finds_words_without_a_request() -> None:
    seen = list[str]()
    with chromium() as browser:
        for width in (1280, 400):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.set_default_timeout(10_000)
            page.on("request", lambda request: seen.append(request.url))
            page.on("pageerror", lambda error: seen.append(str(error)))
            page.goto((SITE / "index.html").as_uri())
            assert page.evaluate("document.body.scrollWidth <= innerWidth")
            page.keyboard.press("/")
            page.get_by_role("combobox").fill("two gates")
            page.get_by_role("option", name="Two gates").click()
            page.wait_for_url("**/docs/programs.html*")
    assert not [address for address in seen if not address.startswith((SITE.as_uri(), "data:"))]
