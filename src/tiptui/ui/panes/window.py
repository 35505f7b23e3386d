"""Which lines of a pane are seen."""


class Window:
    """`height` lines from `top` on, each of `width` cells; none before it is laid out."""

    def __init__(self) -> None:
        self.top = 0
        self.width = 0
        self._height = 0

    def resize(self, width: int, height: int) -> None:
        """Take the size that the pane has now."""
        self.width, self._height = width, height

    @property
    def is_laid_out(self) -> bool:
        """Whether it has a size; before that every line seems out of sight."""
        return self.width > 0 and self._height > 0

    @property
    def height(self) -> int:
        """How many lines are seen at once."""
        return max(1, self._height)

    @property
    def last(self) -> int:
        """The last line that is seen."""
        return self.top + self.height - 1

    def scroll(self, lines: int, length: int) -> bool:
        """Scroll down or (less than 0) up, as far as `length` lines go; return whether it did."""
        top = max(0, min(self.top + lines, length - self.height))
        moved = top != self.top
        self.top = top
        return moved

    def thumb(self, length: int) -> range:
        """Return the rows of the scrollbar that stand for what is seen; none where all is."""
        if length <= self.height:
            return range(0)
        size = max(1, self.height * self.height // length)
        start = self.top * (self.height - size) // (length - self.height)
        return range(start, start + size)
