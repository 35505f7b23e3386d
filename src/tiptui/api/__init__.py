"""What scripts and notebooks ask of tiptui. They import `tiptui` itself, which has the names."""
