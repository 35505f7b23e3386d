"""Grids, and records with something to cross."""

from tests.kit.records import indexed, several
from tiptui.collection.opened import Collection
from tiptui.search.counts import Crossing
from tiptui.view import grid
from tiptui.view.scene import Scene
from tiptui.view.state import Grid, View


def opened(collection: Collection, query: str = "", fields: tuple[str, str] | None = None) -> Scene:
    """Return a scene with the grid, opened by its key or with some fields."""
    view = View(query=query, grid=Grid(*fields) if fields else Grid())
    index = indexed(collection)
    scene = Scene(index, grid.open_grid(Scene(index, view)))
    for field in (scene.view.grid.rows, scene.view.grid.columns):
        index.facets.values(field)
    return scene


def crossed(scene: Scene) -> Crossing:
    return grid.at_cursor(scene)[0]


def many(rows: int, columns: int) -> str:
    """Return a record with `rows` themes and `columns` addressees."""
    lines = ["tiptui: 1", "event: {id: e, name: E, start_date: 2024}", "themes:"]
    lines += [f"  - {{id: t{n}, name: Theme {n:03}}}" for n in range(rows)]
    lines += ["speakers: [{id: ann, name: Ann}]", "recommendations:"]
    for n in range(max(rows, columns)):
        theme, body = n % rows, f"Body {n % columns:03}"
        lines.append(f"  - {{id: r{n}, text: Ask, by: [ann], themes: [t{theme}], to: [{body}]}}")
    return "\n".join(lines)


def of_year(year: str, themes: str) -> str:
    """Return a record with a recommendation under each theme, the first to North; one statement."""
    lines = [
        "tiptui: 1",
        f"event: {{id: y{year}, name: E, start_date: {year}}}",
        "themes: [{id: air, name: Air}, {id: sea, name: Sea}, {id: land, name: Land}]",
        "organizations: [{id: north, name: North}, {id: south, name: South}]",
        "speakers: [{id: ann, name: Ann, statements: [{text: Said, themes: [air]}]}]",
        "recommendations:",
    ]
    for number, theme in enumerate(themes.split()):
        asked = "south" if number else "north"
        words = f"text: Ask {number}, by: [ann], to: [{asked}], themes: [{theme}]"
        lines.append(f"  - {{id: r{number}, {words}}}")
    return "\n".join(lines)


OF_TWO_YEARS = several(of_year("2010", "air air sea sea"), of_year("2014", "air air air sea land"))
