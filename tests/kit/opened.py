"""Collections of every make, opened once."""

from tests.kit.records import (
    ASKED,
    BARE,
    CORNERS,
    WITH_IDS,
    collected,
    lahore,
    provincial,
    record,
    small,
    sourced,
)
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection, Trouble

OPENED = {
    "small": small(),
    "lahore": lahore(),
    "corners": collected(CORNERS),
    "bare": collected(BARE),
    "ids": collected(WITH_IDS),
    "asked": collected(ASKED),
    "sourced": sourced(),
    "torn": Collection([Dialogue(record(BARE))], [Trouble("b", "torn")]),
    "series": provincial(),
}
corners, bare, asked = OPENED["corners"], OPENED["bare"], OPENED["asked"]
