"""The proof of proposed items: which of them go into a record, and why the others do not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from tiptui.documents.document import TextSpan
from tiptui.editing.change import Step
from tiptui.editing.claims import Correction, Proposal, ProposedResponse, ProposedStatement
from tiptui.editing.doubts import Doubts
from tiptui.proof.locate import MOST_SHOWN
from tiptui.proof.phrases import parts_of
from tiptui.proof.quotations import quote
from tiptui.proof.source_text import Texts
from tiptui.proof.wording import Nearest, Occurrences, find_words
from tiptui.record import model
from tiptui.record.edits import with_value
from tiptui.record.ids import (
    FreeIds,
    ids_by_name,
    own_id,
    part_at,
    party,
    recommendation_ids,
    slug,
    walk,
    walk_ids,
)
from tiptui.record.model import Record
from tiptui.record.problem import Fault, Path
from tiptui.record.rules import no_paragraph
from tiptui.text.folding import fold
from tiptui.text.near_words import did_you_mean, is_letter_away, nearest
from tiptui.text.visible import clip, few, plural

THERE = "there-already"  # the code of an item that the record has


class _Refused(Exception):
    """The fault that keeps an item out, and the words that come nearest."""

    def __init__(self, path: Path, message: str, code: str, near: str = "") -> None:
        super().__init__(message)
        self.fault = Fault(path, message, code)
        self.nearest = near


class Prover:
    """A record to which proposed items are added, one by one, if the texts at hand prove them.

    `steps` are those of its change.
    """

    def __init__(self, record: Record, texts: Texts, proposals: Iterable[Proposal]) -> None:
        self.steps: list[Step] = []
        self._record = record
        self._texts = texts
        self._doubts = Doubts(record, texts)
        self._ids = {
            "speakers": ids_by_name(record.speakers),
            "themes": ids_by_name(record.themes),
            "organizations": ids_by_name(record.organizations),
        }
        self._free_ids = recommendation_ids(record)
        self._printed = {source: text.as_printed() for source, text in texts.items()}
        self._occurrences = find_words(_quotations(proposals), texts)

    def judge(self, proposal: Proposal) -> Proposal:
        """Add an item if it is proved; return it as it was added, or with its fault."""
        item = proposal.item
        if proposal.fault:
            return proposal

        try:
            if isinstance(item, Correction):
                item = self._correct(item, proposal.path)
            else:
                item = self._add(item, proposal.path)
        except _Refused as refused:
            return proposal._replace(fault=refused.fault, nearest=refused.nearest)
        return proposal._replace(item=item)

    def _correct(self, correction: Correction, path: Path) -> Correction:
        """Change a claim; return its new values. Raise _Refused."""
        things = walk(self._record)
        claims = {id: there for there, id, item in things if isinstance(item, model.RecordedClaim)}
        paths = [claims[correction.id]] if correction.id in claims else []
        claim_path = _only(paths, "claim", correction.id, path, claims)
        claim = part_at(self._record, claim_path)

        values = {name: value for name, value in vars(correction).items() if value}
        del values["id"]
        for name in values:
            if not hasattr(claim, name):
                message = f'a {type(claim).__name__.lower()} has no key "{name}"'
                raise _Refused((*path, name), message, "unknown-key")

        new_themes: list[model.RecordedTheme] = []
        if correction.to:
            values["to"] = _joined(claim.to, self._parties(correction.to))
        if correction.themes:
            theme_path = (*path, "themes")
            themes = [self._theme(name, new_themes, theme_path) for name in correction.themes]
            values["themes"] = _joined(claim.themes, themes)
        changed = {name: new for name, new in values.items() if new != getattr(claim, name)}
        if not changed:
            raise _Refused(path, "has these values already", THERE)

        for theme in new_themes:
            self._append(("themes",), theme)
        self._ids["themes"] = ids_by_name(self._record.themes)
        for name, value in changed.items():
            self._record = with_value(self._record, (*claim_path, name), value)
            self.steps.append(((*claim_path, name), value))
        return Correction(id=correction.id, **changed)

    def _theme(self, name: str, new: list[model.RecordedTheme], path: Path) -> str:
        """Return the id of a theme by its id or name; add one to `new` if there is none."""
        for theme in new:
            if fold(theme.name) == fold(name):
                return theme.id
        if fold(name) in self._ids["themes"]:
            return self._id("themes", name, path)

        for theme in (*self._record.themes, *new):
            if is_letter_away(fold(name), fold(theme.name)):
                message = f"a new theme: {clip(name)}; {clip(theme.name)} is there"
                raise _Refused(path, message, "near-name", theme.name)

        free = FreeIds(*(id for _, id in walk_ids(self._record)), *(theme.id for theme in new))
        theme = model.RecordedTheme(id=free.reserve(slug(name) or "theme"), name=name)
        new.append(theme)
        return theme.id

    def _add(self, proposed: Any, path: Path) -> Any:
        """Add an item to its list; return it, whole. Raise _Refused."""
        list_path, item = self._complete(proposed, path)
        others = part_at(self._record, list_path)
        if any(_is_same(item, other) for other in others):
            raise _Refused(path, "stands in the record already", THERE)

        if isinstance(item, model.Recommendation):
            item = replace(item, id=next(self._free_ids))
        self._append(list_path, item)
        return item

    def _append(self, list_path: Path, item: Any) -> None:
        items = part_at(self._record, list_path)
        self._record = with_value(self._record, list_path, (*items, item))
        self.steps.append((list_path, item))

    def _complete(self, item: Any, path: Path) -> tuple[Path, Any]:
        """Return the path of the list for an item, and the item with ids and whole evidence."""
        if isinstance(item, ProposedResponse):
            number = self._recommendation(item.owner, path)
            response = model.RecordedResponse(**item.given())
            return ("recommendations", number, "responses"), self._respond(response, path)

        list_path: Path = ("recommendations",)
        if isinstance(item, ProposedStatement):
            maker = self._id("speakers", item.owner, path)
            speakers = [speaker.id for speaker in self._record.speakers]
            list_path = ("speakers", speakers.index(maker), "statements")
            item = model.Statement(**item.given())
        else:
            item = replace(item, by=self._ids_of("speakers", item.by, path))
        if isinstance(item, model.Point):
            list_path = ("event", "points")
        themes = self._ids_of("themes", item.themes, path)
        item = self._prove(replace(item, themes=themes), list_path, path)
        if isinstance(item, model.Recommendation):
            item = self._complete_recommendation(item, path)
        return list_path, item

    def _complete_recommendation(self, item: model.Recommendation, path: Path) -> Any:
        """Return a recommendation with ids of addressees, and with its responses proved."""
        known = {recommendation.id for recommendation in self._record.recommendations}
        for reference in item.repeats:
            id = own_id(self._record, reference)
            if id and id not in known:
                _only([], "recommendation", id, path)

        responses: list[model.RecordedResponse] = []
        for number, response in enumerate(item.responses):
            responses.append(self._respond(response, (*path, "responses", number)))
        to = _joined((), self._parties(item.to))
        return replace(item, to=to, responses=tuple(responses))

    def _recommendation(self, name: str, path: Path) -> int:
        """Return the position of a recommendation, by its id or else by its number."""
        asked = list(enumerate(self._record.recommendations))
        by_id = [position for position, item in asked if item.id == name]
        by_number = [position for position, item in asked if item.number == name]
        only: int = _only(by_id or by_number, "recommendation", name, path)
        return only

    def _respond(self, response: model.RecordedResponse, path: Path) -> Any:
        """Return a response with the id of the organization that gives it, and whole evidence."""
        by = party(self._ids["organizations"], response.by)
        return self._prove(replace(response, by=by), ("recommendations",), path)

    def _parties(self, names: Iterable[str]) -> list[str]:
        return [party(self._ids["organizations"], name) for name in names]

    def _ids_of(self, section: str, names: Iterable[str], path: Path) -> tuple[str, ...]:
        return _joined((), [self._id(section, name, path) for name in names])

    def _id(self, section: str, name: str, path: Path) -> str:
        """Return the id of a speaker or a theme, by its id or else by its name."""
        ids = self._ids[section].get(fold(name), ())
        if name in ids:
            return name
        known: list[str] = []
        for thing in getattr(self._record, section):
            known += (thing.id, thing.name)
        id: str = _only(ids, section.removesuffix("s"), name, path, known)
        return id

    def _prove(self, item: Any, list_path: Path, path: Path) -> Any:
        """Return an item with whole evidence, if that leaves no doubt. Raise _Refused."""
        sources = {source.id: source for source in self._record.sources}
        evidence: list[model.Evidence] = []
        for number, given in enumerate(item.evidence):
            exact_path: Path = (*path, "evidence", number, "exact")
            exact = f"“{clip(given.exact)}”"
            source, words = self._find(given, exact_path)
            message = no_paragraph(words.paragraph, sources[source])
            if message:
                raise _Refused(exact_path, f"{exact}: {message}", "no-such-paragraph")

            doubt = self._doubts.find(list_path, item, source, words)
            if doubt:
                message = f"{exact} {doubt.message}"
                if doubt.words:
                    message += ": quote these words as well"
                raise _Refused(exact_path, message, doubt.code, doubt.words)

            found = quote(self._record, source, words, self._printed[source])
            values = given.given() | found.given() | {"source": found.source}
            evidence.append(model.Evidence(**values))
        return replace(item, evidence=tuple(evidence))

    def _find(self, given: model.Evidence, path: Path) -> tuple[str, TextSpan]:
        """Return the one occurrence of words, in the source and paragraph if these are given."""
        exact = f"“{clip(given.exact)}”"
        sources = [given.source]
        if not given.source:
            sources = [source.id for source in self._record.sources]
        if self._texts.keys().isdisjoint(sources):
            message = f"{exact}: source text not loaded: {few(sources)}; --source names its file"
            raise _Refused(path, message, "quote-unchecked")

        places: list[tuple[str, TextSpan]] = []
        meant: list[tuple[str, TextSpan]] = []
        found = self._occurrences.get(given.exact, Occurrences(()))
        for occurrence in found.occurrences:
            if occurrence.is_exact:
                place = (occurrence.source, occurrence.words)
                places.append(place)
                paragraphs = (0, occurrence.words.paragraph)
                if occurrence.source in sources and given.paragraph in paragraphs:
                    meant.append(place)
        if len(meant) == 1:
            return meant[0]
        if places:
            where = few(f"{source} ¶{words.paragraph}" for source, words in places)
            message = f"{exact} stands in {plural(len(places), 'place')}: {where}"
            raise _Refused(path, message, "quote-ambiguous" if meant else "quote-elsewhere")

        how = "verbatim" if found.occurrences else "found"
        message = f"{exact} not {how} in {plural(len(self._texts), 'text')}"
        near = self._nearest(found)
        if near is None:
            raise _Refused(path, message, "quote-missing")
        message += f"; nearest: {clip(near.source)} ¶{near.paragraph}"
        message += f" “{clip(near.words, MOST_SHOWN)}”"
        raise _Refused(path, message, "quote-missing", near.words)

    def _nearest(self, found: Occurrences) -> Nearest | None:
        """Return the words that come nearest to a quotation that stands nowhere as it is."""
        if not found.occurrences:
            return found.nearest
        first = found.occurrences[0]
        number, start, end = first.words
        return Nearest(first.source, number, self._texts[first.source][number][start:end], 1)


def _quotations(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Yield the words that items quote, and their responses."""
    for proposal in proposals:
        if proposal.fault:
            continue
        for part in (proposal.item, *getattr(proposal.item, "responses", ())):
            for evidence in getattr(part, "evidence", ()):
                if parts_of(evidence.exact):
                    yield evidence.exact


def _joined(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    """Return old and new values, none of them twice."""
    return tuple(dict.fromkeys((*old, *new)))


def _only(
    things: Sequence[Any], kind: str, words: str, path: Path, known: Iterable[str] = ()
) -> Any:
    """Return the only one of the things that words call. Raise _Refused for none or several."""
    if len(things) == 1:
        return things[0]
    if things:
        message = f'{len(things)} {kind}s are called "{clip(words)}": write an id'
        raise _Refused(path, message, "unknown-id")
    near = nearest(words, known)
    message = f'no {kind} is called "{clip(words)}"{did_you_mean(near)}'
    raise _Refused(path, message, "unknown-id", near)


def _is_same(item: Any, other: Any) -> bool:
    """Return whether another item of its list says the same, on these quotations and others."""
    for key in ("text", "by", "status", "date"):
        if getattr(item, key, "") != getattr(other, key, ""):
            return False
    known = {(evidence.paragraph, evidence.exact) for evidence in other.evidence}
    return all((evidence.paragraph, evidence.exact) in known for evidence in item.evidence)
