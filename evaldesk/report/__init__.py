"""The page: a document and its evaluation become PDF bytes.

``render`` is the whole way: ``layout`` decides what stands where (bands of rows and spans, cut over pages by
``pagination``), ``drawing`` writes it down, ``pixels`` shows it. Another section of the paper is a function that
returns a ``Band``; another look is a style in ``paper``.
"""
