"""Changes of claims between two versions, or between two rounds: these share no event."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from tiptui.collection.dialogue import Dialogue
from tiptui.collection.live import Live
from tiptui.collection.same import NEARLY, Wordings, wording
from tiptui.collection.thing import Claim
from tiptui.record.progress import Progress, quiet, track
from tiptui.text.folding import fold
from tiptui.text.near_words import likeness


class Change(NamedTuple):
    """A change of a claim."""

    kind: Literal["new", "gone", "reworded", "answered", "again", "changed"]
    old: Claim | None
    new: Claim | None
    keys: Mapping[str, tuple[Any, Any]] = MappingProxyType({})
    """The other keys that differ, of a claim that is `changed`, with both values."""


def find_changes(old: Live, new: Live, progress: Progress = quiet) -> Iterator[Change]:
    """Yield the changes by dialogue; no claim is new or gone whose record can't be read."""
    before, after = ({of.id: of for of in live.now.collection.dialogues} for live in (old, new))
    unknown, lost = _unread(old, new), _unread(new, old)
    shared = [id for id in before if id in after]
    said = Counter[tuple[str, ...]]()
    if shared:
        events = ((before[id], after[id]) for id in track(shared, progress))
        pairs = [*chain.from_iterable(_pair_versions(*versions) for versions in events)]
        for dialogue in after.values():  # the number of dialogues that have the same words
            said.update({(claim.kind, *_words(claim)) for claim in dialogue.claims})
    else:
        pairs = _pair_rounds(before.values(), after.values(), progress)
    olds, paired = defaultdict[Claim, list[Claim]](list), {*chain.from_iterable(pairs)}
    for older, newer in pairs:
        olds[newer].append(older)
    for id in dict.fromkeys((*after, *before)):
        for claim in after[id].claims if id in after else ():
            for older in olds.get(claim, ()):
                yield from _compare(older, claim)
            if claim not in paired and id not in unknown:
                is_said = said[claim.kind, *_words(claim)] > 1
                yield Change("again" if is_said else "new", None, claim)
        for claim in before[id].claims if id in before and id not in lost else ():
            if claim not in paired:
                yield Change("gone", claim, None)


def _unread(live: Live, other: Live) -> set[str]:
    """Return the events of `other` whose files are there in `live`, and can't be read."""
    (root,), (other_root,) = live.paths, other.paths
    bad = {trouble.file.removeprefix(root) for trouble in live.now.collection.troubles}
    dialogues = other.now.collection.dialogues
    return {of.id for of in dialogues if of.file.removeprefix(other_root) in bad}


def _compare(old: Claim, new: Claim) -> Iterator[Change]:
    if old.dialogue.id != new.dialogue.id:
        yield Change("again" if _words(old) == _words(new) else "reworded", old, new)
        return
    before, after = ({"by": claim.maker_ids} | claim.item.given() for claim in (old, new))
    differing = [key for key in before | after if before.get(key) != after.get(key)]
    keys = {key: (before.get(key), after.get(key)) for key in differing}
    if keys.pop("text", None):
        yield Change("reworded", old, new)
    if old.status != new.status:
        del keys["responses"]
        yield Change("answered", old, new)
    if keys:
        yield Change("changed", old, new, keys)


_Pair = tuple[Claim, Claim]
"""The old claim and the new one."""

_Found = tuple[tuple[float, ...], Claim, Claim]
"""A pair that may be the same, with its rank: the least is the best."""


class _Sides:
    """The claims of two sides that have no pair yet."""

    def __init__(self, olds: Iterable[Claim], news: Iterable[Claim]) -> None:
        self.olds, self.news = dict.fromkeys(olds), dict.fromkeys(news)
        self.pairs: list[_Pair] = []

    def pair(self, found: Iterable[_Found], needed: Callable[[Iterable[bool]], bool] = all) -> None:
        """Pair claims, the best first, if `all` of the two, or `any`, have no pair yet."""
        for _, old, new in sorted({*found}, key=_place):
            if needed((old in self.olds, new in self.news)):
                self.pairs.append((old, new))
                self.olds.pop(old, None)
                self.news.pop(new, None)


