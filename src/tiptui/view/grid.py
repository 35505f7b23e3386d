"""The grid: two fields of the query crossed, its content, and where its keys lead."""

from dataclasses import replace
from typing import Any, Literal

from tiptui.collection.naming import OF_FIELD
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
    return _crossing(scene), " · ".join(filter(None, (titles(scene)[0], whose(scene))))


def _crossing(scene: Scene) -> Crossing:
    grid = scene.view.grid
    return scene.index.cross(scene.results.hits, (grid.rows, grid.columns), grid.arrangement)


def at_cursor(scene: Scene) -> tuple[Crossing, int, int]:
    crossing, grid = _crossing(scene), scene.view.grid
    return crossing, *crossing.find(grid.row, grid.column)


def titles(scene: Scene) -> tuple[str, ...]:
    """Return `Themes × years · 3 of 41 claims`, the shortest last; with `b` the number of rows."""
    crossing = _crossing(scene)
    of_rows, of_columns = map(OF_FIELD.__getitem__, crossing.fields)
    name, count = f"{of_rows.title} × {of_columns.many}", f"{crossing.total:,}"
    if crossing.rows_in_all:
        some, name = f"{len(crossing.rows) - 1:,}", f"{of_rows.title} with both"
        of = plural(crossing.rows_in_all, "row")
        return (f"{name} × {of_columns.many} · {some} of {of}", f"{name} {some}/{of}")
    count += scene.ellipsis if scene.results.hits.complete else f"+{scene.ellipsis}"
    whole = sum(len(scene.index.everything.of[kind]) for kind in crossing.kinds)
    claims = plural(whole, _claim_word(scene)).replace(" ", f"{scene.ellipsis} ")
    if not scene.query.terms:
        return (f"{name} · {claims}", f"{name} {whole:,}{scene.ellipsis}")
    return (f"{name} · {count} of {claims}", f"{name} {count}/{whole:,}{scene.ellipsis}")


def _claim_word(scene: Scene) -> str:
    kinds = _crossing(scene).kinds
    return kinds[0].removesuffix("s") if len(kinds) == 1 else scene.index.claim_word


def whose(scene: Scene) -> str:
    """Return the column that orders rows, if any, and the query: `rows by 2024 · under Costs`."""
    orders = [f"rows by {name_of(column)}" for column in scene.view.grid.arrangement.by]
    shares = "% of each row" if scene.view.grid.arrangement.shares else ""
    return " · ".join(filter(None, (shares, *orders, scene.results.in_words)))


def why_empty(scene: Scene) -> str:
    crossing, grid = _crossing(scene), scene.view.grid
    if not (found := sum(len(scene.results.hits.of[KINDS[pane]]) for pane in CLAIMS)):
        if not scene.results.hits.complete:
            return "Searching …"
        if not scene.query.terms:
            return "No claims to count"
        return no_match(
            scene.view.query, scene.near_query, scene.results.terms_hiding(Pane.SPEAKERS)
        )
    # Of two fields without a value, the one that fewer kinds of claims can have is the reason.
    kinds = scene.index.facets.kinds_with
    axes: list[Axis] = ["rows", "columns"]
    for axis in sorted(axes, key=lambda axis: len(kinds([getattr(grid, axis)]))):
        if len(getattr(crossing, axis)) == 1:
            if crossing.rows_in_all:
                return "No row has claims in both columns · b shows all rows"
            name = OF_FIELD[getattr(grid, axis)].with_article
            none = f"None of these {found:,} names" if found > 1 else "This claim does not name"
            return f"{none} {name} · {axis[0]}: other {axis}"
    return ""


def feet(scene: Scene) -> list[str]:
    """Return `3 claims · Air × 2024` and `3 · Air × 2024`; for a change `2 → 3 claims · Air`."""
    (crossing, row, column), claim = at_cursor(scene), _claim_word(scene)
    headings = crossing.rows[row], crossing.columns[column]
    names = [value.name for value in headings if value and value not in THIRD]
    number, before = crossing.count(*headings), ""
    if headings[1] in THIRD:
        first, number = crossing.pair(headings[0])
        before = f"{first:,} → "
    end = f" · {' × '.join(names)}" if names else " in all"
    return [before + count + end for count in (plural(number, claim), f"{number:,}")]


# The cursor.


def go_to(scene: Scene, row: int, column: int) -> View:
    """Move the cursor to a cell, or to the nearest one."""
    crossing = _crossing(scene)
    at_row = crossing.rows[max(crossing.first_row, min(row, len(crossing.rows) - 1))]
    at_column = crossing.columns[max(0, min(column, len(crossing.columns) - 1))]
    grid = replace(scene.view.grid, row=at_row, column=at_column)
    return replace(scene.view, grid=grid, remark="")


