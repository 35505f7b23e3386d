"""Who speaks: from paragraphs to people, to their turns, and to parts that are not understood.

One way: heads of lines and labels (`documents.names`) → lists of those present (`attendance`, whose
entries `persons` reads) → people, each once (`people`) → turns (`turns`).
"""
