"""examples/reviews.csv: a table of one's own, from the file to the screen, as its page says."""

import re
import shlex
from pathlib import Path

import pytest

from tests.checkout import CHECKOUT
from tests.commands import Capture, outcome
from tests.views import EVENT, RECOMMENDATIONS, SPEAKERS, at, follow, listed, search
from tiptui.collection.live import Live
from tiptui.collection.opened import Collection

TABLE = CHECKOUT / "examples" / "reviews.csv"
DOC = (CHECKOUT / "docs" / "tables.md").read_text("utf-8")


@pytest.fixture(name="folder", autouse=True)
def _folder(here: Path) -> None:
    (here / "examples").mkdir()
    (here / "examples" / "reviews.csv").write_bytes(TABLE.read_bytes())


@pytest.fixture(name="reviews")
def _reviews(capsys: Capture) -> Collection:
    """The records of the table, opened."""
    assert outcome(["new", "reviews", "--from", "examples/reviews.csv"], capsys)[0] == 0
    return Live(["reviews"], {}, watched=False).read_all()


def test_the_page_says_what_is_printed(capsys: Capture) -> None:
    [block] = re.findall(r"```console\n(.*?)```", DOC, re.DOTALL)
    for part in block.split("$ tiptui ")[1:]:
        command, _, wanted = part.partition("\n")
        status, out, err = outcome(shlex.split(command), capsys)
        assert (status, out + err) == (0, wanted)


def test_a_state_is_followed_to_what_it_asks_and_what_it_is_asked(reviews: Collection) -> None:
    asked = follow(reviews, at(SPEAKERS, "s-averna"))
    assert asked.query.strip() == "by:s-averna"
    assert len(listed(reviews, asked, RECOMMENDATIONS)) == 6
    of_it = search("to:o-averna status:accepted,implemented")
    assert len(listed(reviews, of_it, RECOMMENDATIONS)) == 3
    assert listed(reviews, search("org:o-averna is:group"), SPEAKERS) == ["corvia-2025#s-averna"]
    assert listed(reviews, at(EVENT), EVENT)[0] == "corvia-2025"
