"""Search by keystroke: rows, queries, matches, counts; nothing here knows where the cursor is."""
