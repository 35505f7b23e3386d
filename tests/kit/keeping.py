"""Somebody who keeps a record: the files that the browser changes, and their texts afterwards."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.kit.browsing import browsing
from tests.kit.checkout import document
from tests.kit.drawn import Reader
from tests.kit.records import ADDED_TO, record
from tiptui.record.model import Record

TEXT = document("tests/records/keeping.txt")


@asynccontextmanager
async def keeping(
    folder: Path, size: tuple[int, int] = (120, 40), text: str = TEXT
) -> AsyncIterator[Reader]:
    (folder / "m.yaml").write_text(ADDED_TO, "utf-8")
    (folder / "log.txt").write_text(text, "utf-8")
    async with browsing(folder / "m.yaml", size) as keeper:
        yield keeper


def written(folder: Path) -> str:
    return (folder / "m.yaml").read_text("utf-8")


def kept(folder: Path) -> Record:
    return record(written(folder))


def two_records(folder: Path) -> None:
    for id in ("m", "o"):
        text = ADDED_TO.replace("id: m,", f"id: {id},").replace("r1,", f"r1, number: '1.{id}',")
        (folder / f"{id}.yaml").write_text(text, "utf-8")


def texts(folder: Path) -> list[str]:
    return [(folder / f"{id}.yaml").read_text("utf-8") for id in ("m", "o")]
