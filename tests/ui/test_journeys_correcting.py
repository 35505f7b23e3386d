"""Journeys of correcting: values of a thing, codes of many, removals, and the way back."""

from pathlib import Path

import pytest

from tests.kit.browsing import browsing
from tests.kit.keeping import keeping, kept, texts, two_records, written
from tests.kit.records import ADDED_TO, record
from tiptui.editing import writer
from tiptui.files.own import own_folder

R1 = "{id: r1, by: [ann], text: Light the quays, to: [The mayor], themes: [safety]"
R7 = "{id: r7, by: [bob], text: Mend the ladder}"
ANSWERED = ADDED_TO.replace(R1, f"{R1}, responses: [{{status: noted}}, {{status: rejected}}]")


def changed(*pairs: tuple[str, str]) -> str:
    text = ADDED_TO
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_a_code_costs_some_letters_and_the_cursor_stays(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with keeping(tmp_path, size) as keeper:
        await keeper.press("3", "j", "c")
        assert "Correct recommendation r7" in keeper.text
        for name in ("themes", "to", "due", "number", "text", "by", "note", "mode"):
            assert f"│ {name} " in keeper.text
        assert "Mend the ladder" in keeper.text
        await keeper.press("s", "a", "tab", "ctrl+s")
        assert written(tmp_path) == changed((R7, R7[:-1] + ", themes: [safety]}"))
        assert keeper.status.startswith("recommendation r7 changed · A take")
        assert keeper.browser.session.scene.current == "m#r7"
        await keeper.press("A")
        assert written(tmp_path) == ADDED_TO
        assert keeper.status.startswith("change of recommendation r7 taken")


async def test_a_code_costs_seven_keys_at_most_and_thirty_rows_twelve(tmp_path: Path) -> None:
    asked = "".join(f"- {{id: r{n}, by: [ann], text: Light quay {n}}}\n" for n in range(1, 31))
    text = ADDED_TO.replace("id: m,", "id: o,").replace("- {id: safety, name: Safety at sea}", "")
    before, _, sources = text.partition("- {id: r1,")
    sources = sources.partition("sources:")[2]
    before = f"{before.replace('themes:', '')}{asked}sources:{sources}"
    (tmp_path / "m.yaml").write_text(ADDED_TO, "utf-8")
    (tmp_path / "o.yaml").write_text(before, "utf-8")

    def coded() -> int:
        return (tmp_path / "o.yaml").read_text("utf-8").count("themes: [safety]")

    async with browsing(tmp_path) as keeper:
        await keeper.press(*"/in:o", "enter", "3")
        for count in range(1, 11):
            await keeper.press(*(keys := ("c", "s", "a", "f", "tab", "ctrl+s", "j")))
            assert (coded(), len(keys)) == (count, 7)
        await keeper.press(*"/theme:none", "enter", "c", *"saf", "tab", "ctrl+s")
        assert (coded(), keeper.browser.session.scene.current) == (11, "o#r12")
        await keeper.press("A", "escape", *(keys := ("M", "c", *"saf", "tab", "ctrl+s", "minus")))
        assert (coded(), len(keys) < 12, keeper.status) == (30, True, "30 no longer marked")


async def test_a_remark_of_two_lines_leaves_the_last_field_in_sight(tmp_path: Path) -> None:
    async with keeping(tmp_path, (40, 12)) as keeper:
        await keeper.press("3", "c", "shift+tab")
        assert "several are parted by ;" in keeper.text
        assert "│ repeats " in keeper.text


async def test_a_value_that_a_field_cuts_stands_below_it(tmp_path: Path) -> None:
    async with keeping(tmp_path, (40, 12)) as keeper:
        await keeper.press("2", "c")
        assert keeper.text.count("Ann Lee") == 3  # in the list, the title and the field
        await keeper.press(*" of the Northern Isles")
        assert "│ Ann Lee of the Northern Isles " in keeper.text


async def test_only_values_that_differ_are_written_and_an_emptied_one_takes_its_key(
    tmp_path: Path,
) -> None:
    async with keeping(tmp_path) as keeper:
        # It has this theme; the last field is the one before the first.
        for keys in (["ctrl+s"], [*"Safety at sea", "ctrl+s"], ["shift+tab", "enter"]):
            await keeper.press("3", "c", *keys, "j")
            assert "Correct " not in keeper.text
            assert keeper.browser.session.scene.current == "m#r7"
            await keeper.press("k", "c", *keys)
            assert keeper.status == "nothing changed"
        await keeper.press("c")
        await keeper.press("tab", "ctrl+u", "tab", *"2025-13", "ctrl+s")
        assert 'due: "2025-13" is not in the calendar: months go to 12' in keeper.text
        assert written(tmp_path) == ADDED_TO
        # Wherever the cursor was, it is in the field that is wrong.
        await keeper.press("tab", "ctrl+s", "backspace", "2", "ctrl+s")
        new = "{id: r1, by: [ann], text: Light the quays, themes: [safety], due: 2025-12"
        assert written(tmp_path) == changed((R1, new))
        await keeper.press("c", "shift+tab", "shift+tab", *"ever", "ctrl+s")
        assert 'mode: "reportedever" is none of reported, quoted' in keeper.text
        assert written(tmp_path) == changed((R1, new))


async def test_a_misspelt_speaker_costs_few_keys_and_takes_no_name_of_another(
    tmp_path: Path,
) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("c", "left", "backspace", "i", "ctrl+s")
        assert written(tmp_path) == changed(("name: Ann Lee", "name: Ann Lie"))
        assert keeper.cursor("speakers").startswith("Ann Lie")
        await keeper.press("c", "ctrl+u", *"bob hay", "ctrl+s")
        assert "bob hay is another speaker: bob" in keeper.text
        assert kept(tmp_path).speakers[0].name == "Ann Lie"
        await keeper.press("escape", "escape", "c", *["tab"] * 3, *"Nobody", "ctrl+s")
        assert "no organization of the record is called Nobody" in keeper.text
        await keeper.press("ctrl+u", *"pa", "tab", "ctrl+s")
        assert kept(tmp_path).speakers[0].organization == "ports"


async def test_a_new_name_that_leaves_dialogues_behind_is_asked_about_and_said(
    tmp_path: Path,
) -> None:
    two_records(tmp_path)
    before = texts(tmp_path)
    async with browsing(tmp_path) as keeper:
        await keeper.press("c", "left", "backspace", "i")
        assert "1 dialogue still says Ann Lee: add that to other names" in keeper.text
        await keeper.press("ctrl+s")
        assert texts(tmp_path) == before
        await keeper.press("ctrl+s")
        said = "speaker changed here · 1 dialogue still says Ann Lee · A takes it back"
        assert keeper.status == said
        # The name that other records have is offered.
        await keeper.press("c", "ctrl+u", *"an", "tab", "ctrl+s")
        assert texts(tmp_path) == before
        await keeper.press("A", "A", "c", "left", "backspace", "i", *["tab"] * 4, *"Ann Lee")
        assert "still says" not in keeper.text
        await keeper.press("ctrl+s")
        assert keeper.status == "speaker Ann Lie changed · A takes it back"
        assert keeper.title("speakers").startswith("Speakers · 2")


async def test_new_names_are_said_and_asked_about(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("3", "j", "c", *"Safety at sae", "ctrl+s")
        assert "a new theme: Safety at sae; Safety at sea is there" in keeper.text
        assert written(tmp_path) == ADDED_TO
        await keeper.press("ctrl+u", *"Costs")
        assert "a new theme: Costs" in keeper.text
        await keeper.press("tab", "tab", "tab", "tab", "tab", *"Cy Fox")
        assert "a new speaker: Cy Fox" in keeper.text
        await keeper.press("ctrl+s")
        assert "a new theme: Costs · a new speaker: Cy Fox · ^s writes it" in keeper.text
        assert written(tmp_path) == ADDED_TO
        await keeper.press("ctrl+s")
        after = kept(tmp_path)
        assert after.recommendations[1].themes == ("costs",)
        assert after.recommendations[1].by == ("bob", "cy-fox")
        assert [theme.name for theme in after.themes] == ["Safety at sea", "Costs"]


async def test_a_marked_row_codes_all_listed_marked_ones_and_a_dash_takes_away(
    tmp_path: Path,
) -> None:
    two_records(tmp_path)
    before = texts(tmp_path)
    async with browsing(tmp_path, (40, 12)) as keeper:
        await keeper.press("3", "M", "c")
        assert "Correct 4 recommendations" in keeper.text
        assert "number" not in keeper.text
        assert "names are added, -name takes one" in keeper.text
        await keeper.press(*"Costs; -saf", "tab", "tab", *"wat", "tab", "tab", *"2026")
        await keeper.press("ctrl+s", "ctrl+s")
        both = [record(text).recommendations for text in texts(tmp_path)]
        assert {(one.themes, one.due) for asked in both for one in asked} == {(("costs",), "2026")}
        assert [one.to for one in both[0]] == [("The mayor", "water"), ("water",)]
        assert "4 recommendations changed" in keeper.text
        await keeper.press("A")
        assert texts(tmp_path) == before
        await keeper.resize(120, 40)
        await keeper.press("c")
        assert "names are added, -name takes one away · several are parted by ;" in keeper.text
        await keeper.press(*"saf", "tab", "ctrl+s")  # some have it
        assert keeper.status.startswith("2 of 4 recommendations changed, 2 needed no change · A")
        await keeper.press("A")
        assert keeper.status == "change of 2 of 4 recommendations taken back"
        # Only a marked row acts on the others.
        await keeper.press("m", "c")
        assert "Correct recommendation" in keeper.text


async def test_what_is_removed_was_asked_about_and_the_cursor_is_on_the_next_one(
    tmp_path: Path,
) -> None:
    async with keeping(tmp_path) as keeper:
        (tmp_path / "m.yaml").write_text(ANSWERED, "utf-8")
        await keeper.press("r", "3", "delete")
        assert "Remove recommendation r1 and its 2 responses?" in keeper.text
        await keeper.resize(40, 12)
        assert "responses?" in keeper.text
        await keeper.resize(120, 40)
        await keeper.press("escape")
        assert written(tmp_path) == ANSWERED
        await keeper.press("delete", "enter")
        assert [one.id for one in kept(tmp_path).recommendations] == ["r7"]
        assert keeper.browser.session.scene.current == "m#r7"
        assert "recommendation r1 removed · A takes it back" in keeper.status
        await keeper.press("A", "M", "delete")
        assert "Remove 2 recommendations and their 2 responses?" in keeper.text
        await keeper.press("enter")
        assert "recommendations" not in written(tmp_path)
        await keeper.press("A")
        assert written(tmp_path) == ANSWERED
        # What somebody else saves while the question stands is asked about anew.
        await keeper.press("delete")
        saved = ANSWERED.replace("Mend", "Paint")
        (tmp_path / "m.yaml").write_text(saved, "utf-8")
        await keeper.press("enter")
        assert "has changed since it was read: Delete asks again" in keeper.text
        assert written(tmp_path) == saved


async def test_what_others_name_is_not_removed(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("delete")
        assert keeper.status == "Ann Lee stays: named by r1"
        await keeper.press("1", "delete")
        assert "a record can't do without its event" in keeper.text
        await keeper.press("j", "delete")
        assert keeper.status == "Safety at sea stays: named by r1"
        await keeper.press("j", "c")
        assert "nothing here can be changed" in keeper.text


async def test_what_another_record_repeats_is_removed_only_with_it(tmp_path: Path) -> None:
    two_records(tmp_path)
    again = texts(tmp_path)[1].replace("id: r7,", "id: r7, repeats: [m#r1],")
    (tmp_path / "o.yaml").write_text(again, "utf-8")
    before = texts(tmp_path)
    async with browsing(tmp_path) as keeper:
        await keeper.press("3", "delete")
        assert "Light the quays stays: named by o#r7" in keeper.status
        assert texts(tmp_path) == before
        await keeper.press("M", "delete")
        assert "Remove 4 recommendations?" in keeper.text


async def test_themes_responses_and_sources_have_a_form(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        (tmp_path / "m.yaml").write_text(ANSWERED, "utf-8")
        await keeper.press("r", "1", "j", "c", *" and land", "ctrl+s")
        assert kept(tmp_path).themes[0].name == "Safety at sea and land"
        await keeper.press("3", "enter", "j", "c")
        assert "Correct response r1/1" in keeper.text
        assert "noted" in keeper.text
        await keeper.press("x", "tab")
        assert 'status: "notedx" is none of' in keeper.text
        await keeper.press("escape", "escape", "j", "delete", "enter")
        assert [one.status for one in kept(tmp_path).recommendations[0].responses] == ["noted"]
        assert keeper.browser.session.scene.current != "m#r1"
        await keeper.press("escape", "s", "c", *" book", "ctrl+s")
        assert kept(tmp_path).sources[0].title == "Log book"


async def test_a_correction_of_a_file_that_changed_keeps_what_was_saved(tmp_path: Path) -> None:
    async with keeping(tmp_path) as keeper:
        await keeper.press("3", "c", "tab", "tab", *"2025")
        saved = ADDED_TO.replace("themes: [safety]", "themes: [safety], note: Saved")
        (tmp_path / "m.yaml").write_text(saved, "utf-8")
        await keeper.press("ctrl+s")
        assert "m.yaml has changed since it was read: ^s changes it as it is now" in keeper.text
        assert written(tmp_path) == saved
        await keeper.press("ctrl+s")
        [first, _] = kept(tmp_path).recommendations
        assert (first.due, first.note) == ("2025", "Saved")
        await keeper.press("c", *"Costs")
        (tmp_path / "m.yaml").write_text(saved.replace("id: r1,", "id: r2,"), "utf-8")
        await keeper.press("ctrl+s", "ctrl+s")
        assert "r1 is not there any more" in keeper.text
        assert "Costs" not in written(tmp_path)


async def test_changes_are_taken_back_one_by_one_by_the_browser_that_made_them(
    tmp_path: Path,
) -> None:
    two_records(tmp_path)
    states = [texts(tmp_path)]
    async with browsing(tmp_path) as keeper:
        await keeper.press("3", "c", *"saf; Costs", "ctrl+s", "ctrl+s")
        states.append(texts(tmp_path))
        await keeper.press("M", "delete", "enter")
        for name in ("4 recommendations", "recommendation m#r1"):
            await keeper.press("A")
            assert keeper.status.endswith(f" of {name} taken back")
            assert texts(tmp_path) == states.pop()
        await keeper.press("A")
        assert keeper.status == "nothing was changed here that could be taken back"
        await keeper.press("3", "c", *"saf; Costs", "ctrl+s", "ctrl+s")
        assert keeper.status.startswith("4 recommendations changed")
    assert not (own_folder("state") / "changes").exists()
    changed_last = texts(tmp_path)
    async with browsing(tmp_path) as keeper:
        await keeper.press("A")
        assert keeper.status == "nothing was changed here that could be taken back"
        assert texts(tmp_path) == changed_last


async def test_changes_are_remembered_within_bounds_and_the_last_always(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "LARGEST", 5 * len(ADDED_TO))
    async with keeping(tmp_path) as keeper:
        for year in range(2025, 2030):
            await keeper.press("3", "c", "tab", "tab", "ctrl+u", *str(year), "ctrl+s")
        for year in (2028, 2027):
            await keeper.press("A")
            assert str(year) in written(tmp_path)
        await keeper.press("A")
        assert keeper.status == "nothing was changed here that could be taken back"
        monkeypatch.setattr(writer, "LARGEST", 0)
        await keeper.press("3", "c", "tab", "tab", "ctrl+u", *"2031", "ctrl+s", "A")
        assert "2027" in written(tmp_path)
