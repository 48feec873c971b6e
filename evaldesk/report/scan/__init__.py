"""Paper held against the file: which form a scan shows, which revision, and what on it differs. Nothing is guessed at.

``check.check_scan`` is the whole way: ``pictures`` opens the file, ``finding`` reads the codes, ``aligning`` lays the
scan over the page as it would be printed now, ``cells`` compares the ink cell by cell, ``values`` compares data sheets
and known revisions text by text, ``result`` says it in words. No print is read as letters: what differs is shown.
"""
