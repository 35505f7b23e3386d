"""What Textual does with a terminal, as it is to be here: widths, keys, signals, variables.

Importing this imports no Textual: what its variables say it reads when it is imported.
"""

import re
from collections.abc import Iterator, MutableMapping

_USABLE = {
    # With other values it fails, or never waits between two frames.
    "TEXTUAL_COLOR_SYSTEM": "auto|standard|256|truecolor",
    "TEXTUAL_FPS": "[1-9][0-9]{0,2}",
    # For its developers: they write files, send logs, press keys, or do not hold the frame.
    "TEXTUAL": "",
    "TEXTUAL_DEBUG": "",
    "TEXTUAL_DRIVER": "",
    "TEXTUAL_LOG": "",
    "TEXTUAL_PRESS": "",
    "TEXTUAL_SCREENSHOT": "",
}
"""Patterns of the values that are left, by the variable's name."""


def drop_unusable(environment: MutableMapping[str, str]) -> Iterator[str]:
    """Take out what Textual is not to see when it is imported; yield a remark on each."""
    for name, usable in _USABLE.items():
        value = environment.get(name)
        if value is not None and not (value and re.fullmatch(usable, value)):
            del environment[name]
            if value:
                yield f"tiptui: the variable {name} is ignored"
