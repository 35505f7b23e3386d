"""Documents other than plain text, read as paragraphs or rows.

The libraries of the extra `documents` open them, in a process of their own, so that a document
which they can't end with costs neither the time nor the memory of who asked. `names` tells a line
that begins with who speaks from others.
"""
