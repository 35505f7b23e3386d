"""tiptui: a terminal browser for the record of a policy dialogue.

Imports point down only; nothing below `ui` knows Textual, only `reader` knows YAML:

    cli         arguments and exit status
    ui          the browser
    carrying    what the reader looks at, carried over to a record that was read anew
    places      where in the files what is under the cursor stands
    live        a record and its texts as they are on disk now
    shown       what each pane must draw of a view
    sourcing    what the reader does with sources: from claims to words, and back
    checking    records with all that is wrong with them and their quotations
    cite        citations to copy
    template    a record to fill in
    view        what the reader looks at, and what is under the cursors
    plain       a record as plain text and JSON
    passages    the sources as places where a reader stops
    quotes      each quotation of a record with what its source says of it
    search      narrowing and ranks, keystroke by keystroke
    links       who belongs to what, both ways
    locate      a phrase in its paragraph, letter by letter or nearly so
    source      the text of a source: its paragraphs and sentences
    schema      the format as a JSON Schema
    likeness    text without what two printings may differ in
    load        a file to a record, or to every problem in it
    changes     what differs between two records, in words
    check       rules for single values and across a record
    declared    what the model declares of each key, for schema and template
    reader      bytes to a plain tree, and the place of anything in it
    model       the record: the one declaration of the format
    problem     what is wrong, and where
    saving      a file written whole or not at all
    editing     the command that opens a file at a line in the user's editor
    output      standard output, remarks, and the exit status
    text        text made safe to draw or print
    folding     text without case, accents, apostrophes and dashes; matching letters
    matches     rows that are searched, and those of them that match
    spelling    names spelt nearly like what was typed
    progress    how far something that takes long has come
    opening     an address at its words, in a graphical browser
    watching    whether files have changed on disk
    crash       what an internal error leaves behind
"""

__version__ = "0.1.0"
