"""What is printed: plain text, JSON, citations, problems, and the record to fill in.

It gives text and data; where they go is not known here.
"""
