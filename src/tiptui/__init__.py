"""tiptui: a terminal browser for the records of policy dialogues.

Imports point down only; what lives in a package, and what may not, its docstring says:

    cli            arguments, verbs and exit status
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

__version__ = "0.1.0"
