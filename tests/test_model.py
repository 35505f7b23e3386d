"""The model declares the format: what FORMAT.md calls its shape."""

from dataclasses import MISSING, FrozenInstanceError, fields
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from tiptui.record import model

# The keys of each mapping in the order of the format's page; * marks what is required.
SHAPE = {
    model.Record: "tiptui* event* organizations themes speakers* recommendations sources",
    model.Event: "id* name* classification start_date* end_date place summary topics organizers "
    "attendance points evidence note",
    model.Organizer: "organization* role",
    model.Attendance: "count approximate groups",
    model.Point: "text* kind by themes evidence note",
    model.Organization: "id* name* abbreviation other_names note",
    model.Theme: "id* name* description",
    model.Speaker: "id* name* kind role organization other_names evidence statements note",
    model.Statement: "text* mode occasion themes evidence note",
    model.Recommendation: "id* text* by* to mode themes evidence note",
    model.Source: "id* title* type publisher url published language file outline note",
    model.Evidence: "paragraph* exact* source",
}


@pytest.mark.parametrize("mapping", SHAPE, ids=lambda mapping: mapping.__name__)
def test_a_mapping_has_exactly_the_keys_of_the_format(mapping: Any) -> None:
    declared = {field.name + "*" * (field.default is MISSING) for field in fields(mapping)}
    assert declared == set(SHAPE[mapping].split())


@pytest.mark.parametrize("mapping", SHAPE, ids=lambda mapping: mapping.__name__)
def test_every_key_is_explained(mapping: Any) -> None:
    for name, hint in get_type_hints(mapping, include_extras=True).items():
        bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
        assert get_origin(hint) is Annotated or bare in SHAPE, name


def test_a_record_can_not_be_changed() -> None:
    theme = model.Theme(id="air", name="Air")
    with pytest.raises(FrozenInstanceError):
        theme.name = "Water"  # type: ignore[misc]


def test_what_is_not_said_has_the_default_of_the_format() -> None:
    assert model.Speaker(id="ann", name="Ann").kind == "person"
    assert model.Statement(text="Hm.").mode == "reported"
    assert model.Recommendation(id="r1", text="Hm.", by=("ann",)).mode == "reported"
    assert model.Evidence(paragraph=1, exact="hm").source == ""
    assert model.Attendance().count is None
