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
    """One measure: the seconds that each round took, tiptui's and the anchor's in the same order.

    `wanted` is the highest ratio that meets the aim.
    """

    what: str
    ours: Sequence[float]
    anchor: Sequence[float]
    wanted: float

    @property
    def ratios(self) -> list[float]:
        """tiptui's time over the anchor's, for each round."""
        return [ours / anchor for ours, anchor in zip(self.ours, self.anchor, strict=True)]

    @property
    def ratio(self) -> float:
        """The median of the ratios, not the ratio of the medians.

        What else the machine does slows both halves of a round alike, so this one is steadier.
        """
        return statistics.median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The lower and the upper quartile of the ratios."""
        lower, _, upper = statistics.quantiles(self.ratios, n=4)
        return lower, upper
