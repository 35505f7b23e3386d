"""Everything opened: dialogues (records with their texts), and all that is derived from them.

The collection of them is one value that is replaced whole when files change. Here files become
records, in as many processes as pay; no cache of a record in memory lives elsewhere.
"""
