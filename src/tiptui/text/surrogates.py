"""Characters that JSON can only escape as two halves (RFC 8259, section 7), which YAML has not."""

import re

# Not compiled here: hardly any record needs them, and the start is measured.
_PAIR = r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
_TOKEN = rf'{_PAIR}|\\.|"'


def join_surrogates(text: str) -> str:
    """Return a JSON text with the characters themselves; any other text as it is.

    Behind the string, spaces take the room that their escapes took, so that nothing else moves.
    """
    if "\\u" not in text or not re.search(_PAIR, text) or not _is_json(text):
        return text
    room = 0

    def replace(token: re.Match[str]) -> str:
        nonlocal room
        if token[1]:
            room += len(token[0]) - 1
            return chr(0x10000 + ((int(token[1], 16) & 0x3FF) << 10 | int(token[2], 16) & 0x3FF))
        spaces = ""
        if token[0] == '"':
            spaces, room = " " * room, 0
        return token[0] + spaces

    return re.sub(_TOKEN, replace, text)


def _is_json(text: str) -> bool:
    """Return whether quotation marks and backslashes mean in a text what they mean in JSON."""
    import json

    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
