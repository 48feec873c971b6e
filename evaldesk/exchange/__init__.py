"""Foreign files and clipboards: tables of other programs read into a form, and a form written for other programs.

Everything foreign becomes a ``Grid`` first; from there on one way leads into the form: ``columns`` says which column
is which, ``rows`` reads the indicators, ``placing`` puts them into the tree.
"""
