"""The panes: lists and pages of a record, drawn line by line.

A pane knows no other pane.
"""
