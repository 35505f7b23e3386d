"""tiptui: a terminal browser for the records of policy dialogues.

A script or a notebook begins with `open`; docs/api.md says how it goes on.

CONTRIBUTING.md lists its packages.
"""

import os
from typing import TYPE_CHECKING

UNFIT = (
    ""
    if hasattr(os, "fork")
    else "needs Linux or macOS; on Windows, run wsl --install, then install and use it in WSL"
)
"""Why it can't run here; empty where it can."""

if TYPE_CHECKING:
    from tiptui.api import *

    __version__: str
else:
    # Read only when one is asked for: the command starts without.
    __all__ = ["BadRecord", "Collection", "NoInput", "Problem", "Record", "check", "load", "open"]
    __all__ += ["Addressee", "Dialogue", "Event", "Organization", "Person", "Theme"]
    __all__ += ["Claim", "Quotation", "Response", "Thing"]

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from tiptui.files.own import VERSION

            return VERSION
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        if UNFIT:
            raise ImportError(f"{__name__}: {UNFIT}")
        from tiptui import api

        return getattr(api, name)

    def __dir__() -> list[str]:
        return [*__all__, "__version__"]
