"""Codes on paper: what ties a printed page to the file it was printed from.

``page_code`` says what the small code in each page's footer carries, ``form_data`` what the data sheet carries and
``data_codes`` how that is cut into codes; ``symbol`` makes dark and light modules of bytes, ``data_pages`` lays out the
sheet. Nothing here reads a picture: that is ``report/scan``.
"""
