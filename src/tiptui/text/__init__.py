"""Text made safe, folded, compared and spelt.

It knows code points and words, and nothing of records, names, files or screens.
"""
