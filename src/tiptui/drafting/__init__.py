"""Writes a record from what people have: a document, or nothing but the keys explained."""
