"""Texts and data to print or export; where they go is not known here."""
