"""Everything opened: dialogues (records with their texts), replaced whole when files change."""