def go_by(scene: Scene, rows: int, columns: int) -> View:
    _, row, column = at_cursor(scene)
    return go_to(scene, row + rows, column + columns)


# The fields.


def open_grid(scene: Scene) -> View:
    """Open the grid as it was; at first, or where the query names two values, with new fields."""
    grid, terms = scene.view.grid, [of for of in scene.query.terms if not of.negated]
    named = {of.field: len(of.values) for of in terms if of.field in OF_FIELD}
    compared = next((field for field, count in named.items() if count == 2), "")
    if not grid.rows or (compared and compared not in (grid.rows, grid.columns)):
        years = {one.record.event.start_date[:4] for one in scene.collection.dialogues}
        there = {*scene.index.facets.occurring, "by", "status"}
        there -= {"date"} if len(years) == 1 else set()
        first = ("by", "theme") if compared == "to" else ("theme", "by")
        fields = [field for field in (*first, "date", "to", "status") if field in there]
        fields.sort(key=named.__contains__)  # a field that the query names has few values left
        columns = compared or next(one for one in fields if one in ("date", "to", "status"))
        grid = Grid(next(one for one in fields if one != columns), columns)
    return enter(replace(scene.view, grid=grid), Pane.GRID)


def set_field(scene: Scene, axis: Axis, field: str) -> View:
    """Set the field of an axis; that of the other axis counts pairs."""
    grid = scene.view.grid
    if getattr(grid, axis) == field:
        return scene.view
    changes: dict[str, Any] = {axis: field, axis.removesuffix("s"): FIRST_VALUE}
    if axis == "columns":
        changes["arrangement"] = AS_COUNTED  # an order names columns
    return replace(scene.view, grid=replace(grid, **changes), remark="")


def transpose(scene: Scene) -> View:
    grid = scene.view.grid
    turned = Grid(grid.columns, grid.rows, grid.column, grid.row)
    return replace(scene.view, grid=turned, remark="")


def turn_crossing_order(scene: Scene) -> View:
    """Order rows by the column of the cursor, or as they stood."""
    view, (crossing, row, column) = scene.view, at_cursor(scene)
    before, at = view.grid.arrangement, crossing.columns[column]
    after = before._replace(by=() if before.by == (at,) else (at,))
    grid = replace(view.grid, arrangement=after, row=crossing.rows[row], column=at)
    return replace(view, grid=grid, remark="")


def turn_both(scene: Scene) -> View:
    """Show only the rows with claims in both of two columns, or all again."""
    view, grid = scene.view, scene.view.grid
    if not _crossing(scene).compared:
        return replace(view, remark="b needs two columns: / date:2010,2014 leaves two years")
    arrangement = grid.arrangement._replace(both=not grid.arrangement.both)
    return replace(view, grid=replace(grid, arrangement=arrangement), remark="")


def turn_shares(scene: Scene) -> View:
    """Show shares of the sums of rows instead of numbers, or numbers again."""
    view, grid = scene.view, scene.view.grid
    arrangement = grid.arrangement._replace(shares=not grid.arrangement.shares)
    return replace(view, grid=replace(grid, arrangement=arrangement), remark="")


def follow_cell(scene: Scene) -> View:
    """Go to the claims that the cell under the cursor counts; for a change, of both columns."""
    view, facets, (crossing, row, column) = scene.view, scene.index.facets, at_cursor(scene)
    headings = crossing.rows[row], crossing.columns[column]
    if not crossing.text(*headings):
        return replace(view, remark=f"nothing to open: {feet(scene)[0]}")
    query = view.query
    for field, value in zip(crossing.fields, headings, strict=True):
        if value in THIRD:
            if not any(of.field == field and not of.negated for of in scene.query.terms):
                first, last = (facets.write(field, one) for one in crossing.compared)
                query = with_term(query, f"{first},{last.removeprefix(f'{field}:')}")
        elif value is not None:
            query = with_term(query, facets.write(field, value))
    named = [of for of, value in zip(crossing.fields, headings, strict=True) if value]
    is_wider = len(facets.kinds_with(named)) > len(crossing.kinds) == 1
    if is_wider and scene.index.claim_word == "claim":
        query = with_term(query, f"is:{_claim_word(scene)}")  # no other can have both fields
    hits = scene.index.hits(parse(query))
    lists = sorted(CLAIMS, key=lambda pane: pane is not view.claims)
    pane = next(pane for pane in lists if hits.of[KINDS[pane]])
    return replace(enter(find_again(scene, query), pane), is_open=True)
