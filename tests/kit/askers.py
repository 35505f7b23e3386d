"""Dialogues in which the same is asked again."""

from typing import Any

from tests.kit.checkout import document
from tiptui.collection.dialogue import Dialogue
from tiptui.collection.opened import Collection
from tiptui.record.model import (
    Evidence,
    Recommendation,
    Record,
    RecordedEvent,
    RecordedOrganization,
    RecordedTheme,
    Speaker,
)


def asks(id: str, text: str = "Light the quays at night", **given: Any) -> Recommendation:
    """Return a recommendation of Ann's, to the port under safety if nothing else is given."""
    said = {"to": ["port"], "themes": ["safety"]} | given
    proof = (Evidence(paragraph=1, exact="light"),)
    of: Any = {key: tuple(values) for key, values in said.items()}
    return Recommendation(id=id, text=text, by=("ann",), evidence=proof, **of)


def dialogue(id: str, date: str, *asked: Recommendation, port: str = "The port") -> Dialogue:
    record = Record(
        tiptui=1,
        event=RecordedEvent(id=id, name=f"Dialogue {id}", start_date=date),
        organizations=(RecordedOrganization(id="port", name=port),),
        themes=(RecordedTheme(id="safety", name="Safety"), RecordedTheme(id="costs", name="Costs")),
        speakers=(Speaker(id="ann", name="Ann"),),
        recommendations=asked,
    )
    return Dialogue(record)


def series(*dialogues: Dialogue) -> Collection:
    return Collection(dialogues, several=True)


WORDY = document("tests/records/wordy.yaml")
