"""Golden files: the output of every renderer for some records, and of commands.

    .venv/bin/python -m tests.kit.golden        writes all of them anew

One record has every key and is kept in full. Of the others only those files are kept that add
something to it.
"""

import os
import re
import shlex
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import chdir, closing, contextmanager
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import Mock, patch

import docx
import openpyxl
from docx.table import Table
from textual.content import Content
from textual.geometry import Size

from tests.kit.checkout import CHECKOUT, FILES, FOLDER
from tests.kit.transcript import outputs_of, transcribe
from tiptui.cli.main import run
from tiptui.collection.dialogue import Dialogue, Thing
from tiptui.collection.live import Live
from tiptui.report.citations import choices
from tiptui.report.tables import TABLES
from tiptui.search.index import Index
from tiptui.ui.panes.cursor_pane import CURSOR, MARK, CursorPane, PaneGroup
from tiptui.view.contents import show
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS, FACETS, Pane, View, enter, move

GOLDEN = CHECKOUT / "tests" / "golden"

EVERY_KEY = "tests/golden/every-key.yaml"
"""A record with every key of the format, and every word that a key may have."""

HIGH = 2_000
"""Lines of a pane, enough to draw all of it."""

DRAWN = (Pane.EVENT, Pane.COUNTS, Pane.SPEAKERS, *CLAIMS, Pane.DETAIL)

WIDTHS: Mapping[int, Mapping[Pane, int]] = {
    120: dict(zip(DRAWN, (36, 36, 38, 46, 46, 46, 120), strict=True)),
    80: dict(zip(DRAWN, (35, 35, 36, 44, 44, 44, 80), strict=True)),
    40: dict.fromkeys(DRAWN, 40),
}
"""The widths of the panes, their borders included, by the columns of the terminal."""


