"""Our own files: forms, templates and settings on disk. Nothing here computes, nothing here shows."""
