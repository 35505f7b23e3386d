"""Keys as people write them."""

from textual.keys import format_key


def write_keys(keys: str) -> str:
    """Return keys as people write them: `/ ⇧tab` for `slash,shift+tab`."""
    names = " ".join(map(format_key, keys.split(",")))
    return names.replace("shift+", "⇧").replace("ctrl+", "^")
