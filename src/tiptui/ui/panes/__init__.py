"""The panes: lists and pages drawn line by line, and what of a record stands in them.

A pane knows no other pane.
"""
