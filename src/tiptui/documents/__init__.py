"""Documents: what people have instead of plain text, read as paragraphs.

What opens them are libraries of the extra `documents`. Only a process of its own imports these, so
that a document which they can't end with costs neither the time nor the memory of who asked.
"""
