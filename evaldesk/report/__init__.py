"""The page: a document and its evaluation become PDF bytes."""
