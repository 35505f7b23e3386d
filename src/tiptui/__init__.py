"""tiptui: a terminal browser for the records of policy dialogues.

A script or a notebook has `load`, `find` and `check`, as docs/api.md says.

What lives in its packages, CONTRIBUTING.md says.
"""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiptui.api import BadRecord, Finding, NoInput, Problem, Record, check, find, load

__version__ = "0.1.0"

UNFIT = (
    ""
    if hasattr(os, "fork")
    else "needs Linux or macOS; on Windows, run wsl --install, then install and use it in WSL"
)
"""Why it can't run here; empty where it can."""

__all__ = ["BadRecord", "Finding", "NoInput", "Problem", "Record", "check", "find", "load"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return what scripts ask for: read only then, for the command starts without."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if UNFIT:
            raise ImportError(f"{__name__}: {UNFIT}")
        from tiptui import api

        return getattr(api, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
