"""Changes of claims between two versions, or between two rounds: these share no event."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from tiptui.collection.dialogue import Claim, Dialogue
from tiptui.collection.live import Live
from tiptui.collection.same import NEARLY, Wordings, wording
from tiptui.text.folding import fold
from tiptui.text.near_words import likeness


class Change(NamedTuple):
    """A change of a claim; if it is `changed`, with the other keys that differ."""

    kind: Literal["new", "gone", "reworded", "answered", "again", "changed"]
    old: Claim | None
    new: Claim | None
    keys: tuple[str, ...] = ()


_Side = Mapping[str, Dialogue]  # by their ids

_Pair = tuple[Claim, Claim]  # the old claim, and the new one

_PartiesOf = Callable[[Claim], frozenset[str]]


def find_changes(old: Live, new: Live, bare: Live | None) -> Iterator[Change]:
    """Yield the changes by dialogue; no claim is new or gone whose record can't be read.

    With a `bare` side, which has no addressees, words alone match where nothing else does.
    """
    before, after = _side(old), _side(new)
    pairs = _pair(before, after, _parties)
    if bare and not any(older.kind == "recommendation" for older, _ in pairs):
        pairs = _pair(before, after, _any_party)

    partners = defaultdict[Claim, list[Claim]](list)
    for older, newer in pairs:
        partners[newer].append(older)
        partners[older].append(newer)

    sayings = Counter[tuple[str, ...]]()
    if not _are_rounds(before, after):
        sayings = _count_sayings(after)

    unread_before = _unread(old, new)
    unread_after = _unread(new, old)
    for id in dict.fromkeys((*after, *before)):
        for claim in _claims(after, id):
            for older in partners[claim]:
                yield from _compare(older, claim)
            if not partners[claim] and id not in unread_before:
                is_repeated = sayings[_saying(claim)] > 1
                yield Change("again" if is_repeated else "new", None, claim)

        for claim in _claims(before, id):
            if not partners[claim] and id not in unread_after:
                yield Change("gone", claim, None)


def _side(live: Live) -> _Side:
    return {dialogue.id: dialogue for dialogue in live.now.collection.dialogues}


def _claims(side: _Side, id: str) -> Iterable[Claim]:
    return side[id].claims if id in side else ()


def _count_sayings(side: _Side) -> Counter[tuple[str, ...]]:
    """Return the number of dialogues with claims of each kind and words."""
    sayings = Counter[tuple[str, ...]]()
    for dialogue in side.values():
        sayings.update({_saying(claim) for claim in dialogue.claims})
    return sayings


def _are_rounds(before: _Side, after: _Side) -> bool:
    return before.keys().isdisjoint(after)


def side_without_addressees(old: Live, new: Live) -> Live | None:
    """Return the side of which no recommendation has an addressee, if the other has some."""
    lacking: list[Live] = []
    for live in (old, new):
        claims: list[Claim] = []
        for dialogue in live.now.collection.dialogues:
            claims += dialogue.recommendations
        if claims and not any(claim.to for claim in claims):
            lacking.append(live)
    return lacking[0] if len(lacking) == 1 else None


def _unread(live: Live, other: Live) -> set[str]:
    """Return the events of `other` whose files, or their folders, can't be read in `live`."""
    [root] = live.paths
    [other_root] = other.paths
    troubles = live.now.collection.troubles
    unreadable = tuple(f"{trouble.file.removeprefix(root)}/" for trouble in troubles)

    events: set[str] = set()
    for dialogue in other.now.collection.dialogues:
        file = dialogue.file.removeprefix(other_root)
        if f"{file}/".startswith(unreadable):
            events.add(dialogue.id)
    return events


def _compare(old: Claim, new: Claim) -> Iterator[Change]:
    if old.dialogue.id != new.dialogue.id:
        yield Change("again" if _words(old) == _words(new) else "reworded", old, new)
        return

    before, after = _values(old), _values(new)
    keys = [key for key in before | after if before.get(key) != after.get(key)]
    if "text" in keys:
        keys.remove("text")
        yield Change("reworded", old, new)
    if old.status != new.status:
        keys.remove("responses")
        yield Change("answered", old, new)
    if keys:
        yield Change("changed", old, new, tuple(keys))


def _values(claim: Claim) -> dict[str, Any]:
    return {"by": claim.maker_ids} | claim.item.given()


# Which old claim is which new one.


class _Candidate(NamedTuple):
    """A pair that may be the same, with its rank: the least is the best."""

    rank: tuple[float, ...]
    old: Claim
    new: Claim

    @property
    def order(self) -> tuple[Any, ...]:
        """The rank among other pairs, which is the same from the other side."""
        return self.rank, *sorted((claim.number, claim.ref) for claim in (self.old, self.new))


