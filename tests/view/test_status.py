"""The line that always says what was opened, how its quotations stand, and its problems."""

from pathlib import Path

import pytest

from tests.kit.records import BARE, SOURCED, SPOKEN
from tiptui.collection.live import Live
from tiptui.ui.actions.live_files import FileStatus, status_of

RIGHT = SPOKEN.replace("the meeting", "no such words")
WARNED = " · 1 warning · ! lists"
FILMED = SOURCED.replace("{paragraph", "{source: log, paragraph")
FILMED += "  - {id: film, title: The film}\n"
MOVED = (
    RIGHT.replace("all is", "all was").replace("Ann chairs", "Ann").replace("rained", "Ann chairs")
)


@pytest.mark.parametrize(
    ("record", "texts", "words"),
    [
        (SOURCED, {"log": SPOKEN}, "1 quote not found · ! lists"),
        (SOURCED, {"log": RIGHT.replace("windows", "doors")}, "2 quotes not found · ! lists"),
        (SOURCED, {"log": MOVED}, "1 quote not found · 1 quote in another paragraph · ! lists"),
        (SOURCED, {"log": RIGHT}, f"7 quotes verbatim in log.txt{WARNED}"),
        (
            SOURCED,
            {"log": RIGHT.replace("all is", "all\u00a0is")},
            f"7 quotes: 6 verbatim, 1 normalized in log.txt{WARNED}",
        ),
        (FILMED, {"log": RIGHT, "film": RIGHT}, f"7 quotes verbatim in 2 texts{WARNED}"),
        (SOURCED, {}, f"7 quotes · source text not loaded{WARNED}"),
        (BARE, {}, "no quotes"),
    ],
)
def test_the_status_says_how_the_quotations_were_found(
    record: str, texts: dict[str, str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("minutes.yaml").write_text(record, "utf-8")
    for id, text in texts.items():
        Path(f"{id}.txt").write_text(text, "utf-8")
    live = Live(["minutes.yaml"], {id: f"{id}.txt" for id in texts})
    opened = live.read_all()
    assert ("checking the quotes …" in status_of(live, opened).words) == bool(texts)
    opened.check()
    is_wrong = "not found" in words
    status = status_of(live, opened)
    assert status[:2] == FileStatus(f"minutes.yaml · {words}", is_wrong)[:2]
    # The name of the event goes before it, but not before a problem.
    assert bool(status.event) == ("! lists" not in words)
