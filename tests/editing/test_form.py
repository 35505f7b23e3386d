"""What is written in the form, and what it makes of a record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.cases import rows
from tests.kit.opened import OPENED
from tests.kit.records import ADDED_TO, record, several, sourced
from tests.kit.views import at, scene
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.collection.opening import Opened
from tiptui.documents.document import TextSpan
from tiptui.editing.completion import offer
from tiptui.editing.edit import Edit
from tiptui.editing.edit_steps import Unfinished, steps_of
from tiptui.editing.questions import news, question
from tiptui.editing.renewal import renew_addition
from tiptui.proof.source_text import SourceText, TextFile
from tiptui.record.load import ReadFile
from tiptui.search.index import Index
from tiptui.text.words import word
from tiptui.view.additions import NOTHING_HERE, go_on
from tiptui.view.additions import begin as begin_at
from tiptui.view.form import move_end, tell_words
from tiptui.view.scene import Scene
from tiptui.view.state import Pane, View

TEXT = "Ann Lee: We must light the quays, and soon. We must light the quays.\n\nBob Hay: Yes."


@pytest.fixture(name="opened")
def _opened() -> Collection:
    other = ADDED_TO.replace("id: m,", "id: o,").replace("id: safety", "id: light")
    other = other.replace("[The mayor]", "[The mayor of Port Amber, Bob Hay and others]")
    other = other.replace("Safety at sea", "Light").replace("[safety]", "[light]")
    other = other.replace("start_date: 2024", "start_date: 2024, place: Lowen")
    numbered = ADDED_TO.replace("id: r7,", "id: r7, number: '140.7',")
    return Collection(
        Dialogue(record(text), {"log": SourceText(TEXT)}) for text in (numbered, other)
    )


def begin(opened: Collection, kind: str = "recommendation", **values: str) -> Edit:
    return Edit(opened.dialogues[0], kind, "log", TextSpan(1, 17, 32), ("r1",), values)


def test_a_recommendation_is_what_was_written(opened: Collection) -> None:
    edit = begin(opened, text="Put up  lamps", by="ann lee", to="PA; All of us; the mayor; Bob Hay")
    assert edit.exact == "light the quays"
    assert news(edit, opened) == ["a new addressee: All of us"]
    assert news(edit._replace(kind="statement"), opened) == []
    [(path, asked)] = steps_of(edit, opened)
    assert path == ("recommendations",)
    assert (asked.id, asked.by) == ("r8", ("ann",))
    assert asked.to == ("ports", "All of us", "the mayor", "Bob Hay")
    assert (asked.text, asked.mode) == ("Put up lamps", "reported")
    [proof] = asked.evidence
    assert (proof.paragraph, proof.exact, proof.source) == (1, "light the quays", "")
    assert tell_words(edit, True, 9) == "¶1 “▏light the quays▕”  verbatim · 2 places"
    assert tell_words(edit, False, 9) == "¶1 “ligh … uays”  verbatim · 2 places"


@pytest.mark.parametrize(
    ("of", "view", "why"),
    [
        (OPENED["torn"], at(Pane.EVENT, OPENED["torn"].troubles[0].ref), NOTHING_HERE),
        (sourced(""), at(Pane.SOURCE), "source text not loaded: nothing of it can be quoted"),
        (
            sourced(),
            replace(at(Pane.SOURCE), only_asking=True),
            "nothing that asks is left: f goes through all sentences",
        ),
    ],
)
def test_where_nothing_can_be_added_it_says_why(of: Collection, view: View, why: str) -> None:
    assert begin_at(scene(of, view)) == why


def test_the_words_of_the_source_are_quoted(opened: Collection) -> None:
    modes = {"light the quays": "quoted", "Light the quay": "reported", "…": "reported"}
    modes["We must light the quays."] = "quoted"  # more of the sentence than proves it
    for text, mode in modes.items():
        [(_, asked)] = steps_of(begin(opened, text=text, by="Bob Hay", to="The mayor"), opened)
        assert asked.mode == mode


def test_a_name_above_the_words_is_their_maker_and_what_asks_nothing_is_a_statement() -> None:
    said = ["Notes", "Ann Lee: Good morning.", "We must light the quays at night."]
    said += ["BOB HAY: Somebody should pay for the lamps.", "Cy Fox: The town should pay for them."]
    # Without a colon, a name stands for its own paragraph, if nobody else is named there.
    said += ["Ann Lee, of the port, asked for a ladder.", "It should be long."]
    said += ["Bob Hay told Ann Lee that she should pay.", "Bob Haynes should come."]
    text = SourceText("\n\n".join(said))
    opened = Collection([Dialogue(record(ADDED_TO), {"log": text})])
    kinds = dict[str, tuple[str, str]]()
    for stop in opened.dialogues[0].passages.stops:
        begun = begin_at(scene(opened, at(Pane.SOURCE, opened.dialogues[0].passages.ref(stop))))
        assert not isinstance(begun, str)
        first = begun[0]
        kinds[first.exact] = first.kind, first.value("by")
    assert kinds == {
        "Notes": ("statement", ""),
        "Ann Lee: Good morning.": ("statement", "Ann Lee"),
        "We must light the quays at night": ("recommendation", "Ann Lee"),
        "Somebody should pay for the lamps": ("recommendation", "Bob Hay"),
        "The town should pay for them": ("recommendation", ""),
        "Ann Lee, of the port, asked for a ladder.": ("recommendation", "Ann Lee"),
        "It should be long.": ("statement", ""),
        "Bob Hay told Ann Lee that she should pay.": ("recommendation", ""),
        "Bob Haynes should come.": ("recommendation", ""),
    }


def test_names_that_nobody_has_are_new_and_said(opened: Collection) -> None:
    values = {"text": "t", "by": "Cy Fox; Ann Lee", "themes": "Safety at sea; Light; 光"}
    edit = begin(opened, **values)
    new = ["a new speaker: Cy Fox", "a new theme here: Light", "a new theme: 光"]
    assert news(edit, opened) == new
    assert question(edit, opened) == "a new speaker: Cy Fox · a new theme: 光 · ^s writes it"
    *made, (_, asked) = steps_of(edit, opened)
    assert [(path, item.id, item.name) for path, item in made] == [
        (("speakers",), "cy-fox", "Cy Fox"),
        (("themes",), "light", "Light"),  # as another record has it
        (("themes",), "theme", "光"),
    ]
    assert (asked.by, asked.themes) == (("cy-fox", "ann"), ("safety", "light", "theme"))


def test_names_of_other_records_are_offered_and_added_without_a_question() -> None:
    other = ADDED_TO.replace("id: m,", "id: o,").replace("bob", "cy-fox")
    both = ADDED_TO, other.replace("Bob Hay", "Cy Fox")
    opened = Collection(Dialogue(record(text), {}) for text in both)
    edit = Edit(opened.dialogues[0], "recommendation", values={"text": "t", "by": "fox"})
    assert offer(edit, opened, "by") == "Cy Fox"
    edit = edit._replace(values={"text": "t", "by": "Cy Fox"})
    assert news(edit, opened) == ["a new speaker here: Cy Fox"]
    assert question(edit, opened) == ""
    assert [item.id for _, item in steps_of(edit, opened)] == ["cy-fox", "r8"]
    near = edit._replace(values={"text": "t", "by": "Cy Fix"})
    assert question(near, opened) == "a new speaker: Cy Fix; Cy Fox is there · ^s writes it"


TURNS = "Ann Lee: We begin.¶Bob Hay: I ask Ann to light the quays.¶Ann Lee: Yes.¶Bob Hay: Good."


@pytest.mark.parametrize("kind", ["recommendation", "statement", "proof"])
@pytest.mark.parametrize(("maker", "is_right"), [("Bob Hay", True), ("Ann Lee", False)])
def test_words_in_a_turn_of_another_are_asked_about(kind: str, maker: str, is_right: bool) -> None:
    text = SourceText(TURNS.replace("¶", "\n\n"))
    many = Collection([Dialogue(record(ADDED_TO), {"log": text})])
    claim = "r7" if is_right else "r1"
    values = {"text": "Put up lamps", "by": maker}
    edit = Edit(many.dialogues[0], kind, "log", TextSpan(2, 19, 35), (claim,), values)
    asked = 'stands in a turn of "Bob Hay" · ^s writes it'
    assert question(edit, many) == ("" if is_right else asked)


def test_a_comma_parts_no_names_but_known_ones_are_offered_with_the_sign_that_does(
    opened: Collection,
) -> None:
    edit = begin(opened, text="t", by="ann lee, Bob Hay")
    assert offer(edit, opened, "by") == "Ann Lee; Bob Hay"
    new = "a new speaker: ann lee, Bob Hay; Ann Lee; Bob Hay are there, parted by ;"
    assert question(edit, opened) == f"{new} · ^s writes it"
    assert news(begin(opened, by="Hay, Bob"), opened) == ["a new speaker: Hay, Bob"]


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [("2 May 2023", "2023-05-02"), ("2024-04", "2024-04"), ("1-2 May 2023", "1-2 May 2023")],
)
def test_a_day_in_words_is_written_as_records_write_it(
    typed: str, recorded: str, opened: Collection
) -> None:
    assert begin(opened, "response", status="noted", date=typed).value("date") == recorded


def test_a_new_speaker_takes_no_id_of_anything_in_the_record() -> None:
    said = ADDED_TO.replace("name: Ann Lee", "name: Ann Lee, statements: [{id: cy, text: Yes}]")
    said = said.replace("id: m,", "id: m, points: [{id: di, text: So it is}],")
    values = {"text": "t", "by": "Cy; Di; M; Log", "themes": "R1"}
    added = steps_of(Edit(several(said).dialogues[0], "recommendation", values=values), several())
    assert [item.id for _, item in added] == ["cy-2", "di-2", "m-2", "log-2", "r1-2", "r8"]


def test_a_statement_stands_under_its_speaker(opened: Collection) -> None:
    [(path, _)] = steps_of(begin(opened, "statement", text="It is dark", by="Bob Hay"), opened)
    assert path == ("speakers", 1, "statements")
    made, (path, _) = steps_of(begin(opened, "statement", text="It is", by="Cy"), opened)
    assert (made[1].id, path) == ("cy", ("speakers", 2, "statements"))


def test_a_response_and_more_words_belong_to_a_claim(opened: Collection) -> None:
    values = {"status": "noted", "date": "2025", "by": "ports authority", "text": "Yes"}
    [(path, response)] = steps_of(begin(opened, "response", **values), opened)
    assert path == ("recommendations", 0, "responses")
    assert (response.status, response.date, response.by) == ("noted", "2025", "ports")
    unnamed = begin(opened, "response", status="noted")._replace(ids=())
    answer = unnamed._replace(values={"status": "noted", "for": "r7 Mend the ladder"})
    [(path, response)] = steps_of(answer, opened)
    assert path == ("recommendations", 1, "responses")
    assert (response.by, response.evidence[0].exact) == ("", "light the quays")
    for typed, said in {"": "its number, its id", "the": "2 have these words"}.items():
        with pytest.raises(Unfinished, match=said):
            steps_of(unnamed._replace(values={"status": "noted", "for": typed}), opened)
    for typed in ("140.7", "ladder"):
        [(path, _)] = steps_of(answer._replace(values={"status": "noted", "for": typed}), opened)
        assert path == ("recommendations", 1, "responses")
    [(path, proof)] = steps_of(begin(opened, "proof"), opened)
    assert (path, proof.exact) == (("recommendations", 0, "evidence"), "light the quays")


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("recommendation", {"by": "Ann Lee"}, "text"),
        ("recommendation", {"text": "t", "by": " ; "}, "by"),
        ("response", {}, "status"),
        ("response", {"status": "nod"}, "status"),
        ("response", {"status": "noted", "date": "1-2 May 2023"}, "date"),
    ],
)
def test_what_is_still_to_be_written_or_fits_no_field_is_said(
    kind: str, values: dict[str, str], field: str, opened: Collection
) -> None:
    with pytest.raises(Unfinished) as raised:
        steps_of(begin(opened, kind, **values), opened)
    assert raised.value.args[0] == field


@pytest.mark.parametrize(
    ("kind", "field", "typed", "offered"), rows(__file__, "completions.txt", "names")
)
def test_names_are_offered(
    kind: str, field: str, typed: str, offered: str, opened: Collection
) -> None:
    edit = begin(opened, kind, **{field: typed})
    edit = edit._replace(ids={"for": (), "place": ("m",)}.get(field, edit.ids))
    assert offer(edit, opened, field) == offered


@pytest.mark.parametrize(
    ("cited", "stop", "words"),
    [
        ("", 0, "We must light the quays, and soon"),  # without the head of the turn
        ("", 1, "We must go."),
        ("", 2, "We must light the quays again"),
        # What is cited is no more proof: then the sentence is.
        ("We must light the quays, and soon", 0, "We must light the quays, and soon."),
        ("light the quays, and", 0, "We must light the quays, and soon"),
    ],
)
def test_the_words_are_the_clause_that_asks_or_its_sentence(
    cited: str, stop: int, words: str
) -> None:
    text = "Ann Lee: We must light the quays, and soon. We must go."
    text += "\n\nBob Hay: We must light the quays again. Then we must light the quays again."
    text += "\n\nAnn Lee: It did.\n\nBob Hay: Good night."
    proof = f"id: r7, evidence: [{{paragraph: 1, exact: '{cited}'}}]," if cited else "id: r7,"
    dialogue = Dialogue(record(ADDED_TO.replace("id: r7,", proof)), {"log": SourceText(text)})
    scene = Scene(Index(Collection([dialogue])), View(main=Pane.SOURCE))
    at = dialogue.passages.ref(scene.source_stops[stop])
    found = begin_at(Scene(scene.index, replace(scene.view, cursors={Pane.SOURCE: at})))
    assert not isinstance(found, str)
    assert {edit.exact for edit in found} == {words}
    assert [edit.kind for edit in found].count("proof") == bool(cited)


def test_an_item_keeps_its_number_apart_and_its_own_quotation_marks() -> None:
    text = SourceText("Notes\n\n13. The port should\nlight the quays.\n\n“That ships wait.”")
    opened = Collection([Dialogue(record(ADDED_TO), {"log": text})])
    passages = opened.dialogues[0].passages
    said = list[tuple[str, str, str]]()
    for stop in passages.stops[1:]:
        begun = begin_at(scene(opened, at(Pane.SOURCE, passages.ref(stop))))
        assert not isinstance(begun, str)
        assert offer(begun[0], opened, "text") == " ".join(begun[0].exact.split())  # on one line
        said.append((begun[0].exact, begun[0].value("number"), tell_words(begun[0], False, 40)))
    item = "The port should\nlight the quays"
    assert said[0][:2] == (item, "13")
    assert said[1][2].startswith("¶3 “That ships wait.”  ")
    [*_, (_, asked)] = steps_of(
        begin(opened)._replace(values={"text": "x", "by": "Ann Lee"}), opened
    )
    assert asked.number == ""


def test_the_ends_of_the_words_move_by_words_and_sentences(opened: Collection) -> None:
    edit = begin(opened)
    for end, steps, far, exact in (
        (0, -1, False, "must light the quays"),
        (1, -1, False, "light the"),
        (0, -1, True, "Ann Lee: We must light the quays"),
        (1, 1, True, "light the quays, and soon."),
    ):
        assert move_end(edit, end, steps, far).exact == exact
    assert move_end(move_end(edit, 1, 1, True), 1, 1).exact == "light the quays, and soon. We"
    for _ in range(9):
        edit = move_end(edit, 0, 1)
    assert edit.exact == "quays"


SENTENCES = st.sampled_from(
    ["We must go. ", "It rained. ", "Lamps should burn. ", "\n\nAnn Lee: ", "\n\nBob Hay: "]
)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=12).map("".join)


@given(TEXTS, TEXTS, st.data())
def test_words_of_a_text_that_has_changed_stand_there_or_are_lost(
    before: str, after: str, data: st.DataObject
) -> None:
    minutes, then, now = record(ADDED_TO), SourceText(before), SourceText(after)
    if not then.paragraphs:
        return
    number = data.draw(st.integers(1, len(then.paragraphs)))
    spans = [found.span() for found in word().finditer(then[number])]
    if not spans:
        return
    first, last = sorted(data.draw(st.tuples(*[st.integers(0, len(spans) - 1)] * 2)))
    words = TextSpan(number, spans[first][0], spans[last][1])
    begun = Edit(Dialogue(minutes, {"log": then}), "statement", "log", words)
    opened = Opened(
        ReadFile("m.yaml"),
        dialogue=Dialogue(minutes, {"log": now}),
        texts={"log": TextFile("t", False, now)},
    )
    edit, said = renew_addition(begun, opened)
    assert edit.lost == (begun.exact.casefold() not in after.casefold())
    assert edit.exact.casefold() == begun.exact.casefold()
    assert "t has changed since it was read" in said
    assert ("not in it now" in said) == edit.lost
    again, said = renew_addition(edit, opened)
    assert (again, bool(said)) == (edit, edit.lost)


@pytest.mark.parametrize("view", [View(), View(only_asking=True), View(query="must")])
@given(text=TEXTS, cited=st.sets(st.integers(1, 4)))
def test_after_words_comes_the_next_sentence_below_that_asks(
    view: View, text: str, cited: set[int]
) -> None:
    proofs = [f"{{paragraph: {n}, exact: We must go}}" for n in cited]
    minutes = record(ADDED_TO.replace("id: r7,", f"id: r7, evidence: [{', '.join(proofs)}],"))
    dialogue = Dialogue(minutes, {"log": SourceText(text)})
    scene = Scene(Index(Collection([dialogue])), replace(view, main=Pane.SOURCE))
    asking = [*filter(dialogue.passages.is_asking, scene.source_stops)]
    for stop in dialogue.passages.stops:
        if stop.start < 0:
            continue
        words = TextSpan(*stop[1:4])
        moved = go_on(scene, Edit(dialogue, "statement", "log", words))
        below = [other for other in asking if other[1:3] >= (words.paragraph, words.end)]
        at = Scene(scene.index, moved).passage
        if below:
            assert at == below[0]
        else:
            among = "hit" if view.query else "sentence"
            assert f"no {among} below asks" in moved.remark
            assert at is None or view.query or (at.start < stop.end and stop.start < at.end)