def _pair(before: _Side, after: _Side, parties: _PartiesOf) -> list[_Pair]:
    if _are_rounds(before, after):
        return _pair_rounds(before, after, parties)

    pairs: list[_Pair] = []
    for id, dialogue in before.items():
        if id in after:
            pairs += _pair_versions(dialogue, after[id], parties)
    return pairs


def _pair_versions(before: Dialogue, after: Dialogue, parties: _PartiesOf) -> Iterator[_Pair]:
    """Yield the old and the new claim of each pair of one event; no claim is in two."""
    olds = dict.fromkeys(before.claims)
    news = dict.fromkeys(after.claims)
    yield from _take_best(_pair_by_names(olds, news), olds, news)
    yield from _take_best(_pair_by_words(olds, news, parties), olds, news)


def _take_best(
    candidates: Iterable[_Candidate], olds: dict[Claim, None], news: dict[Claim, None]
) -> Iterator[_Pair]:
    """Yield the best pairs, and take their claims out of the old and the new ones."""
    for _, old, new in sorted({*candidates}, key=lambda candidate: candidate.order):
        if old in olds and new in news:
            del olds[old]
            del news[new]
            yield old, new


def _pair_rounds(before: _Side, after: _Side, parties: _PartiesOf) -> list[_Pair]:
    """Return the best pair of each claim: several may ask the same as one of the other side."""
    candidates = {*_pair_by_words(_recommendations(before), _recommendations(after), parties)}
    best_of_old: dict[Claim, _Pair] = {}
    best_of_new: dict[Claim, _Pair] = {}
    # The best one comes last, and stays.
    for _, old, new in sorted(candidates, key=lambda candidate: candidate.order, reverse=True):
        best_of_old[old] = (old, new)
        best_of_new[new] = (old, new)
    return [*dict.fromkeys((*best_of_old.values(), *best_of_new.values()))]


def _recommendations(side: _Side) -> Iterator[Claim]:
    for dialogue in side.values():
        yield from dialogue.recommendations


def _pair_by_names(olds: Iterable[Claim], news: Iterable[Claim]) -> Iterator[_Candidate]:
    """Yield the pairs that are equal, or have the same id, number or quotation.

    With the same id, their words or their numbers agree.
    """
    olds_by_name = defaultdict[Hashable, list[Claim]](list)
    for old in olds:
        for name in _names(old):
            olds_by_name[name].append(old)

    for new in news:
        for name in _names(new):
            rule = name[0]
            for old in olds_by_name[name]:
                share = likeness({*_words(old)}, {*_words(new)})
                number = old.reference_number
                has_number = bool(number) and number == new.reference_number
                if rule != _BY_ID or share >= NEARLY or has_number:
                    yield _Candidate((rule, -share), old, new)


_BY_ID = 1
"""The position of the id among the names of a claim."""


def _names(claim: Claim) -> Iterator[tuple[int, str, Hashable]]:
    """Yield the values by which a claim is the same as another of its event, the best first."""
    item = claim.item
    exact: tuple[str, ...] = ()
    if not item.id:
        exact = tuple(evidence.exact for evidence in claim.evidence)
    names = ((claim.maker_ids, item), item.id, claim.reference_number, exact)
    for rule, name in enumerate(names):
        if name:
            yield rule, claim.kind, name


def _pair_by_words(
    olds: Iterable[Claim], news: Iterable[Claim], parties: _PartiesOf
) -> Iterator[_Candidate]:
    """Yield the pairs of one addressee in the same words, or nearly."""
    groups = defaultdict[tuple[str, str], list[Claim]](list)
    for old in olds:
        for party in parties(old):
            groups[old.kind, party].append(old)

    wordings: dict[tuple[str, str], Wordings] = {}
    for group, claims in groups.items():
        wordings[group] = Wordings([claim.text for claim in claims])

    for new in news:
        for party in parties(new):
            group = (new.kind, party)
            if group in wordings:
                for number, (_, unlikeness) in wordings[group].alike(new.text).items():
                    yield _Candidate((unlikeness,), groups[group][number], new)


def _saying(claim: Claim) -> tuple[str, ...]:
    return (claim.kind, *_words(claim))


def _words(claim: Claim) -> tuple[str, ...]:
    """Return the folded words of a claim; of one without words, its signs."""
    return tuple(wording(claim.text)) or (claim.text,)


def _parties(claim: Claim) -> frozenset[str]:
    """Return the folded names of the addressees; of a claim without one, an empty name."""
    return frozenset(fold(party.name) for party in claim.addressees) or _any_party(claim)


def _any_party(_: Claim) -> frozenset[str]:
    return frozenset([""])
