"""tiptui: a terminal browser for the records of policy dialogues.

A script or a notebook has `load`, `find` and `check`, as docs/api.md says.

Imports point down only; what lives in a package, and what may not, its docstring says:

    cli | api      arguments, verbs and exit status | what this module has for scripts
    ui             the browser, the only part that knows Textual
    view           what the reader looks at: pure state, and what each pane must draw
    report         what is printed
    collection     what was opened, as one value that is replaced when files change
    search         the query, rows and matches
    sources        the text of a source, and where words stand in it
    record         the format
    files          what touches the system
    text           text made safe, folded, compared, spelt
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiptui.api.calls import BadRecord, Finding, NoInput, Problem, Record, check, find, load

__version__ = "0.1.0"

__all__ = ["BadRecord", "Finding", "NoInput", "Problem", "Record", "check", "find", "load"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Return what scripts ask for: read only then, for the command starts without."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from tiptui.api import calls

        return getattr(calls, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
