"""Changes of records: in every style the record is the old one with them, and all else stays."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import is_dataclass, replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.any_record import clean, keys, records
from tests.kit.checkout import document
from tests.kit.other_readers import as_texts, read_by_others
from tests.kit.typist import Typist
from tiptui.editing import writer
from tiptui.editing.change import RecordChange
from tiptui.files.output import NoOutput
from tiptui.files.saving import exchange
from tiptui.record.edits import NotEdited, edit
from tiptui.record.load import parse
from tiptui.record.model import Attendance, Record, RecordedTheme, TextForm
from tiptui.record.problem import Path
from tiptui.record.reader import compose
from tiptui.record.references import named_by, namesake
from tiptui.report.json_data import tree

EMPTY = ("", (), None)
texts = clean | st.sampled_from(
    ["word " * 12 + "end", "a: b", "x # y", "null", "it's", "two\nlines"]
)


def corrections(part: Any, chance: Random, words: list[str], *path: Any) -> Iterator[Any]:
    """Yield a change of each key and item of a part of a record, at times an empty value."""
    for key in keys(type(part)):
        held, here = getattr(part, key.name), (*path, key.name)
        if key.is_list and key.is_mapping:
            yield from ((here, item) for item in held[:1] if not getattr(item, "id", ""))
            for number, item in enumerate(held):
                yield (*here, number), None
                yield from corrections(item, chance, words, *here, number)
        elif key.is_list:
            possible = [*held, *(chance.sample(words, 1) if key.is_prose else [])]
            yield here, tuple(chance.sample(possible, chance.randint(0, len(possible))))
            if held:
                yield (*here, chance.randrange(len(held))), None
        elif is_dataclass(held):
            yield from corrections(held, chance, words, *here)
        elif not key.is_mapping and key.form is not TextForm.VERSION:
            forms: dict[Any, list[Any]] = {TextForm.DATE: ["1999-12", "2031"], int: [7, 12]}
            own = words if key.is_prose else [*key.choices, held or ""]
            value = chance.choice([*forms.get(key.form or key.type, own), ""])
            # A default that stands there says as much as none.
            if value != key.default and (value or held != key.default):
                yield here, value


def with_changes(before: Any, changes: list[tuple[Path, Any]]) -> Any:
    """Return the tree of a record after changes."""
    wanted = deepcopy(before)
    for path, value in changes:
        part = part_of(wanted, path[:-1])
        if is_dataclass(value):
            part[path[-1]] = [*part.get(path[-1], []), as_texts(value)]
        elif value not in EMPTY:
            part[path[-1]] = "true" if value is True else as_texts(value)
    gone = [path for path, value in changes if value in EMPTY]
    for *way, last in sorted(gone, key=lambda path: [*map(str, path)], reverse=True):
        part = part_of(wanted, way)
        if isinstance(last, int) or last in part:
            del part[last]
        if isinstance(part, list) and not part:
            del part_of(wanted, way[:-1])[way[-1]]
        if wanted["event"].get("attendance") == {}:
            del wanted["event"]["attendance"]
    return wanted


def part_of(whole: Any, path: Any) -> Any:
    for step in path:
        whole = whole[step]
    return whole


def leaves(text: str, gone: set[Path]) -> list[tuple[Any, int, int]]:
    """Return all keys and values of a text: a name for each, and where it begins and ends.

    A number is that in a list without the items that are gone; a word is its own name. Words of
    lists that are gone, or others now, have none.
    """

    def walk(node: Any, old: Path, new: Path) -> Iterator[tuple[Any, int, int]]:
        if node.id == "mapping":
            for name, value in node.value:
                yield span(name, (*new, name.value, "key"))
                yield from walk(value, (*old, name.value), (*new, name.value))
        elif node.id == "sequence":
            left = 0
            for number, item in enumerate(node.value):
                is_gone = not gone.isdisjoint((old, (*old, number)))
                step = "gone" if is_gone else item.value if item.id == "scalar" else left
                yield from walk(item, (*old, number), (*new, step))
                left += not is_gone
        else:
            yield span(node, new)

    def span(node: Any, name: Any) -> tuple[Any, int, int]:
        start = node.start_mark.index
        return name, start, start + len(text[start : node.end_mark.index].rstrip())

    return [*walk(compose(text), (), ())]


def is_within(part: str, whole: str) -> bool:
    left = iter(whole)
    return all(letter in left for letter in part)


def assert_all_else_stays(old: str, new: str, changes: list[tuple[Path, Any]]) -> None:
    """Assert that between keys and values the text stays, but for new ones and removed ones.

    Where one was removed, nothing else is new; where one was added, nothing is lost.
    """
    before = leaves(old, {path for path, value in changes if value is None or type(value) is tuple})
    after = leaves(new, set())
    names, places = [name for name, *_ in before], {name: n for n, (name, *_) in enumerate(after)}
    last = last_after = -1
    for n, (name, start, end) in enumerate(before):
        m = places.get(name, -1)
        if m <= last_after or names.count(name) > 1:
            continue
        was = old[before[last][2] if last >= 0 else 0 : start]
        now = new[after[last_after][2] if last >= 0 else 0 : after[m][1]]
        removed, added = n - last > 1, m - last_after > 1
        if not removed:
            assert is_within(was, now) if added else was == now, (was, now)
        elif not added:
            assert is_within(now, was), (was, now)
        if all(path != name for path, _ in changes) and not removed:
            assert (
                "gone" in name
                or old[start:end] == new[slice(*after[m][1:])]
                or changed(changes, name)
            ), name
        last, last_after = n, m
    rest, rest_after = old[before[last][2] :], new[after[last_after][2] :]
    assert rest == rest_after or len(before) - last > 1 or len(after) - last_after > 1


def changed(changes: list[tuple[Path, Any]], name: Path) -> bool:
    """Return whether a change is of a value with a name, or moves the numbers in its path."""
    return any(len(path) <= len(name) and path[:1] == name[:1] for path, _ in changes)


def by_length(change: tuple[Path, Any]) -> int:
    return len(change[0])


def clash(outer: tuple[Path, Any], inner: tuple[Path, Any]) -> bool:
    """Return whether the inner change is of a thing that is removed, or that is another already."""
    return not is_dataclass(outer[1]) and inner[0][: len(outer[0])] == outer[0]


def stripped(part: Any) -> Any:
    """Return a tree with the texts as tiptui reads them."""
    if isinstance(part, dict):
        return {key: stripped(value) for key, value in part.items()}
    return part.strip() if isinstance(part, str) else [*map(stripped, part)]


@given(records(texts), st.integers(0, 10**6), st.lists(texts, min_size=2, max_size=5), st.data())
def test_a_record_has_exactly_the_changes_until_they_are_taken_back(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: Record,
    seed: int,
    words: list[str],
    data: st.DataObject,
) -> None:
    typed, file = Typist(seed).record(tree(drawn)), tmp_path_factory.getbasetemp() / "r.yaml"
    file.write_bytes(typed)
    record = parse(typed).record
    assert record == drawn, typed.decode()
    possible = [*corrections(record, Random(seed), words)]
    changes = list[tuple[Path, Any]]()
    for change in data.draw(st.lists(st.sampled_from(possible), min_size=1, max_size=3)):
        if not any(clash(*sorted((change, other), key=by_length)) for other in changes):
            changes.append(change)
    wanted = with_changes(read_by_others(typed)[0], changes)
    try:
        before, after = writer.write(RecordChange(str(file), record, changes))
    except NoOutput as error:
        assert file.read_bytes() == typed
        if "written as JSON" in str(error):
            assert typed.decode("utf-8-sig")[0] == "{"
        elif "no line break" in str(error):
            assert typed[-1:] not in b"\r\n"
        else:  # it would have broken a rule
            assert not parse(json.dumps(wanted).encode()).record, str(error)  # noqa: PT017
        return
    edited = file.read_bytes()
    exchange(str(file), after, before)
    assert file.read_bytes() == typed
    first, *others = read_by_others(edited)
    assert others == [first] * 2, edited.decode()
    assert stripped(first) == stripped(wanted), edited.decode()
    assert_all_else_stays(typed.decode("utf-8-sig"), edited.decode("utf-8-sig"), changes)


HEAD = document("tests/records/changed.yaml")
CLAIM = ("recommendations", 0)


@pytest.mark.parametrize(
    ("there", "changes", "becomes"),
    [
        ("due: '2024'  # soon", [("due", "2025")], "due: '2025'  # soon"),
        ("due: 2024  # soon\n    # own\n", [("due", "")], "# own\n"),
        ("", [("note", "a: b")], 'note: "a: b"'),
        ("note: |\n      A\n", [("note", "B\nC")], "note: |\n      B\n      C\n"),
        ("note: >\n      A\n", [("note", "B\nC")], 'note: "B\\nC"\n'),
        ("themes:  # none", [("themes", ("t1",))], "themes: [t1]  # none"),
        ("themes: [t1, t2]", [("themes", ("t2", "t1", "t3"))], "themes: [t2, t1, t3]"),
        ("themes: [t1, t2, t3]", [("themes", ("t1", "t3"))], "themes: [t1, t3]"),
        ("themes: [t1, t2, t3]", [("themes", ("t3",))], "themes: [t3]"),
        ("themes: [t1, t2,]", [("themes", ("t1",))], "themes: [t1,]"),
        ("themes: [t1, t2]  # c\n    note: a", [("themes", ())], "note: a"),
        (
            "themes: [t1,  # a\n      t2  # b\n      ]",
            [("themes", ("t1",))],
            "themes: [t1  # a\n      ]",
        ),
        (
            "themes:\n      - t1  # a\n      # in\n      - t2",
            [("themes", ("t1",))],
            "themes:\n      - t1  # a\n      # in",
        ),
        (
            "themes: [t1]",
            [("themes", ("t2",)), ("number", "1"), ("note", "n")],
            'number: "1"\n    themes: [t2]\n    note: "n"',
        ),
        (
            "responses:\n      - status: noted\n        # in\n    note: a",
            [("responses", 0, None)],
            "note: a",
        ),
    ],
)
def test_a_value_keeps_its_style_and_its_comment(
    there: str, changes: list[Any], becomes: str
) -> None:
    text = f"{HEAD}    text: T\n    by: [ann]\n    ▸\n"
    typed = text.replace("▸", there).encode()
    record = parse(typed).record
    assert record
    edited = edit(typed, record, [((*CLAIM, *way), value) for *way, value in changes]).decode()
    assert edited.rstrip() == text.replace("▸", becomes).rstrip()


def test_items_go_with_the_comments_inside_them_and_one_blank_line() -> None:
    typed = f"{HEAD}    text: T\n    by: [joe]\n"
    record = parse(typed.encode()).record
    assert record

    def without(*paths: Path) -> str:
        return edit(typed.encode(), record, [(path, None) for path in paths]).decode()

    second = "- id: t2  # aside\n  # inside\n  name: Two\n"
    said = ", statements: [{text: T, themes: [t2]}]"
    both = without(("themes", 1), ("speakers", 0, "statements", 0))
    assert both == typed.replace(second, "").replace(said, "")
    assert without(("themes", 0)) == typed.replace("- id: t1\n  name: One\n\n", "")
    assert without(("sources", 0)) == typed.replace("sources: [{id: s, title: S}]\n", "")
    groups = [(("event", "attendance", "groups"), ("a",)), (("event", "attendance", "count"), "")]
    assert b"attendance: {groups: [a]}" in edit(typed.encode(), record, groups)
    assert b"attendance" not in edit(typed.encode(), record, groups[1:])
    new = replace(record, event=replace(record.event, attendance=Attendance(groups=("a", "b"))))
    there = typed.replace("{count: 5}", "{groups: [a, b]}").encode()
    assert b"attendance" not in edit(there, new, [((*groups[0][0], n), None) for n in (0, 1)])
    themes_anew: list[tuple[Path, RecordedTheme | None]] = [
        (("themes",), RecordedTheme(id="t4", name="Four")),
        *((("themes", n), None) for n in (0, 2)),
    ]
    themes = "themes:\n" + second + "# below\n\n"
    assert themes in edit(typed.encode(), record, themes_anew).decode()
    for path in (("speakers", 1), (*CLAIM, "by", 0)):
        with pytest.raises(NotEdited, match=r"no speaker has|is missing"):
            without(path)


def test_a_thing_that_others_name_says_who_they_are() -> None:
    claim = "    text: T\n    by: [joe]\n    to: [o]\n    evidence: [{paragraph: 1, exact: a}]\n"
    record = parse(f"{HEAD}{claim}".encode()).record
    assert record
    named = {
        ("speakers", 0): ("ann/1",),
        ("speakers", 1): ("r1",),
        ("organizations", 0): ("r1", "e"),
        ("organizations", 1): ("ann",),
        ("themes", 0): (),
        ("themes", 1): ("ann/1",),
        ("sources", 0): ("r1",),
        CLAIM: (),
        ("speakers", 0, "statements", 0): (),
    }
    assert {path: tuple(named_by(record, path)) for path in named} == named
    names = [("speakers", 1, "name"), ("speakers", 0, "name"), ("themes", 0, "name")]
    assert [namesake(record, path, ["ann LEE"]) for path in names] == ["ann", "", ""]
    ann = ("speakers", 0)
    assert namesake(record, (*ann, "name"), ["joseph hay"]) == "joe"
    assert namesake(record, (*ann, "other_names"), ["A. Lee", "JOE"]) == "joe"
