"""What every test starts and ends with."""

import gc
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import settings

from tests.kit.checkout import CHECKOUT, FOLDER
from tests.kit.documents import read_here
from tiptui.ui.browser import Browser

# To compile all tests anew takes a tenth of their time.
sys.dont_write_bytecode = False

# Of each property so many in a run; every week a workflow tries EXAMPLES=500.
# However long one takes: no test asserts a time.
settings.register_profile(
    "suite", max_examples=int(os.environ.get("EXAMPLES", "25")), deadline=None
)
settings.load_profile("suite")

# A shell lets what it starts with & ignore Ctrl-C, and so would all that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: no need to look through it for garbage again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    """What `run` does to signals ends with the test."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGPIPE, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


TESTS = count()


@pytest.fixture(autouse=True)
def _own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is kept for a reader is kept for none who runs the tests, nor for the next test."""
    folder = str(tmp_path_factory.getbasetemp() / f"own{next(TESTS)}")
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, folder)


@pytest.fixture(name="no_hang")
def _no_hang() -> Iterator[None]:
    """Fails a test that waits for ever, or takes so long that its time grows too fast."""

    def fail(number: int, frame: FrameType | None) -> None:
        pytest.fail("it hangs")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(name="in_this_process")
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are read in the process of the tests."""
    for module in ("convert", "table"):
        monkeypatch.setattr(f"tiptui.documents.{module}.ask_process", read_here)


@pytest.fixture(name="here")
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, which is empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(name="series")
def _series(tmp_path: Path) -> Path:
    """The series of the examples, to be written to."""
    return Path(shutil.copytree(CHECKOUT / FOLDER, tmp_path / "series"))


@pytest.fixture(name="edited")
def _edited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What the editor was last called with."""
    program = tmp_path / "vim"
    program.write_text("")
    program.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(program))
    edited: list[str] = []

    def run_editor(_: Browser, argv: list[str]) -> str:
        edited[:] = argv[1:]
        return ""

    monkeypatch.setattr(Browser, "run_editor", run_editor)
    return edited
