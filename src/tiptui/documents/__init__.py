"""Documents other than plain text, read as paragraphs or rows.

The libraries of the extra `documents` open them, in a process of their own: a document that never
ends costs neither time nor memory here. `names` finds the lines that begin with a speaker.
"""
