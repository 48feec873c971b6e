"""The page: a document and its evaluation become PDF bytes.

``render`` is the whole way: ``layout`` decides what stands where (bands of rows and spans, cut over pages by
``pagination``), ``drawing`` writes it down, ``pixels`` shows it. ``structure`` says what each text is, ``archive`` what
makes the file PDF/A-3a, ``pdf_file`` writes the bytes. ``attachment`` puts the form's own file into the PDF and takes
it out again, ``verify`` holds the visible pages against it. ``codes`` puts QR codes on the paper that tie it to its
file, ``scan`` holds a scan of the signed paper against the form. Another section of the paper is a function that
returns a ``Band``, another annex one that returns an ``Annex`` (``annexes``); another look is a style in ``paper``,
and what an officer may choose of it is read in ``setup``.
"""