@contextmanager
def same_each_time() -> Iterator[None]:
    kept = dict.fromkeys(("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), "/nowhere")
    with (
        patch.dict(os.environ, {"SOURCE_DATE_EPOCH": "1768435200", **kept}),  # 15 January 2026
        patch("tiptui.files.own.VERSION", "VERSION"),
        chdir(CHECKOUT),
    ):
        yield


# Printed and exported.


def printed(line: str, path: str) -> str:
    status, out, err = outputs_of(partial(run, shlex.split(line.format(path))))
    assert status == 0, err
    return out


def written(to: str, output: str, path: str, *, file: str = "") -> bytes:
    """Return the output file of an export, or another `file` that it writes beside that."""
    with TemporaryDirectory() as folder:
        printed(f"export --no-cache --to {to} --in {{}} -o {folder}/{output}", path)
        return Path(folder, file or output).read_bytes()


def about(path: str) -> str:
    return written("ris", "all.ris", path, file="all.ris.about.json").decode()


def page(path: str) -> str:
    return _in_lines(printed("export --no-cache --to html --in {}", path))


def page_of_pages(path: str) -> str:
    return _in_lines(written("html", "pages/", path, file="pages/index.html").decode())


def of_table(path: str) -> str:
    with TemporaryDirectory() as folder:
        printed(f"new {folder}/a --from {{}}/table.csv --group year", path)
        return Path(folder, "a", "2010.yaml").read_text("utf-8")


def _in_lines(html: str) -> str:
    """Return a page with a line for each paragraph and item, without script and style."""
    html = re.sub(r"(<(style|script)>).*?(?=</\2>)", r"\1…", html, flags=re.DOTALL)
    html = re.sub(r"'sha256-[^']*'", "'sha256-…'", html)
    return re.sub(r"(?<=>)(?=<(?:p|li)\b)", "\n", html)


def workbook(path: str) -> str:
    lines = list[str]()
    for sheet in openpyxl.load_workbook(BytesIO(written("xlsx", "all.xlsx", path))):
        names, *rows = sheet.iter_rows(values_only=True)
        lines.append(f"# {sheet.title}")
        for row in rows:
            cells = zip(names, row, strict=True)
            lines.append(" │ ".join(f"{name}: {cell}" for name, cell in cells if cell is not None))
    return "\n".join(lines) + "\n"


def document(path: str) -> str:
    """Return the text of a document of Word: a line for each paragraph, after its style."""
    lines = list[str]()
    report = docx.Document(BytesIO(written("docx", "all.docx", path)))
    for block in report.iter_inner_content():
        if isinstance(block, Table):
            cells = ([cell.text.replace("\n", " / ") for cell in row.cells] for row in block.rows)
            lines += map(" │ ".join, cells)
        else:
            lines.append(f"{block.style.name}: {block.text}" if block.style else block.text)
    lines.append(f"Properties: {report.core_properties.comments}")
    return "\n".join(lines) + "\n"


def database(path: str) -> str:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(written("sqlite", "all.db", path))
        return "\n".join(base.iterdump()) + "\n"


@cache
def opened(path: str) -> Index:
    return Index(Live([path], {}).read_all())


def things_of(dialogue: Dialogue) -> Iterator[Thing]:
    yield from (dialogue.event, *dialogue.organizations, *dialogue.themes, *dialogue.people)
    for claim in dialogue.claims:
        yield from (claim, *claim.responses)
        yield from (each for each in claim.addressees if each.kind == "addressee")


def citations(path: str, *, each_quotation: bool) -> str:
    index, lines = opened(path), list[str]()
    for thing in dict.fromkeys(
        thing for dialogue in index.collection.dialogues for thing in things_of(dialogue)
    ):
        several = each_quotation and not thing.has_name and thing.quotations[1:]
        for cited in (None, *(thing.quotations if several else ())):
            texts = choices(index, thing.ref, cited and cited.evidence)
            place = f" ¶{cited.evidence.paragraph}" if cited else ""
            lines.append(f"{index.collection.shown(thing.ref)}{place}")
            lines += [f"  {label}: {text}" for label, text in texts.items()]
    return "\n".join(lines) + "\n"


# Drawn in the browser.


def panes(index: Index, view: View, columns: int, wanted: Set[Pane]) -> Iterator[str]:
    scene, widths = Scene(index, view), WIDTHS[columns]
    size = property(lambda pane: Size(widths[pane.pane] - 2, HIGH))
    # The screen is needed only for styles, and to mount panes.
    with patch.object(CursorPane, "size", size):
        group = PaneGroup(Mock(), {}, view.claims)
        shown = show(scene)
        group.show(shown, scene)
        for name, pane in group.items():
            if name in wanted and name in shown:
                pane.fit()
                yield _drawn(pane)


def _drawn(pane: CursorPane) -> str:
    frame, lines = pane.body.frame(), [f"╭ {_title(pane.border_title)}"]
    for number, line in enumerate(frame.lines):
        before = CURSOR if number == frame.cursor else MARK if line.marked else " "
        lines.append(f"│{before} {line.text.plain}".rstrip())
    while lines[-1] == "│":
        del lines[-1]
    if below := _title(pane.border_subtitle):
        lines.append(f"╰ {below}")
    return "\n".join(lines)


def _title(markup: str | None) -> str:
    """Return a title with the tab shown between `_`."""
    title = Content.from_markup(markup or "")
    shown = [span for span in title.spans if str(span.style).startswith("underline")]
    words = title.plain
    for start, end, _ in reversed(shown):
        words = f"{words[:start]}_{words[start:end]}_{words[end:]}"
    return words


def lists(path: str, *, columns: int) -> str:
    index = opened(path)
    counted = [each for each in FACETS if each in index.facets.occurring]
    views = [View(claims=each) for each in CLAIMS]
    views += [View(first=Pane.COUNTS, facet=each) for each in counted]
    return _together(index, views, columns, {*DRAWN} - {Pane.DETAIL})


def found(path: str, *, queries: Sequence[str]) -> str:
    index, parts = opened(path), list[str]()
    page = {Pane.EVENT} if index.collection.single else set()
    for query in queries:
        views = [View(query=query, claims=each) for each in CLAIMS]
        drawn = _together(index, views, 120, {*DRAWN} - {Pane.DETAIL} - page)
        parts.append(f"/ {query}\n{drawn}")
    return "\n".join(parts)


def _together(index: Index, views: Iterable[View], columns: int, wanted: Set[Pane]) -> str:
    """Return the wanted panes of some views, equal ones once."""
    drawn = (each for view in views for each in panes(index, view, columns, wanted))
    return "\n".join(dict.fromkeys(drawn)) + "\n"


def details(path: str, *, columns: int, every: bool) -> str:
    """Return the details of the event, of each speaker and of each recommendation.

    With `every`, add those of each statement and of all that the event leads to.
    """
    index = opened(path)
    scene, alone = Scene(index, View()), index.collection.single
    rows = {pane: scene.rows(pane) for pane in (Pane.EVENT, Pane.SPEAKERS, Pane.RECOMMENDATIONS)}
    if every:
        rows |= {pane: scene.rows(pane) for pane in CLAIMS[1:]}
    elif alone:
        rows[Pane.EVENT] = [alone.id]
    views = (move(enter(View(), pane), pane, row) for pane in rows for row in rows[pane])
    return _together(index, views, columns, {Pane.DETAIL})


# The files.

Make = Callable[[str], str]

_ALL = "is:person,group,statement,recommendation,point"
_EXPORT = "export --no-cache --in {} --to"

SHOW: Mapping[str, Make] = {"show.txt": partial(printed, "show --no-cache {}")}
EVIDENCE: Mapping[str, Make] = {
    "show-evidence.txt": partial(printed, "show --no-cache --evidence {}")
}
PRINTED: Mapping[str, Make] = {
    "find.txt": partial(printed, f"find --no-cache --in {{}} {_ALL}"),
    "brief.md": partial(printed, f"{_EXPORT} markdown"),
    "page.html": page,
    **{f"{each}.csv": partial(printed, f"{_EXPORT} csv --list {each}") for each in TABLES},
    "workbook.txt": workbook,
    "document.txt": document,
    "sources.ris": partial(printed, f"{_EXPORT} ris"),
    "citations.txt": partial(citations, each_quotation=False),
}


def under(*queries: str) -> Mapping[str, Make]:
    return {
        "found.json": partial(printed, f"find --no-cache --json --in {{}} {queries[0]}"),
        "found.txt": partial(found, queries=queries),
    }


def drawn(
    lists_at: Iterable[int], details_at: Iterable[int], every: bool = False
) -> Mapping[str, Make]:
    return {
        **{f"lists-{each}.txt": partial(lists, columns=each) for each in lists_at},
        **{
            f"details-{each}.txt": partial(details, columns=each, every=every)
            for each in details_at
        },
    }


SEARCHED = (
    *("night", "mayor", "korin", '"board of"', "whoever", "opening", "passengers", "tug,", "r3"),
    *("theme:bridge has:due", "is:unproved by:crews", "bridge -deck"),
)
"""Queries that each match in another part of a claim, or by other fields."""

WITH_TITLES = (
    *("kardar", "id:r11", "by:syed-kausar-abbas", "org:iom", "by:uzma,nazir awareness -accepted"),
    *("zzz", "kardaar", "kardaar is:statement", "kardar is:statement", "by:uzma surveillance"),
)
"""Queries that titles have in words, or that leave a list empty, with its reason."""

RECORDS: Mapping[str, tuple[str, Mapping[str, Make]]] = {
    "every-key": (
        EVERY_KEY,
        {
            **SHOW,
            **EVIDENCE,
            **PRINTED,
            **under(*SEARCHED),
            **drawn(WIDTHS, WIDTHS, every=True),
            "find.json": partial(printed, f"find --no-cache --json --in {{}} {_ALL}"),
            "about.json": about,
            "database.sql": database,
            "citations.txt": partial(citations, each_quotation=True),
        },
    ),
    "lahore": (
        "data/event.yaml",
        {**SHOW, **PRINTED, **under(*WITH_TITLES), **drawn(WIDTHS, WIDTHS)},
    ),
    "hearing": (
        "examples/hearing.yaml",
        {**EVIDENCE, **PRINTED, **under("ladder"), **drawn((80,), (80,))},
    ),
    "provincial": (
        FOLDER,
        {
            **SHOW,
            **PRINTED,
            **under("okoye"),
            **drawn((120, 40), (120,)),
            "pages.html": page_of_pages,
        },
    ),
    "drafted": (
        "tests/golden",
        {
            "round-table.yaml": partial(printed, "new --turns --from {}/round-table.txt"),
            **{
                f"{each}.yaml": partial(printed, f"new --from {{}}/{each}.txt")
                for each in ("report", "review-en", "review-fr", "review-es")
            },
            "table.txt": partial(printed, "new a --from {}/table.csv --group year --dry-run"),
            "2010.yaml": of_table,
            "page.txt": partial(printed, "text {}/page.html"),
            "notes.txt": partial(printed, "text {}/notes.md"),
        },
    ),
    **{file.stem: (f"{FOLDER}/{file.name}", EVIDENCE) for file in FILES},
}
"""The path of each record or folder of records, and the makers of its files."""

MADE: Mapping[str, Callable[[], str]] = {
    **{
        f"{folder}/{name}": partial(make, path)
        for folder, (path, files) in RECORDS.items()
        for name, make in files.items()
    },
    **{
        f"commands/{file.name}": partial(transcribe, file)
        for file in sorted((GOLDEN / "commands").iterdir())
    },
}
"""The maker of each file, by its name."""


def main() -> None:
    with same_each_time():
        made = {name: make() for name, make in MADE.items()}
    for folder in filter(Path.is_dir, GOLDEN.iterdir()):
        shutil.rmtree(folder)
    for name, text in made.items():
        (GOLDEN / name).parent.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
