"""The grid: two fields of the query crossed, its content, and where its keys lead."""

from collections.abc import Set
from dataclasses import replace
from typing import Any, Literal

from tiptui.collection.facts import join_words
from tiptui.collection.naming import OF_FIELD
from tiptui.search.columns import GridHeading
from tiptui.search.counts import AS_COUNTED, THIRD, Crossing, name_of
from tiptui.search.index import no_match
from tiptui.search.query import parse, with_term
from tiptui.text.visible import plural
from tiptui.view.following import find_again
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS, FIRST_VALUE, KINDS, Grid, Pane, View, enter

Axis = Literal["rows", "columns"]

FAR = 1_000_000  # cells that lead to an edge, however large the grid


# The content.


def table(scene: Scene) -> tuple[Crossing, str]:
    return _crossing(scene), join_words(titles(scene)[0], whose(scene), between=" · ")


def _crossing(scene: Scene) -> Crossing:
    grid = scene.view.grid
    return scene.index.cross(scene.results.hits, (grid.rows, grid.columns), grid.arrangement)


def at_cursor(scene: Scene) -> tuple[Crossing, int, int]:
    crossing, grid = _crossing(scene), scene.view.grid
    return crossing, *crossing.find(grid.row, grid.column)


def titles(scene: Scene) -> tuple[str, str]:
    """Return `Themes × years · 3 of 41 claims` and a shorter one; with `b` the number of rows."""
    crossing = _crossing(scene)
    rows, columns = (OF_FIELD[field] for field in crossing.fields)
    if crossing.rows_in_all:
        name = f"{rows.title} with both"
        some = f"{len(crossing.rows) - 1:,}"
        in_all = plural(crossing.rows_in_all, "row")
        return f"{name} × {columns.many} · {some} of {in_all}", f"{name} {some}/{in_all}"

    name = f"{rows.title} × {columns.many}"
    grows = scene.ellipsis
    more = "" if scene.results.hits.complete else "+"
    found = f"{crossing.total:,}{more}{grows}"
    total = sum(len(scene.index.everything.of[kind]) for kind in crossing.kinds)
    claims = plural(total, _claim_word(scene)).replace(" ", f"{grows} ")
    if not scene.query.terms:
        return f"{name} · {claims}", f"{name} {total:,}{grows}"
    return f"{name} · {found} of {claims}", f"{name} {found}/{total:,}{grows}"


def _claim_word(scene: Scene) -> str:
    kinds = _crossing(scene).kinds
    return kinds[0].removesuffix("s") if len(kinds) == 1 else scene.index.claim_word


def whose(scene: Scene) -> str:
    """Return the column that orders rows, if any, and the query: `rows by 2024 · under Costs`."""
    arrangement = scene.view.grid.arrangement
    shares = "% of each row" if arrangement.shares else ""
    orders = [f"rows by {name_of(column)}" for column in arrangement.by]
    return join_words(shares, *orders, scene.results.in_words, between=" · ")


def why_empty(scene: Scene) -> str:
    crossing, grid, hits = _crossing(scene), scene.view.grid, scene.results.hits
    found = sum(len(hits.of[KINDS[pane]]) for pane in CLAIMS)
    if not found:
        if not hits.complete:
            return "Searching …"
        if not scene.query.terms:
            return "No claims to count"
        hiding = scene.results.terms_hiding(Pane.SPEAKERS)
        return no_match(scene.view.query, scene.near_query, hiding)

    empty: list[tuple[str, str]] = []
    if len(crossing.rows) == 1:
        empty.append(("rows", grid.rows))
    if len(crossing.columns) == 1:
        empty.append(("columns", grid.columns))
    if not empty:
        return ""
    if crossing.rows_in_all:
        return "No row has claims in both columns · b shows all rows"

    # Of two fields without a value, the one that fewer kinds of claims can have is the reason.
    kinds = scene.index.facets.kinds_with
    axis, field = min(empty, key=lambda pair: len(kinds([pair[1]])))
    name = OF_FIELD[field].with_article
    none = f"None of these {found:,} names" if found > 1 else "This claim does not name"
    return f"{none} {name} · {axis[0]}: other {axis}"


def feet(scene: Scene) -> list[str]:
    """Return `3 claims · Air × 2024` and `3 · Air × 2024`; for a change `2 → 3 claims · Air`."""
    crossing, row, column = at_cursor(scene)
    headings = crossing.rows[row], crossing.columns[column]
    number, before = crossing.count(*headings), ""
    if headings[1] in THIRD:
        first, number = crossing.pair(headings[0])
        before = f"{first:,} → "

    names = [value.name for value in headings if value and value not in THIRD]
    end = f" · {' × '.join(names)}" if names else " in all"
    claims = plural(number, _claim_word(scene))
    return [f"{before}{claims}{end}", f"{before}{number:,}{end}"]


# The cursor.


def go_to(scene: Scene, row: int, column: int) -> View:
    """Move the cursor to a cell, or to the nearest one."""
    crossing = _crossing(scene)
    at_row = crossing.rows[max(crossing.first_row, min(row, len(crossing.rows) - 1))]
    at_column = crossing.columns[max(0, min(column, len(crossing.columns) - 1))]
    return _change_grid(scene, row=at_row, column=at_column)


