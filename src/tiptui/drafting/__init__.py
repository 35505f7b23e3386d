"""Drafts of records: from a document or a table, or a template with all keys explained."""
