"""Changes of records, one way: proposed, proved, written, taken back.

A form proposes by an `Edit`, a file of CLAIMS by its `Proposal`s. Nothing here knows a screen.
"""
