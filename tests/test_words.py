"""One word for one thing: on the screen, on the command line, in exports and in the docs."""

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.kit.checkout import CHECKOUT
from tests.kit.records import indexed, provincial
from tiptui.collection.naming import ASKED_AGAIN, NO_THEME, NOBODY, OF_FIELD, Name
from tiptui.search.query import FIELDS
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View
from tiptui.view.tabs import Tab, titles_of

SRC = CHECKOUT / "src" / "tiptui"

# What is not said, and what is said for it.
WRONG = {
    r"\bAsks\b(?! ·)|\bAsked\b(?! again| for)": "Addressees",
    r"[0-9}] asked\b|\basked (?:of it|\S+ times? in all)\b|said·asked": "recommendations",
    r"(?<!pull )\brequests?\b": "recommendations",
    r"\bbec[ao]me of (?:it|them)|\bcame of it": "Status, Responses",
    r"\bin answer to|\banswers? it\b|\bit answers\b|\bunanswered\b": "response",
    r"words that prove|\b(?:as|more|with its) proof\b|at its proof": "evidence, quote",
    r"(?:⏎|Enter|Tab) (?:takes|follows|keeps)\b|belongs to (?:it|a row)$": "opens, lists, use",
    r"\b[Ee]sc (?:clears?|leaves|closes)\b|\b[Ll]eaves? (?:tiptui|the grid)\b": "back, quit",
    r"(?<![Cc]olour )\b[Tt]heme (?:…|can't|is called)": "colour theme",
    r"\b(?:text|texts) (?:not )?at hand|for want of|not what you see": "source text not loaded",
    r"its kin\b|is looked for\b|do what they say|turns to others|rests on these": "plain English",
    r"nowhere to go|nothing to (?:undo|follow)|here to follow|all, each once": "plain English",
}

# Words that people type, and the exceptions of a page.
RIGHT = {"search/query.py": "unanswered"}


def strings(text: str) -> Iterator[str]:
    """Yield the strings of a module, docstrings aside; of those with values, the words between."""
    nodes = [*ast.walk(ast.parse(text))]
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            docs |= {id(part) for part in node.values}
            parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
            yield "".join(map(str, parts))
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@cache
def all_strings() -> dict[str, list[str]]:
    """Return the strings of each module."""
    modules = sorted(SRC.rglob("*.py"))
    return {str(path.relative_to(SRC)): [*strings(path.read_text("utf-8"))] for path in modules}


PAGES = [*CHECKOUT.glob("docs/*.md"), CHECKOUT / "README.md", SRC / "cli" / "help.txt"]
PAGES.append(SRC / "drafting" / "template.yaml")


def test_no_string_and_no_page_has_another_word_for_a_thing() -> None:
    lines = [(str(page.name), page.read_text("utf-8").splitlines()) for page in PAGES]
    for name, said in (*all_strings().items(), *lines):
        text = "\n".join(said)
        for wrong, right in WRONG.items():
            for found in re.finditer(wrong, text, re.MULTILINE):
                assert found[0] == RIGHT.get(name), (name, found, right)


def test_each_name_is_written_once() -> None:
    """Titles, headings and labels take it from the module of words."""
    own = {name.title for name in Name} | {name.short for name in Name}
    own |= {name.shortest for name in Name} | {ASKED_AGAIN, NO_THEME, NOBODY}
    labels = own | {f"{name.title}: " for name in Name}
    for file, said in all_strings().items():
        if file != "collection/naming.py":
            assert labels.isdisjoint(said), (file, labels & {*said})


def test_a_remark_has_no_full_stop() -> None:
    for file, said in all_strings().items():
        if file.startswith(("view/", "ui/", "search/")):
            for line in said:
                assert not re.search(r"[a-z]{3}\.$", line), (file, line)


def test_titles_of_lists_are_names_in_a_long_and_a_short_form() -> None:
    scene = Scene(indexed(provincial()), View())
    for place, names in (0, {name.title for name in Name}), (1, {name.short for name in Name}):
        for pane in (Pane.EVENT, Pane.RECOMMENDATIONS):
            for tab in titles_of(scene, pane)[place]:
                assert isinstance(tab, Tab)
                assert re.sub(r"[ ·]+[0-9,]+$", "", tab.title) in names
    assert [*OF_FIELD] == [field for field in OF_FIELD if field in FIELDS]
    assert all(name.shortest in name.title or len(name.shortest) <= 5 for name in Name)
