"""The content to tell of each thing, once: all that is shown, printed, cited or exported.

A renderer chooses, orders and abbreviates entries. It reads neither things nor records.
"""
