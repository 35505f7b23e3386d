"""The doubts about words quoted for a claim: `add` refuses them, a form asks about them."""

from collections.abc import Set
from functools import cache
from typing import Any, NamedTuple

from tiptui.documents.document import TextSpan
from tiptui.documents.names import is_role
from tiptui.proof.attribution import SpeakerNames
from tiptui.proof.cuts import find_cut
from tiptui.proof.source_text import SourceText, Texts
from tiptui.proof.spoken import turns_at, turns_of
from tiptui.record.ids import ids_by_name
from tiptui.record.model import Record, RecordedResponse
from tiptui.record.problem import Path
from tiptui.speakers.turns import LABEL
from tiptui.text.folding import fold
from tiptui.text.visible import clip

_STRANGER = ""  # instead of the id of a speaker whom the record has not


class Doubt(NamedTuple):
    """A reason why quoted words prove no claim, and the words beside them that turn them round."""

    message: str
    code: str
    words: str = ""


class Doubts:
    """The doubts about quotations for the claims of one record."""

    def __init__(self, record: Record, texts: Texts) -> None:
        self._record = record
        self._texts = texts
        self._speaker_ids = ids_by_name(record.speakers)
        self._who = cache(SpeakerNames(record.speakers).who)

    def find(self, path: Path, claim: Any, source: str, words: TextSpan) -> Doubt | None:
        """Return the first doubt about words for a claim, or a response, of the list at a path."""
        text = self._texts[source]
        head = self._stranger_at(text, words, self._makers(path, claim))
        if head:
            return Doubt(f'stands in a turn of "{clip(head)}"', "quote-speaker")

        cut = find_cut(text[words.paragraph], [(words.start, words.end)], text.language)
        if cut and not cut.is_said_by(claim):
            return Doubt(cut.message, "quote-cut", cut.words)
        return None

    def _makers(self, path: Path, claim: Any) -> Set[str]:
        """Return the ids of the speakers whose words can prove a claim."""
        speakers = self._record.speakers
        if path[0] == "speakers":
            return {speakers[int(path[1])].id}

        if not isinstance(claim, RecordedResponse):
            return set(claim.by) or {_STRANGER, *(speaker.id for speaker in speakers)}

        named = self._speaker_ids.get(fold(claim.by))
        if named:
            return set(named)
        is_body = any(body.id == claim.by for body in self._record.organizations)
        makers = {_STRANGER}
        for speaker in speakers:
            if not is_body or speaker.organization in ("", claim.by):
                makers.add(speaker.id)
        return makers

    def _stranger_at(self, text: SourceText, words: TextSpan, makers: Set[str]) -> str:
        """Return the head of a turn with some of the words, if it can be no maker's; else ""."""
        turns = [turns_of(text)[number] for number in turns_at(text, words)]
        for turn in turns:
            ids: set[str] = set()
            for other in turns:
                # Several speakers may have one turn.
                if other.words == turn.words:
                    ids |= self._who(other.speaker)[1] or {_STRANGER}
            head = turn.speaker.name
            is_vague = _STRANGER in ids and (is_role(head) or LABEL.fullmatch(head))
            if makers.isdisjoint(ids) and not is_vague:
                return head
        return ""
