"""tiptui: a terminal browser for the record of a policy dialogue.

Imports point down only; nothing below `ui` knows Textual, only `reader` knows YAML:

    cli         arguments and exit status
    ui          the browser
    plain       a record as plain text and JSON
    view        what the reader looks at, and what each pane must then show
    search      folding, narrowing, matching letters, near spellings
    links       who belongs to what, both ways
    load        a file to a record, or to every problem in it
    check       rules for single values and across a record
    reader      bytes to a plain tree, and the place of anything in it
    model       the record: the one declaration of the format
    problem     what is wrong, and where
    text        text made safe to draw or print
"""

__version__ = "0.1.0"
