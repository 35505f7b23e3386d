"""What is always said of what was opened."""

import pytest

from tests.kit.records import BARE, SOURCED, SPOKEN, collected, record, sourced
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live, News
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.proof.source_text import SourceText, TextFile
from tiptui.record.load import Loaded, ReadFile
from tiptui.record.problem import Position, Problem
from tiptui.ui.actions.live_files import FileStatus, status_of

WARNING = Problem(Position(1, 1), "", "uncited")


def text(*changed: tuple[str, str]) -> str:
    """The text of the source, in which words were exchanged."""
    words = SPOKEN.replace("the meeting", "no such words")
    for old, new in changed:
        assert old in words
        words = words.replace(old, new)
    return words


@pytest.mark.parametrize(
    ("collection", "words", "is_wrong"),
    [
        (sourced(SPOKEN), "1 quote not found", True),
        (sourced(text(("all is", "all was"), ("windows", "doors"))), "3 quotes not found", True),
        (
            sourced(text(("all is", "all was"), ("Ann chairs", "Ann"), ("rained", "Ann chairs"))),
            "1 quote not found · 1 quote in another paragraph",
            True,
        ),
        (sourced(text()), "7 quotes verbatim in log.txt", False),
        (
            sourced(text(("all is", "all\u00a0is"))),
            "7 quotes: 6 verbatim, 1 normalized in log.txt",
            False,
        ),
        (sourced(""), "7 quotes · source text not loaded", False),
        (collected(BARE), "no quotes", False),
    ],
)
def test_the_status_says_how_the_quotations_were_found(
    collection: Collection, words: str, is_wrong: bool
) -> None:
    live = Live(["minutes.yaml"], {"log": "log.txt"})
    (dialogue,) = collection.dialogues
    dialogue.file = "minutes.yaml"

    texts = {"log": TextFile("log.txt", given=True, text=dialogue.texts.get("log"))}

    def take(shown: Dialogue | None, *problems: Problem, failure: str = "") -> None:
        read = ReadFile("minutes.yaml", loaded=Loaded(None, problems))
        opened = Opened(read, shown, failure, texts)
        live.take(News({"minutes.yaml": opened}, collection))

    take(dialogue)
    waiting = "minutes.yaml · checking the quotes …" if dialogue.texts else "minutes.yaml"
    assert status_of(live, collection) == FileStatus(waiting)
    collection.check()
    lists = " · ! lists" if is_wrong else ""
    assert status_of(live, collection) == FileStatus(f"minutes.yaml · {words}{lists}", is_wrong)
    take(dialogue, WARNING)
    lists = lists or " · 1 warning · ! lists"
    assert status_of(live, collection) == FileStatus(f"minutes.yaml · {words}{lists}", is_wrong)
    take(None, failure="minutes.yaml: gone")
    assert status_of(live, collection) == FileStatus("minutes.yaml: gone", is_wrong=True)


@pytest.mark.parametrize(
    ("files", "where"),
    [({"log": "-"}, ""), ({"log": "log.txt", "film": "film.txt"}, " in 2 texts")],
)
def test_a_text_without_a_name_is_not_named_and_several_are_counted(
    files: dict[str, str], where: str
) -> None:
    written = SOURCED.replace("{paragraph", "{source: log, paragraph")
    written += "  - {id: film, title: The film}\n"
    texts = {name: SourceText(text()) for name in files}
    dialogue = Dialogue(record(written), texts, "minutes.yaml")
    collection = Collection([dialogue])
    collection.check()
    live = Live(["minutes.yaml"], files)
    named = {name: TextFile(file, given=True, text=texts[name]) for name, file in files.items()}
    opened = Opened(ReadFile("minutes.yaml"), dialogue, texts=named)
    live.take(News({"minutes.yaml": opened}, collection))
    assert status_of(live, collection) == FileStatus(f"minutes.yaml · 7 quotes verbatim{where}")
