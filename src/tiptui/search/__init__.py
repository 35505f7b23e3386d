"""Search by keystroke: the rows that are searched, a query, what matches it and how near.

Nothing here knows the texts of sources, or where the cursor is.
"""
