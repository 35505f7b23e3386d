"""What becomes of recommendations: whom they ask, what they repeat, responses, and the sum."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.marked import changed, expect
from tests.kit.records import ASKED
from tiptui.record.follow_up import outcomes
from tiptui.record.forms import is_before
from tiptui.record.model import Recommendation, Record, RecordedEvent
from tiptui.record.rules import repeat_circles

NEAR = '"port-authorty" is not the id of an organization; did you mean "port-authority"?'


def asked(old: str, new: str) -> str:
    return changed(old, new, ASKED)


# ---- rules ----


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ASKED, ""),
        # An addressee, or who responded, cites an organization.
        (asked("organization: union", "role: x").replace("by: Nobody", "by: union"), ""),
        (asked("to: [port-authority, all]", "to: [▸port-authorty, all]"), NEAR),
        (
            asked("by: Nobody", "by: ▸Port Authority"),
            NEAR.replace("port-authorty", "Port Authority"),
        ),
        (asked("by: Nobody", "by: ▸UNION"), '"UNION" is not the id of an organization; did you'),
    ],
)
def test_what_is_nearly_the_id_of_an_organization_is_told(text: str, message: str) -> None:
    problems = expect(text, *["near-id"] * text.count("▸"))
    assert all(problem.warning and message in problem.message for problem in problems)


UNCITED = asked("organization: union", "role: Chair")
NO_ID = asked("{id: union,", "{▸▸di: union,").replace("by: Nobody", "by: port-authorty")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (changed("- {id: union", "- ▸{id: union", UNCITED), ["uncited"]),
        # What was lost may have cited it, or been it.
        (changed("Wait.", "Wait., to: ▸union", UNCITED), ["wrong-type"]),
        (
            changed("accepted,", "accepted, by: ▸[union],", UNCITED).replace(", by: Nobody", ""),
            ["wrong-type"],
        ),
        (
            changed("Wait.", "Wait., ▸responces: [{status: noted, by: union}]", UNCITED),
            ["unknown-key"],
        ),
        (changed("  - {id: r3", "  - ▸Sail.\n  - {id: r3", UNCITED), ["wrong-type"]),
        (asked("date: 2024-04,", "date: ▸1,"), ["bad-date"]),
        (NO_ID, ["missing-key", "unknown-key"]),
        (
            changed("Wait.", "Wait., repeats: [r4]", asked("{id: r2,", "{▸▸di: r2,")),
            ["missing-key", "unknown-key"],
        ),
    ],
)
def test_nothing_is_said_of_what_only_seems_wrong(text: str, codes: list[str]) -> None:
    expect(text, *codes)


START = "2024-03 is before the start of the event, 2024-04-18, on line 2"
ABOVE = "is before the response above it"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (asked("date: 2024-04,", "date: ▸2024-03,"), START),
        (asked("date: 2025,", "date: ▸2024-03,"), START),
        (asked("accepted,", "accepted, date: ▸2024-04-17,"), START.replace("03 is", "04-17 is")),
        (asked("date: 2024-04,", "date: 2025-01-02,"), ""),
        # One without a date stands between them.
        (asked("date: 2024-04,", "date: 2026-01,"), f"2025 {ABOVE}, 2026-01, on line 14"),
    ],
)
def test_responses_come_after_the_event_and_one_after_the_other(text: str, message: str) -> None:
    text = text.replace("date: 2025,", "date: ▸2025,") if ABOVE in message else text
    problems = expect(text, *["order"] * text.count("▸"))
    assert {problem.message for problem in problems} == set(filter(None, [message]))
    assert all(problem.warning for problem in problems)


def repeats(*references: str) -> str:
    """The recommendations r1 to r3 that repeat these."""
    text = asked("repeats: [r1, e#r1, other#r1]", f"repeats: [{references[1]}]")
    text = changed("to: [port-authority, all]", f"repeats: [{references[0]}]", text)
    return changed("text: Wait.", f"text: Wait., repeats: [{references[2]}]", text)


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (repeats("▸r1", "", ""), "circular-repeat", '"r1" can\'t repeat itself'),
        (repeats("", "r1, ▸e#r2", ""), "circular-repeat", '"r2" can\'t repeat itself'),
        (repeats("▸r3", "r1", "r2"), "circular-repeat", "circle: r1 → r3 → r2 → r1"),
        (repeats("", "r1", "r1, r2, r2"), "", ""),
        (repeats("", "other#r2, r1", "port#r3, a#a"), "", ""),
        (repeats("", "▸r9, r1", ""), "unknown-id", 'no recommendation has the id "r9"'),
        (repeats("", "▸e#r33", ""), "unknown-id", 'did you mean "r3"?'),
        (repeats("", "▸union", ""), "unknown-id", 'no recommendation has the id "union"'),
        (repeats("", "▸R1", ""), "bad-id", '"R1" names no recommendation: write its id, or EVENT#'),
    ],
)
def test_what_is_repeated_is_another_recommendation(text: str, code: str, message: str) -> None:
    problems = expect(text, *[code] * text.count("▸"))
    assert all(message in problem.message and not problem.warning for problem in problems)


# ---- circles, against a plain scan ----


def asking(edges: Sequence[Sequence[int]]) -> Record:
    """A record whose recommendations, counted from 0, repeat these."""
    items = (
        Recommendation(id=f"r{n}", text="x", by=(), repeats=tuple(f"r{other}" for other in others))
        for n, others in enumerate(edges)
    )
    event = RecordedEvent(id="e", name="E", start_date="2024")
    return Record(tiptui=1, event=event, speakers=(), recommendations=tuple(items))


def goes_round(edges: Sequence[Sequence[int]]) -> bool:
    """Return whether taking away what repeats nothing, over and over, leaves anything."""
    left = set(range(len(edges)))
    while ends := {n for n in left if left.isdisjoint(edges[n])}:
        left -= ends
    return bool(left)


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, n - 1)), min_size=n, max_size=n)
    )
)
def test_circles_are_named_each_once_and_mending_them_leaves_none(edges: list[list[int]]) -> None:
    faults = list(repeat_circles(asking(edges)))
    assert bool(faults) == goes_round(edges)
    mended = [[*others] for others in edges]
    for fault in faults:
        here, place = int(fault.path[1]), int(fault.path[3])
        back = edges[here][place]
        assert edges[here].index(back) == place
        mended[here] = [other for other in mended[here] if other != back]
        if back == here:
            assert fault.message == f'"r{here}" can\'t repeat itself'
            continue
        *names, last = fault.message.partition("circle: ")[2].split(" → ")
        assert last == names[0]
        circle = [int(name.removeprefix("r")) for name in names]
        assert circle[:2] == [here, back]
        assert len(set(circle)) == len(circle)
        assert all(other in edges[one] for one, other in pairwise(circle))
        assert here in edges[circle[-1]]
    assert not goes_round(mended)
    assert len({fault.message for fault in faults}) == len(faults)


def test_a_circle_of_ten_thousand_is_found_and_named_in_a_line() -> None:
    count = 10_000
    [fault] = repeat_circles(asking([[(k + 1) % count] for k in range(count)]))
    assert fault.path == ("recommendations", 0, "repeats", 0)
    assert fault.message.endswith("…")
    assert len(fault.message) < 300


# ---- dates, sum ----


@pytest.mark.parametrize(
    ("one", "other", "is_so"),
    [
        ("2024-04-18", "2024-04-19", True),
        ("2023", "2024-01", True),
        ("2024-02-01", "2024-02", False),
        ("2024", "2024-02-01", False),
        ("2024-02", "2024-01-31", False),
        ("", "2024", False),
        ("2024-04", "2024-13", False),
    ],
)
def test_a_date_is_before_another_if_all_its_days_are(one: str, other: str, is_so: bool) -> None:
    assert is_before(one, other) == is_so
    assert not (is_so and is_before(other, one))


def test_the_sum_is_in_the_order_of_the_statuses() -> None:
    assert outcomes(Counter({"": 2, "implemented": 1, "noted": 1_000})) == (
        "1,000 noted · 1 implemented · 2 with no response recorded"
    )
