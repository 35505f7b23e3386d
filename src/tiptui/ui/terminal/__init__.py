"""Changes to Textual's use of the terminal: widths, keys, signals, environment variables.

Importing this imports no Textual, which reads its variables when it is imported.
"""

import re
from collections.abc import Iterator, MutableMapping

_USABLE = {
    # With other values Textual fails, or never waits between two frames.
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
"""The patterns of usable values by the names of variables."""


def drop_unusable(environment: MutableMapping[str, str]) -> Iterator[str]:
    """Drop variables that Textual must not see; yield a remark on each."""
    for name, usable in _USABLE.items():
        value = environment.get(name)
        if value is not None and not (value and re.fullmatch(usable, value)):
            del environment[name]
            if value:
                yield f"tiptui: the variable {name} is ignored"
