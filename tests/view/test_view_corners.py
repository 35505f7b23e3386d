"""What is seen, and said, where there is little or nothing, or more than one."""

from collections import Counter

from tests.kit.opened import bare
from tests.kit.records import (
    BARE,
    CORNERS,
    SOURCED,
    SPOKEN,
    collected,
    provincial,
    record,
    small,
    sourced,
)
from tests.kit.views import (
    DETAIL,
    EVENT,
    RECOMMENDATIONS,
    SPEAKERS,
    START,
    STATEMENTS,
    at,
    by_ref,
    keep,
    scene,
    search,
    stop_number,
)
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live, News
from tiptui.collection.opened import Collection, Trouble
from tiptui.collection.opening import Opened
from tiptui.proof.source_text import SourceText
from tiptui.record.load import ReadFile
from tiptui.ui.actions.live_files import status_of
from tiptui.view import following
from tiptui.view.shown import Shown, show
from tiptui.view.state import Pane, View, turn_order

NONE = Collection(())


def event_shown(opened: Collection, view: View) -> Shown:
    return show(scene(opened, view))[EVENT]


# Orders


def test_a_list_is_turned_through_its_orders_and_says_which() -> None:
    view, remarks = turn_order(turn_order(at(EVENT))), []
    view = at(SPEAKERS, "", view)
    for _ in range(3):
        view = turn_order(view)
        remarks.append((view.remark, view.orders.get(SPEAKERS), view.orders.get(EVENT)))
    assert remarks == [
        ("ordered by name", "name", "count"),
        ("ordered by count", "count", "count"),
        ("in its own order", None, "count"),
    ]
    assert turn_order(at(RECOMMENDATIONS)).remark.startswith("ordered by times asked · = lists")
    view = turn_order(turn_order(at(STATEMENTS)))
    assert view.orders == {}
    assert turn_order(at(DETAIL)).remark == "S orders a list: this is none"


def titled(shown: Shown) -> str:
    title = shown.titles[0]
    assert not isinstance(title, str)
    return title[0].title


def test_several_dialogues_are_titled_and_made_anew_in_another_order() -> None:
    shown = event_shown(provincial(), at(EVENT))
    assert (titled(shown), shown.subject) == ("Dialogues · 4", "dialogues by None")
    assert not shown.marked
    shown = event_shown(provincial(), turn_order(at(EVENT)))
    assert (titled(shown), shown.subject) == ("Dialogues · 4, by name", "dialogues by name")
    assert event_shown(provincial(), at(SPEAKERS)).marked


# Where there is nothing


def test_where_there_is_nothing_nothing_is_under_the_cursor() -> None:
    assert scene(NONE, at(EVENT)).subject == ""
    assert scene(NONE, at(SPEAKERS)).subject == ""
    assert scene(bare, at(RECOMMENDATIONS)).subject == ""
    in_source = scene(bare, at(Pane.SOURCE, 3))
    assert (in_source.subject, in_source.pointed) == ("", ("", None))
    shown = show(in_source)[Pane.SOURCE]
    assert (shown.cursor, shown.titles) == (0, ("Source",))
    assert following.open_sources(in_source).remark == "this record names no source"
    assert following.go_to_uncited(in_source).remark == "no text at hand to look for sentences in"


def test_points_are_counted_where_some_match() -> None:
    opened = collected(CORNERS)
    assert titled(event_shown(opened, search("objects"))) == "Event · 1 point"
    assert titled(event_shown(opened, search("one"))) == "Event"


# The sources


def test_the_last_passage_is_under_a_cursor_that_is_beyond_it() -> None:
    beyond = scene(sourced(), at(Pane.SOURCE, 99))
    assert beyond.passage == beyond.source_stops[-1]


def test_the_first_sentence_may_be_one_that_nobody_cites() -> None:
    opened = sourced(f"It began.\n{SPOKEN}")
    there = following.go_to_uncited(scene(opened, START))
    assert (stop_number(opened, there), opened.dialogues[0].passages.stops[0].claims) == (0, ())


def test_the_sources_of_another_dialogue_are_opened_at_their_beginning() -> None:
    opened = provincial()
    first, second = opened.dialogues[:2]
    view = at(Pane.SOURCE, 3, following.open_sources(scene(opened, at(EVENT, first.id))))
    view = by_ref(opened, view)
    assert scene(opened, view).dialogue is first
    # Again where they were left, but not in those of another.
    again = following.open_sources(scene(opened, at(EVENT, first.id, view)))
    assert stop_number(opened, again) == 3
    other = following.open_sources(scene(opened, at(EVENT, second.id, view)))
    assert (other.dialogue, stop_number(opened, other)) == (second.id, 0)


def test_from_words_to_a_theme_or_point_that_rests_on_them() -> None:
    pointed = SOURCED.replace(
        "evidence: [{paragraph: 1, exact: met in May}]}",
        "points: [{text: It rained., evidence: [{paragraph: 2, exact: It rained}]}]}",
    )
    opened = Collection([Dialogue(record(pointed), {"log": SourceText(SPOKEN)})])
    there = following.trace(scene(opened, at(EVENT, "point/1")))
    back = following.follow(scene(opened, there))
    assert (back.main, back.chosen[Pane.EVENT], back.focus) == (EVENT, "e#point/1", DETAIL)


def test_n_goes_to_what_has_any_word_of_the_query() -> None:
    view = at(DETAIL, 0, keep(small(), search("ann cold")))
    assert stop_number(small(), following.next_hit(scene(small(), view), 1)) == 1


# Words


def test_thousands_of_quotes_are_counted_with_commas() -> None:
    dialogue = Dialogue(record(SOURCED), {"log": SourceText(SPOKEN)}, "a.yaml")
    dialogue.quote_counts = Counter(verbatim=1000, normalized=2000)
    opened, live = Collection([dialogue]), Live(["a.yaml"], {})
    live.take(News({"a.yaml": Opened(ReadFile("a.yaml"), dialogue)}, opened))
    assert "3,000 quotes: 1,000 verbatim, 2,000 normalized" in status_of(live, opened).words


def test_what_is_no_record_is_a_stop_among_dialogues_but_no_hit() -> None:
    trouble = Trouble("b", "torn")
    opened = Collection([Dialogue(record(BARE))], [trouble])
    assert opened.get(trouble.ref) is None
    assert list(scene(opened, at(EVENT)).rows(EVENT)) == ["e", "file:b"]
    assert list(scene(opened, search("ann", at(EVENT))).rows(EVENT)) == ["e"]