def _change_grid(scene: Scene, **changes: Any) -> View:
    return replace(scene.view, grid=replace(scene.view.grid, **changes), remark="")


def go_by(scene: Scene, rows: int, columns: int) -> View:
    _, row, column = at_cursor(scene)
    return go_to(scene, row + rows, column + columns)


# The fields.


def open_grid(scene: Scene) -> View:
    """Open the grid as it was; at first, or where the query names two values, with new fields."""
    grid = scene.view.grid
    compared = ""
    in_query: set[str] = set()
    for term in scene.query.terms:
        if term.field in OF_FIELD and not term.negated:
            in_query.add(term.field)
            if len(term.values) == 2 and not compared:
                compared = term.field

    if not grid.rows or (compared and compared not in (grid.rows, grid.columns)):
        grid = _choose_fields(scene, compared, in_query)
    return enter(replace(scene.view, grid=grid), Pane.GRID)


def _choose_fields(scene: Scene, compared: str, in_query: Set[str]) -> Grid:
    """Return a grid of fields that have values, with two compared values as its columns."""
    occurring = {*scene.index.facets.occurring, "by", "status"}
    years = {dialogue.record.event.start_date[:4] for dialogue in scene.collection.dialogues}
    if len(years) == 1:
        occurring.discard("date")

    likely = ["theme", "by", "date", "to", "status"]
    if compared == "to":
        likely = ["by", "theme", "date", "status"]
    fields = [field for field in likely if field in occurring]
    fields.sort(key=lambda field: field in in_query)  # these have few values left

    columns = compared or next(field for field in fields if field in ("date", "to", "status"))
    rows = next(field for field in fields if field != columns)
    return Grid(rows, columns)


def set_field(scene: Scene, axis: Axis, field: str) -> View:
    """Set the field of an axis; that of the other axis counts pairs."""
    grid = scene.view.grid
    if getattr(grid, axis) == field:
        return scene.view
    changes: dict[str, Any] = {axis: field, axis.removesuffix("s"): FIRST_VALUE}
    if axis == "columns":
        changes["arrangement"] = AS_COUNTED  # an order names columns
    return _change_grid(scene, **changes)


def transpose(scene: Scene) -> View:
    grid = scene.view.grid
    turned = Grid(grid.columns, grid.rows, grid.column, grid.row)
    return replace(scene.view, grid=turned, remark="")


def turn_crossing_order(scene: Scene) -> View:
    """Order rows by the column of the cursor, or as they stood."""
    crossing, row, column = at_cursor(scene)
    before, heading = scene.view.grid.arrangement, crossing.columns[column]
    after = before._replace(by=() if before.by == (heading,) else (heading,))
    return _change_grid(scene, arrangement=after, row=crossing.rows[row], column=heading)


def turn_both(scene: Scene) -> View:
    """Show only the rows with claims in both of two columns, or all again."""
    arrangement = scene.view.grid.arrangement
    if not _crossing(scene).compared:
        remark = "b needs two columns: / date:2010,2014 leaves two years"
        return scene.view.with_remark(remark)
    return _change_grid(scene, arrangement=arrangement._replace(both=not arrangement.both))


def turn_shares(scene: Scene) -> View:
    """Show shares of the sums of rows instead of numbers, or numbers again."""
    arrangement = scene.view.grid.arrangement
    return _change_grid(scene, arrangement=arrangement._replace(shares=not arrangement.shares))


def follow_cell(scene: Scene) -> View:
    """Go to the claims that the cell under the cursor counts; for a change, of both columns."""
    crossing, row, column = at_cursor(scene)
    headings = crossing.rows[row], crossing.columns[column]
    if not crossing.text(*headings):
        return scene.view.with_remark(f"nothing to open: {feet(scene)[0]}")

    query = _query_of_cell(scene, crossing, headings)
    hits = scene.index.hits(parse(query))
    panes = [pane for pane in CLAIMS if hits.of[KINDS[pane]]]
    pane = scene.view.claims if scene.view.claims in panes else panes[0]
    return replace(enter(find_again(scene, query), pane), is_open=True)


def _query_of_cell(
    scene: Scene, crossing: Crossing, headings: tuple[GridHeading, GridHeading]
) -> str:
    """Return the query with the terms of the cell's row and column."""
    query, facets = scene.view.query, scene.index.facets
    in_query = {term.field for term in scene.query.terms if not term.negated}
    fields: list[str] = []
    for field, value in zip(crossing.fields, headings, strict=True):
        if value is None:
            continue
        fields.append(field)
        if value not in THIRD:
            query = with_term(query, facets.write(field, value))
        elif field not in in_query:
            first, last = (facets.write(field, year) for year in crossing.compared)
            query = with_term(query, f"{first},{last.removeprefix(f'{field}:')}")

    is_wider = len(facets.kinds_with(fields)) > len(crossing.kinds) == 1
    if is_wider and scene.index.claim_word == "claim":
        query = with_term(query, f"is:{_claim_word(scene)}")  # no other can have both fields
    return query