def _place(found: _Found) -> tuple[Any, ...]:
    """Return the place of a pair among others, which is the same from the other side."""
    rank, old, new = found
    return rank, *sorted((of.number, of.ref) for of in (old, new))


def _pair_versions(old: Dialogue, new: Dialogue) -> list[_Pair]:
    sides = _Sides(old.claims, new.claims)
    sides.pair(_equal(sides, lambda claim: (claim.maker_ids, claim.item)))
    sides.pair(chain(_named(sides.olds, sides.news), _worded(sides.olds, sides.news)))
    return sides.pairs


def _pair_rounds(
    before: Iterable[Dialogue], after: Iterable[Dialogue], progress: Progress
) -> list[_Pair]:
    olds, news = (
        [asked for of in side for asked in of.recommendations] for side in (before, after)
    )
    sides = _Sides(olds, news)
    sides.pair(_equal(sides, lambda claim: (_parties(claim), _words(claim))))
    sides.pair(_worded(sides.olds, track([*sides.news], progress)))
    # What is left may ask the same as another that has a pair.
    sides.pair([*_worded(olds, sides.news), *_worded(sides.olds, news)], any)
    return sides.pairs


def _equal(sides: _Sides, key: Callable[[Claim], Hashable]) -> Iterator[_Found]:
    """Yield the pairs with an equal key, the first with the first."""
    waiting = defaultdict[Hashable, list[Claim]](list)
    for old in reversed(sides.olds):
        waiting[key(old)].append(old)
    for new in sides.news:
        if there := waiting.get(key(new)):
            yield (), there.pop(), new


def _named(olds: Iterable[Claim], news: Iterable[Claim]) -> Iterator[_Found]:
    """Yield the pairs with the same id, number or quotation; with the same id, if they agree."""
    named = defaultdict[Hashable, list[Claim]](list)
    for old in olds:
        for name in _names(old):
            named[name].append(old)
    found = ((*name, old, new) for new in news for name in _names(new) for old in named[name])
    for rule, *_, old, new in found:
        share, number = likeness({*_words(old)}, {*_words(new)}), old.reference_number
        if rule or share >= NEARLY or (number and number == new.reference_number):
            yield (rule, -share), old, new


def _names(claim: Claim) -> Iterator[tuple[int, str, Hashable]]:
    """Yield the values by which a claim is the same as another of its event, the best first."""
    exact = () if claim.item.id else tuple(evidence.exact for evidence in claim.evidence)
    for rule, name in enumerate((claim.item.id, claim.reference_number, exact)):
        if name:
            yield rule, claim.kind, name


def _worded(olds: Iterable[Claim], news: Iterable[Claim]) -> Iterator[_Found]:
    """Yield the pairs of one addressee in (nearly) the same words, which rank after the named."""
    groups = defaultdict[tuple[str, str], list[Claim]](list)
    for old in olds:
        for party in _parties(old):
            groups[old.kind, party].append(old)
    texts = {group: Wordings([claim.text for claim in of]) for group, of in groups.items()}
    for new in news:
        for group in {(new.kind, party) for party in _parties(new)} & groups.keys():
            for number, (_, unlike) in texts[group].alike(new.text).items():
                yield (3, unlike), groups[group][number], new


def _words(claim: Claim) -> tuple[str, ...]:
    """Return the folded words of a claim; of one without words, its signs."""
    return tuple(wording(claim.text)) or (claim.text,)


def _parties(claim: Claim) -> frozenset[str]:
    """Return the folded names of the addressees; of a claim without one, an empty name."""
    return frozenset(fold(party.name) for party in claim.addressees) or frozenset([""])
