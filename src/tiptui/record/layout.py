"""How a record is written: where a list and what is around it stand, and in which style.

Positions are in code points from the start of the text, columns from that of the line.
"""

from collections.abc import Iterator

from tiptui.record.problem import Path
from tiptui.record.reader import Part, parts

_ALL: Path = ("*",)
"""In the place of a path: all that is below."""


class Node:
    """A text, list or mapping as it is written, from its first sign up to behind its last.

    `is_open` says that it is a list or mapping without brackets. Of a list that is looked for,
    `items` are the last two; of a mapping on the way, `keys` are all, with where each stands.
    """

    __slots__ = ("column", "count", "end", "is_open", "items", "keys", "kind", "start", "style")

    def __init__(self, part: Part) -> None:
        self.kind, self.start, self.end, self.column, self.style, _ = part
        self.is_open = self.kind != "text" and not self.style
        self.count = 0
        self.items: list[Node] = []
        self.keys: dict[str, tuple[int, Node]] = {}


def find(text: str, path: Path) -> list[Node]:
    """Return the nodes on a path, from the top: as many of them as there are."""
    walk = parts(text)
    node = _node(next(walk), walk, text, path)
    found = [node]
    for step in path:
        if step in node.keys:
            node = node.keys[str(step)][1]
        elif isinstance(step, int) and step < node.count:
            node = node.items[0]
        else:
            break
        found.append(node)
    return found


def _node(part: Part, walk: Iterator[Part], text: str, path: Path | None) -> Node:
    """Return the node that a part begins, with what is below it on a path."""
    node = Node(part)
    if part.style in ("|", ">"):
        node.end = part.start + len(text[part.start : part.end].rstrip())
    if node.kind == "text":
        return node
    last = node.start
    while (child := next(walk)).kind != "end":
        step = node.count if node.kind == "list" else child.value
        below, node.count = _below(path, step), node.count + 1
        if node.kind == "list":
            value = _node(child, walk, text, below)
            node.items += [value] if below is not None else []
            del node.items[: -2 if path == () else 0]
            last = value.end
        else:
            value = _node(next(walk), walk, text, below)
            if path is not None:
                node.keys[child.value] = child.start, value
            last = max(child.end, value.end)  # an empty value ends before its key's colon
    node.end = last if node.is_open else child.end
    return node


def _below(path: Path | None, step: str | int) -> Path | None:
    if not path or path == _ALL:
        return None if path is None else _ALL
    return path[1:] if path[0] == step else None
