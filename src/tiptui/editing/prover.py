"""The proof of proposed items: which of them go into a record, and why the others do not."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from tiptui.documents.document import TextSpan
from tiptui.documents.names import is_role
from tiptui.editing.change import Step
from tiptui.editing.claims import Correction, Proposal, ProposedResponse, ProposedStatement
from tiptui.proof.attribution import SpeakerNames
from tiptui.proof.cuts import find_cut
from tiptui.proof.locate import MOST_SHOWN
from tiptui.proof.phrases import parts_of
from tiptui.proof.quotations import quote
from tiptui.proof.source_text import Texts
from tiptui.proof.spoken import turns_at, turns_of
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
from tiptui.record.model import Record, keys
from tiptui.record.problem import Fault, Path
from tiptui.record.rules import no_paragraph
from tiptui.speakers.turns import LABEL
from tiptui.text.folding import fold
from tiptui.text.near_words import did_you_mean, is_letter_away, nearest
from tiptui.text.visible import clip, few, plural

_QUOTED = attrgetter("paragraph", "exact")
THERE = "there-already"  # the code of an item that the record has


class _Refused(Exception):
    """The fault that keeps an item out, and the words that come nearest."""

    def __init__(self, path: Path, message: str, code: str, near: str = "") -> None:
        super().__init__(message)
        self.fault, self.nearest = Fault(path, message, code), near


class Prover:
    """A record to which proposed items are added, one by one, if the texts at hand prove them.

    `steps` are those of its change.
    """

    def __init__(self, record: Record, texts: Texts, proposals: Iterable[Proposal]) -> None:
        self.steps: list[Step] = []
        self._record, self._texts = record, texts
        self._sources = {source.id: source for source in record.sources}
        self._ids = cache(lambda section: ids_by_name(getattr(self._record, section)))
        self._printed = cache(lambda source: texts[source].as_printed())
        self._free_ids = recommendation_ids(record)
        self._who = cache(SpeakerNames(record.speakers).who)
        items = [proposal.item for proposal in proposals if not proposal.fault]
        parts = chain.from_iterable((item, *getattr(item, "responses", ())) for item in items)
        exacts = (quoted.exact for part in parts for quoted in getattr(part, "evidence", ()))
        self._found = find_words(filter(parts_of, exacts), texts)

    def judge(self, proposal: Proposal) -> Proposal:
        """Add an item if it is proved; return it as it was added, or with its fault."""
        if proposal.fault:
            return proposal
        try:
            if isinstance(proposal.item, Correction):
                return proposal._replace(item=self._correct(proposal.item, proposal.path))
            there, item = self._complete(proposal.item, proposal.path)
            others = part_at(self._record, there)
            if any(_is_same(item, other) for other in others):
                raise _Refused(proposal.path, "stands in the record already", THERE)
        except _Refused as refused:
            return proposal._replace(fault=refused.fault, nearest=refused.nearest)
        if isinstance(item, model.Recommendation):
            item = replace(item, id=next(self._free_ids))
        self._record = with_value(self._record, there, (*others, item))
        self.steps.append((there, item))
        return proposal._replace(item=item)

    def _correct(self, item: Correction, path: Path) -> Correction:
        """Change a claim; return its new values. Raise _Refused."""
        walked = walk(self._record)
        claims = {id: at for at, id, thing in walked if isinstance(thing, model.RecordedClaim)}
        found = [claims[item.id]] if item.id in claims else []
        there = _only(found, "claim", item.id, path, claims)
        claim, new = part_at(self._record, there), list[model.RecordedTheme]()
        values = {key.name: value for key in keys(Correction) if (value := getattr(item, key.name))}
        del values["id"]
        for key in values:
            if not hasattr(claim, key):
                message = f'a {type(claim).__name__.lower()} has no key "{key}"'
                raise _Refused((*path, key), message, "unknown-key")
        if item.to:
            to = (party(self._ids("organizations"), words) for words in item.to)
            values["to"] = (*dict.fromkeys((*claim.to, *to)),)
        if item.themes:
            themes = [self._theme(name, new, (*path, "themes")) for name in item.themes]
            values["themes"] = (*dict.fromkeys((*claim.themes, *themes)),)
        changed = {key: value for key, value in values.items() if value != getattr(claim, key)}
        if not changed:
            raise _Refused(path, "has these values already", THERE)
        self.steps += ((("themes",), theme) for theme in new)
        self._record = replace(self._record, themes=(*self._record.themes, *new))
        self._ids.cache_clear()
        for key, value in changed.items():
            self._record = with_value(self._record, (*there, key), value)
            self.steps.append(((*there, key), value))
        return Correction(id=item.id, **changed)

    def _theme(self, name: str, new: list[model.RecordedTheme], path: Path) -> str:
        """Return the id of a theme by its id or name; a name that is not there makes a new one."""
        ids = self._ids("themes").get(fold(name), ())
        themes = (*self._record.themes, *new)
        made = [theme.id for theme in new if fold(theme.name) == fold(name)]
        if ids or made:
            return str(_only([name] if name in ids else ids or made, "theme", name, path))
        for theme in themes:
            if is_letter_away(fold(name), fold(theme.name)):
                message = f"a new theme: {clip(name)}; {clip(theme.name)} is there"
                raise _Refused(path, message, "near-name", theme.name)
        free = FreeIds(*(id for _, id in walk_ids(self._record)), *(theme.id for theme in new))
        new.append(model.RecordedTheme(id=free.reserve(slug(name) or "theme"), name=name))
        return new[-1].id

    def _complete(self, item: Any, path: Path) -> tuple[Path, Any]:
        """Return the path of the list for an item, and the item with ids and whole evidence."""
        asked = self._record.recommendations
        if isinstance(item, ProposedResponse):
            by_id = [n for n, of in enumerate(asked) if of.id == item.owner]
            found = by_id or [n for n, of in enumerate(asked) if of.number == item.owner]
            position = _only(found, "recommendation", item.owner, path)
            response = model.RecordedResponse(**item.given() | self._answer(item, path))
            return ("recommendations", position, "responses"), response
        is_said = isinstance(item, ProposedStatement)
        makers = self._ids_of("speakers", [item.owner] if is_said else item.by, path)
        themes = self._ids_of("themes", item.themes, path)
        anybody = {"", *(speaker.id for speaker in self._record.speakers)}  # all who were there
        evidence = self._evidence(item, {*makers} or anybody, path)
        proved: dict[str, Any] = {"themes": themes, "evidence": evidence}
        if isinstance(item, model.Point):
            return ("event", "points"), replace(item, by=makers, **proved)
        if is_said:
            position = [speaker.id for speaker in self._record.speakers].index(makers[0])
            return ("speakers", position, "statements"), model.Statement(**item.given() | proved)
        for reference in item.repeats:
            if own := own_id(self._record, reference):
                _only([of for of in asked if of.id == own], "recommendation", own, path)
        to = dict.fromkeys(party(self._ids("organizations"), words) for words in item.to)
        responses = [
            replace(response, **self._answer(response, (*path, "responses", n)))
            for n, response in enumerate(item.responses)
        ]
        proved |= {"by": makers, "to": (*to,), "responses": (*responses,)}
        return ("recommendations",), replace(item, **proved)

    def _ids_of(self, section: str, names: Iterable[str], path: Path) -> tuple[str, ...]:
        """Return the ids of speakers or themes, by their ids or else by their names."""
        things = getattr(self._record, section)
        found = list[str]()
        for name in names:
            ids = self._ids(section).get(fold(name), ())
            known = (words for thing in things for words in (thing.id, thing.name))
            found.append(_only([name] if name in ids else ids, section[:-1], name, path, known))
        return (*dict.fromkeys(found),)

    def _answer(self, item: model.RecordedResponse, path: Path) -> dict[str, Any]:
        """Return the id of the organization that responds, or words, and the whole evidence."""
        by, speakers = party(self._ids("organizations"), item.by), self._record.speakers
        named = {*self._ids("speakers").get(fold(by), ())}
        is_body = by in (body.id for body in self._record.organizations)
        own = (of.id for of in speakers if not is_body or of.organization in ("", by))
        return {"by": by, "evidence": self._evidence(item, named or {"", *own}, path)}

    def _evidence(self, item: Any, makers: Set[str], path: Path) -> tuple[model.Evidence, ...]:
        """Return the evidence of an item, each words of one of its makers; "" is a stranger."""
        whole = list[model.Evidence]()
        for n, given in enumerate(item.evidence):
            here: Path = (*path, "evidence", n, "exact")
            exact = f"“{clip(given.exact)}”"
            source, words = self._find(given, here)
            text = self._texts[source]
            turns = [turns_of(text)[number] for number in turns_at(text, words)]
            for turn in turns:
                # Several speakers may have one turn.
                heads = (other.speaker for other in turns if other.words == turn.words)
                ids = {id for one in heads for id in self._who(one)[1] or {""}}
                head = turn.speaker.name
                is_vague = "" in ids and (is_role(head) or LABEL.fullmatch(head))
                if makers.isdisjoint(ids) and not is_vague:
                    message = f'{exact} stands in a turn of "{clip(head)}"'
                    raise _Refused(here, message, "quote-speaker")
            if message := no_paragraph(words.paragraph, self._sources[source]):
                raise _Refused(here, f"{exact}: {message}", "no-such-paragraph")
            cut = find_cut(text[words.paragraph], [words[1:]], text.language)
            if cut and not cut.is_said_by(item):
                message = f"{exact} {cut.message}: quote these words as well"
                raise _Refused(here, message, "quote-cut", cut.words)
            found = quote(self._record, source, words, self._printed(source))
            whole.append(model.Evidence(**given.given() | found.given() | {"source": found.source}))
        return (*whole,)

    def _find(self, given: model.Evidence, path: Path) -> tuple[str, TextSpan]:
        """Return the one occurrence of words, in the source and paragraph if these are given."""
        shown = f"“{clip(given.exact)}”"
        sources = [given.source] if given.source else [*self._sources]
        if self._texts.keys().isdisjoint(sources):
            message = f"{shown}: source text not loaded: {few(sources)}; --source names its file"
            raise _Refused(path, message, "quote-unchecked")
        alike, near = self._found.get(given.exact, Occurrences(()))
        exact = [(one.source, one.words) for one in alike if one.is_exact]
        there = [one for one in exact if one[0] in sources]
        found = [one for one in there if given.paragraph in (0, one[1].paragraph)]
        if len(found) == 1:
            return found[0]
        if exact:
            where = few(f"{source} ¶{words.paragraph}" for source, words in exact)
            message = f"{shown} stands in {plural(len(exact), 'place')}: {where}"
            raise _Refused(path, message, "quote-ambiguous" if found else "quote-elsewhere")
        how, words = "verbatim" if alike else "found", ""
        message = f"{shown} not {how} in {plural(len(self._texts), 'text')}"
        if alike:
            source, number, start, end = alike[0].source, *alike[0].words
            near = Nearest(source, number, self._texts[source][number][start:end], 1)
        if near:
            words = near.words
            message += f"; nearest: {clip(near.source)} ¶{near.paragraph}"
            message += f" “{clip(words, MOST_SHOWN)}”"
        raise _Refused(path, message, "quote-missing", words)


def _only(
    found: Sequence[Any], kind: str, words: str, path: Path, known: Iterable[str] = ()
) -> Any:
    """Return the only thing found that words call. Raise _Refused for none or several."""
    if len(found) == 1:
        return found[0]
    if found:
        message = f'{len(found)} {kind}s are called "{clip(words)}": write an id'
        raise _Refused(path, message, "unknown-id")
    near = nearest(words, known)
    message = f'no {kind} is called "{clip(words)}"{did_you_mean(near)}'
    raise _Refused(path, message, "unknown-id", near)


def _is_same(item: Any, other: Any) -> bool:
    """Return whether another item of its list says the same, on these quotations and others."""
    keys = ("text", "by", "status", "date")
    quoted, known = (set(map(_QUOTED, own.evidence)) for own in (item, other))
    agrees = all(getattr(item, key, "") == getattr(other, key, "") for key in keys)
    return agrees and quoted <= known
