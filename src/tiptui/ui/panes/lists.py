"""Rows of lists: some lines each, cut to the width, the first not indented."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, product, takewhile
from operator import eq

from rich.cells import cell_len
from textual.content import Content, Span

from tiptui.collection.dialogue import Thing
from tiptui.collection.facts import SIGNS, Facts, join_words, status_words
from tiptui.collection.naming import NOBODY
from tiptui.collection.thing_lines import about, searched_texts
from tiptui.search.columns import FieldValue
from tiptui.search.counts import COURSE
from tiptui.search.query import FIELDS, FoldedWords
from tiptui.text.folding import fold, holds, words_of
from tiptui.text.styles import draw_course, line_starts
from tiptui.text.visible import short_date
from tiptui.text.words import splits_letter
from tiptui.ui.panes.page import PaneLine, Sections, mark_up
from tiptui.ui.terminal.widths import fit
from tiptui.view.scene import Scene
from tiptui.view.state import CLAIMS, KINDS, Pane

BAR_OF_COUNT = "▪"

INDENT = 2  # cells by which the other lines of a row are indented: so one sees where a row begins
LEAST_OF_THEMES = 8  # cells that are worth naming the themes of a claim
LEAST_OF_DAYS = 60  # cells of a row that has the day of a date
LEAST_OF_MAKERS = 12  # cells of makers where addressees need room
MOST_YEARS, PART_OF_YEARS = 12, 6  # cells of a course, of which a row has so many times as many
LEAST = 6  # cells in which the end of a name is worth as much as its beginning


def list_page(pane: Pane, row_lines: Callable[..., list[Content]], scene: Scene) -> Sections:
    rows = scene.results.rows(pane)

    def lines(row: int, width: int) -> list[PaneLine]:
        above = (rows[row - 1],) if row and pane in CLAIMS else ()
        texts = row_lines(scene, rows[row], width, *above)
        return [PaneLine(text, [row], not below) for below, text in enumerate(texts)]

    return Sections(len(rows), lines, are_rows=True)


# The rows.


def speaker_row(scene: Scene, name: str, width: int) -> list[Content]:
    """Return the lines of a speaker: name, counts, a bar; role and organization, if there are any.

    Under a query the counts are `3 of 11`; the second line may be another text that matches.
    """
    collection, words = scene.collection, scene.words
    person, related = collection[name], collection.related(name)
    title, facts = person.name, person.facts
    claims = {kind: related.of[kind] for kind in scene.index.kinds_said}
    counts = "·".join(f"{len(rows):,}" for rows in claims.values())
    number, most = scene.count_found(name), scene.results.rows(Pane.SPEAKERS).most
    own = {KINDS[pane]: related.of[KINDS[pane]] for pane in CLAIMS}
    if scene.query.terms:
        counts = f"{number:,} of {sum(map(len, own.values())):,}"
    if most:
        counts += draw_bar(number, most, width // 8)
    kind = facts.words("kind") if "kind" in scene.index.facets.occurring else ""
    below = "" if facts.office == title else facts.office or kind
    many = len(related.of["dialogues"])
    end = f" · {many:,} dialogues" if many > 1 else ""
    if hidden := _words_out_of_sight(words, title, below):
        found = scene.index.claims_found(scene.results.hits, related)
        other = collection.claim(*found[0]) if found else None
        others = (f"also {other_name}" for other_name in facts.values("other_names"))
        further = searched_texts(other) if other else ()
        id = other.id if other else collection.shown(name)
        if best := _best_match(chain(about(person), others, further), hidden, id):
            below, end = best, ""
    first = _with_end(mark_up(title, words, "name"), counts, width, "muted")
    second = _excerpt(mark_up(below, words, "muted"), width - INDENT - len(end))
    end = end if below else end.removeprefix(" · ")
    below_name = _cut(second + Content.styled(end, "muted"), width - INDENT)
    if many > 1 and (years := newest_years(scene.index.years, width)):
        hits = scene.results.hits.of
        own_hits = {kind: hits[kind].among(rows) for kind, rows in own.items()}
        by_year = scene.index.facets.count(["date"], own_hits)
        course = draw_course([by_year.get((year,), 0) for year in years])
        if below_name.cell_length + len(course) + 2 <= width - INDENT:
            below_name = _with_end(below_name, course, width - INDENT, "muted")
    return [first, below_name.pad_left(INDENT)] if below_name else [first]


def count_row(scene: Scene, term: str, width: int) -> list[Content]:
    counts, count = scene.results.counts, scene.results.counts.of[term]
    name = mark_up(count.value.name, style="name")
    years = [] if scene.view.facet == "date" else newest_years(scene.index.years, width)
    course = draw_course([count.by_year.get((year,), 0) for year in years])
    return [count_line(name, count.number, counts.least, counts.most, width, course)]


def newest_years(years: Sequence[FieldValue], width: int) -> Sequence[FieldValue]:
    """Return the newest years that have room in a row; none if they are too few for a course."""
    most = min(MOST_YEARS, width // PART_OF_YEARS)
    return years[-most:] if most >= COURSE else ()


def count_line(
    name: Content, number: int, least: int, most: int, width: int, course: str = ""
) -> Content:
    """Return a name, its course if that leaves room for all of the name, a number and a bar."""
    bar = draw_bar(number, most, width // 6) if least < most else ""
    end = f"{number:>{len(f'{most:,}')},}{bar}"
    course += " " if course else ""
    if name.cell_length + 1 + len(course) + len(end) > width:
        course = ""
    name = elide(name, max(1, width - len(end) - 1))
    gap = " " * (width - len(course) - len(end) - name.cell_length)
    return _cut(Content.assemble(name, gap, (course + end, "muted")), width)


def draw_bar(number: int, most: int, room: int) -> str:
    """Return a bar in a column, as long as a number beside the largest."""
    return f" {BAR_OF_COUNT * round(room * number / most):<{room}}"


def claim_row(scene: Scene, name: str, width: int, above: str = "") -> list[Content]:
    """Return the lines of a claim: number and text; when, who → whom, themes, its status.

    Under `same:` the last line begins with the reason; the second may be another text that matches.
    """
    claim, words = scene.collection[name], scene.words
    title, facts, room = claim.name, claim.facts, width - INDENT
    sought = {text.id for term in scene.query.terms for text in term.texts}
    is_by_id = not sought.isdisjoint((claim.id.lower(), name.lower()))
    lead = claim.id if is_by_id else facts.value("number")
    is_found = is_by_id or lead.lower() in sought
    text = mark_up(lead, style="match" if is_found else "muted") + (" " if lead else "")
    text, whole = text + mark_up(title, words, "name"), text
    last = _who_asks_whom(scene, claim, facts, room)
    hidden = _words_out_of_sight(words, title, last.plain, lead if is_found else "")
    if found := _best_match(searched_texts(claim), hidden):
        first, second = _excerpt(text, width), _excerpt(mark_up(found, words, "muted"), room)
    else:
        first, second = _two_lines(text, width)
        # Below a row that looks the same, the text begins where it differs.
        before = scene.collection[above].name if above and len(text) > width else ""
        same = sum(takewhile(bool, map(eq, title, before)))
        if max(0, len(first) + len(second) - len(whole) - 2) < same < len(title):
            text = whole + mark_up(f"…{title[title.rfind(' ', 0, same) + 1 :]}", words, "name")
            first, second = _two_lines(text, width)
    return [first, *(line.pad_left(INDENT) for line in (second, last) if line)]


def _who_asks_whom(scene: Scene, claim: Thing, facts: Facts, width: int) -> Content:
    """Return when, who → whom, themes; at the right its status or kind, and whether it is overdue.

    A narrow row leaves out themes, then words of reason and of the status, then the date.
    """
    words, known = scene.words, scene.results.common_facts
    when = "" if scene.collection.single else short_date(claim.dialogue.known_date)
    told = {
        "date": when,
        "by": facts.value("by") and facts.words("by"),
        "status": facts.value("status"),
    }
    told["is"] = facts.words("kind") if len(scene.index.point_kinds) > 1 else ""
    told["to"] = (facts.words("to") or NOBODY) if claim.kind == "recommendation" else ""
    told = {name: "" if FIELDS[name].words.format(of) in known else of for name, of in told.items()}
    date, makers, status, kind, addressees = told.values()
    if width < LEAST_OF_DAYS:  # for all rows: a year alone looks as if only that were known
        date = " ".join(date.split()[-2:])
    reasons = scene.results.why_alike(claim.ref) if scene.results.alike else [""]
    overdue = "! overdue" if any(due.detail for due in facts.of("due")) else ""
    whole, sign = status_words(status) or kind, SIGNS.get(status, "")
    for first in facts.of("said"):  # another than the first responder judges
        became = facts.value("status")
        whole = f"{status_words(first.value)} → {status_words(became)} · {fit(first.detail)}"
        sign = f"{SIGNS[first.value]}→{SIGNS[became]}"
    if scene.query.asks_for("silent"):
        whole = sign = join_words(whole, facts.value("silent"))
    statuses = [f"{whole} {overdue}".strip(), f"{sign} {overdue[:1]}".strip()]
    who = f"{makers} → {addressees}".strip() if addressees else makers
    for when, status, why in product(dict.fromkeys((date, "")), statuses, reasons):
        line = " · ".join(filter(None, (why, when, who)))
        room = width - cell_len(fit(line)) - (cell_len(status) + 2 if status else 0)
        if room >= 0:
            is_whole = (when, status, why) == (date, statuses[0], reasons[0])
            has_room = room >= LEAST_OF_THEMES and is_whole
            themes = [theme.words for theme in facts.of("themes") if has_room]
            themes = [name for name in themes if FIELDS["theme"].words.format(name) not in known]
            line = join_words(line, join_words(*themes), between=" · ")
            return _with_end(mark_up(line, words, "muted"), status, width)
    tail = mark_up(f" → {addressees}" if addressees else "", words, "muted")
    room = max(LEAST_OF_MAKERS, width - tail.cell_length - (len(status) + 2 if status else 0))
    return _with_end(_cut(mark_up(makers, words, "muted"), room) + tail, status, width)


def point_row(point: Thing, words: FoldedWords) -> Content:
    """Return the kind and the text of a point, not cut."""
    kind = point.facts.words("kind")
    return mark_up(f"{kind} " if kind else "", style="muted") + mark_up(point.name, words)


# Matches out of sight.


def _words_out_of_sight(words: FoldedWords, *shown: str) -> FoldedWords:
    folded = fold("\n".join(shown))
    return tuple(word for word in words if not holds(folded, word))


def _best_match(texts: Iterable[str], hidden: FoldedWords, id: str = "") -> str:
    """Return the first text with most of the hidden words (of an *or*, some), else the id."""
    own = words_of(id.rpartition("#")[2])
    is_by_id = any(word.rpartition("#")[2] in own for word in hidden)
    most, found = 0, f"id {id}" if is_by_id else ""
    for text in texts if hidden else ():
        folded = fold(text)
        count = sum(holds(folded, word) for word in hidden)
        if count > most:
            most, found = count, text
        if most == len(hidden):
            break
    return found


# Cuts.


def _excerpt(line: Content, width: int) -> Content:
    """Return a line cut to the width, from shortly before its first match if that is beyond."""
    match = _first_match(line)
    if match and line[: match.end].cell_length >= width:
        # A match near the end has more text before it.
        before = max(width // 4, width - 1 - line[match.start :].cell_length)
        before = min(before, width - 2 - line[match.start : match.end].cell_length)
        text, near = line.plain, range(max(0, match.start - width), match.start + 1)
        starts = [at for at in near if cell_len(text[at : match.start]) <= before]
        starts = [at for at in starts if not splits_letter(text, at)] or [match.start]
        start = next((at for at in starts if text[at - 1] == " "), starts[0])
        line = Content.styled("…", "muted") + line[start:]
    return _cut(line, width)


def _with_end(line: Content, end: str, width: int, style: str = "name") -> Content:
    """Return a line, cut to make room for words at its right end."""
    if not end:
        return _cut(line, width)
    line = _cut(line, width - cell_len(end) - 2)
    gap = " " * (width - line.cell_length - cell_len(end))
    return _cut(line + gap + Content.styled(end, style), width)


def _two_lines(text: Content, width: int) -> tuple[Content, Content]:
    """Return the first two lines of a text; the second is cut around its first match below."""
    start = next(line_starts(text.plain, max(1, width), cell_len), len(text))
    first, rest = text[:start].rstrip(), text[start:]
    cut = _cut if _first_match(first) else _excerpt
    return _cut(first, width), cut(rest, width - INDENT)


def _first_match(line: Content) -> Span | None:
    return next((span for span in line.spans if span.style == "match"), None)


def elide(name: Content, width: int) -> Content:
    """Return a name cut in its middle: names that begin alike often differ at their end."""
    if name.cell_length <= width or width < LEAST:
        return _cut(name, width)
    text, start, room = name.plain, len(name), width // 3
    # At most so many code points: marks without number take no room.
    while start > len(name) - width and (room := room - cell_len(text[start - 1])) >= 0:
        start -= 1
    while splits_letter(text, start):
        start += 1
    tail = name[start:]
    return name.truncate(width - tail.cell_length, ellipsis=True) + tail


def _cut(line: Content, width: int) -> Content:
    return line.truncate(max(0, width), ellipsis=True)
