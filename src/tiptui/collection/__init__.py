"""What was opened: records with their texts, links, index and all that is derived from them.

It is one value that is replaced whole when files change. No cache of a record lives elsewhere.
"""
