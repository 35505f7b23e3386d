"""Changes of claims between two versions, or between two rounds: these share no event."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from operator import attrgetter
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


def find_changes(old: Live, new: Live, bare: Live | None) -> Iterator[Change]:
    """Yield the changes by dialogue; no claim is new or gone whose record can't be read.

    With a `bare` side, which has no addressees, words alone match where nothing else does.
    """
    before, after = map(_side, (old, new))
    unknown, lost = _unread(old, new), _unread(new, old)
    are_rounds = before.keys().isdisjoint(after)
    said = Counter[tuple[str, ...]]()
    for dialogue in () if are_rounds else after.values():
        said.update({(claim.kind, *_words(claim)) for claim in dialogue.claims})
    paired = defaultdict[Claim, list[Claim]](list)
    pair = _pair_rounds if are_rounds else _pair_versions
    pairs = [*pair(before, after, _parties)]
    is_found = any(old.kind == "recommendation" for old, _ in pairs)
    if bare and not is_found:
        pairs = [*pair(before, after, lambda _: frozenset([""]))]
    for older, newer in pairs:
        paired[newer].append(older)
        paired[older].append(newer)
    for id in dict.fromkeys((*after, *before)):
        for claim in after[id].claims if id in after else ():
            for older in paired[claim]:
                yield from _compare(older, claim)
            if not paired[claim] and id not in unknown:
                is_said = said[claim.kind, *_words(claim)] > 1
                yield Change("again" if is_said else "new", None, claim)
        for claim in before[id].claims if id in before and id not in lost else ():
            if not paired[claim]:
                yield Change("gone", claim, None)


def _side(live: Live) -> "_Side":
    return {dialogue.id: dialogue for dialogue in live.now.collection.dialogues}


def side_without_addressees(old: Live, new: Live) -> Live | None:
    """Return the side of which no recommendation has an addressee, if the other has some."""
    lacking = []
    for live in (old, new):
        asked = [claim for of in live.now.collection.dialogues for claim in of.recommendations]
        if asked and not any(claim.to for claim in asked):
            lacking.append(live)
    return lacking[0] if len(lacking) == 1 else None


def _unread(live: Live, other: Live) -> set[str]:
    """Return the events of `other` whose files, or their folders, can't be read in `live`."""
    (root,), (other_root,) = live.paths, other.paths
    bad = tuple(f"{of.file.removeprefix(root)}/" for of in live.now.collection.troubles)
    dialogues = other.now.collection.dialogues
    return {of.id for of in dialogues if f"{of.file.removeprefix(other_root)}/".startswith(bad)}


def _compare(old: Claim, new: Claim) -> Iterator[Change]:
    if old.dialogue.id != new.dialogue.id:
        yield Change("again" if _words(old) == _words(new) else "reworded", old, new)
        return
    before, after = ({"by": claim.maker_ids} | claim.item.given() for claim in (old, new))
    keys = [key for key in before | after if before.get(key) != after.get(key)]
    if "text" in keys:
        keys.remove("text")
        yield Change("reworded", old, new)
    if old.status != new.status:
        keys.remove("responses")
        yield Change("answered", old, new)
    if keys:
        yield Change("changed", old, new, tuple(keys))


_PartiesOf = Callable[[Claim], frozenset[str]]

_Side = Mapping[str, Dialogue]  # by their ids

_Found = tuple[tuple[float, ...], Claim, Claim]
"""A pair that may be the same, with its rank: the least is the best."""


def _order(found: _Found) -> tuple[Any, ...]:
    """Return the rank of a pair among others, which is the same from the other side."""
    rank, old, new = found
    return rank, *sorted((of.number, of.ref) for of in (old, new))


def _pair_versions(
    before: _Side, after: _Side, parties: _PartiesOf
) -> Iterator[tuple[Claim, Claim]]:
    """Yield the old and the new claim of each pair of one event; no claim is in two."""
    for id in (id for id in before if id in after):
        olds, news = (dict.fromkeys(side[id].claims) for side in (before, after))
        for find in (_named, partial(_worded, parties)):
            for _, old, new in sorted({*find(olds, news)}, key=_order):
                if old in olds and new in news:
                    del olds[old], news[new]
                    yield old, new


def _pair_rounds(before: _Side, after: _Side, parties: _PartiesOf) -> Iterable[tuple[Claim, Claim]]:
    """Return the best pair of each claim: several may ask the same as one of the other side."""
    asked = attrgetter("recommendations")
    olds, news = (chain.from_iterable(map(asked, side.values())) for side in (before, after))
    found = sorted({*_worded(parties, olds, news)}, key=_order, reverse=True)
    of_old = {old: (old, new) for _, old, new in found}
    of_new = {new: (old, new) for _, old, new in found}
    return dict.fromkeys((*of_old.values(), *of_new.values()))


def _named(olds: Iterable[Claim], news: Iterable[Claim]) -> Iterator[_Found]:
    """Yield the pairs that are equal, or have the same id, number or quotation.

    With the same id, their words or their numbers agree.
    """
    named = defaultdict[Hashable, list[Claim]](list)
    for old in olds:
        for name in _names(old):
            named[name].append(old)
    for new, name in ((of, name) for of in news for name in _names(of)):
        for old in named[name]:
            share, number = likeness({*_words(old)}, {*_words(new)}), old.reference_number
            if name[0] != 1 or share >= NEARLY or (number and number == new.reference_number):
                yield (name[0], -share), old, new


def _names(claim: Claim) -> Iterator[tuple[int, str, Hashable]]:
    """Yield the values by which a claim is the same as another of its event, the best first."""
    item = claim.item
    exact = () if item.id else tuple(evidence.exact for evidence in claim.evidence)
    names = ((claim.maker_ids, item), item.id, claim.reference_number, exact)
    for rule, name in enumerate(names):
        if name:
            yield rule, claim.kind, name


def _worded(parties: _PartiesOf, olds: Iterable[Claim], news: Iterable[Claim]) -> Iterator[_Found]:
    """Yield the pairs of one addressee in the same words, or nearly."""
    groups = defaultdict[tuple[str, str], list[Claim]](list)
    for old in olds:
        for party in parties(old):
            groups[old.kind, party].append(old)
    texts = {group: Wordings([*map(attrgetter("text"), of)]) for group, of in groups.items()}
    for new in news:
        for group in {(new.kind, party) for party in parties(new)} & groups.keys():
            for number, (_, unlike) in texts[group].alike(new.text).items():
                yield (unlike,), groups[group][number], new


def _words(claim: Claim) -> tuple[str, ...]:
    """Return the folded words of a claim; of one without words, its signs."""
    return tuple(wording(claim.text)) or (claim.text,)


def _parties(claim: Claim) -> frozenset[str]:
    """Return the folded names of the addressees; of a claim without one, an empty name."""
    return frozenset(fold(party.name) for party in claim.addressees) or frozenset([""])
