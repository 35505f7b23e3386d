"""What is printed or exported: text and data; where they go is not known here."""
