"""Figures that a reader can repeat: `python -m benchmarks`, from the top of the project.

Each module beside this one measures one thing and gives its rows of the table; `__main__` lists
them and prints the table. Every row sets tiptui beside an anchor, something that a reader knows,
measured in the same run: on another machine only the ratio holds. No test runs any of this.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measure: the figures of tiptui and of the anchor in each round, in the same order.

    In seconds, or in bytes where `unit` is MB. `wanted` is the highest ratio that meets the aim,
    None where there is none; `at_most` the highest figure of tiptui's own. With `tail` both aims
    are for the 95th percentile, else for the median. `missing` says why there is no anchor.
    """

    what: str
    ours: Sequence[float]
    anchor: Sequence[float]
    wanted: float | None
    unit: str = "ms"
    tail: bool = False
    at_most: float | None = None
    missing: str = ""

    @property
    def ratio(self) -> float:
        """The ratio of tiptui to the anchor: the median of those of the rounds, or of the tails.

        Not the ratio of the medians: other work of the machine slows both halves of a round
        alike, so this one is steadier.
        """
        if self.tail:
            return p95(self.ours) / p95(self.anchor)
        pairs = zip(self.ours, self.anchor, strict=True)
        return statistics.median(ours / anchor for ours, anchor in pairs)

    @property
    def figure(self) -> float:
        """The figure of tiptui: its 95th percentile or its median."""
        return p95(self.ours) if self.tail else statistics.median(self.ours)

    @property
    def met(self) -> bool:
        """True if the aims are met, as far as there are figures."""
        slow = self.at_most is not None and self.figure > self.at_most
        return not slow and (not self.anchor or self.wanted is None or self.ratio <= self.wanted)


def p95(figures: Sequence[float]) -> float:
    """Return the 95th percentile; the highest of a few."""
    if len(figures) < 20:
        return max(figures)
    return statistics.quantiles(figures, n=20)[-1]
