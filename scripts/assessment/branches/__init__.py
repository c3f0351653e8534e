"""A person's own branch: changes are commits on it, each can be taken back, and it follows main without losing anything.

Objects are made as ``repository`` reads them, without any setting. By the person's own settings goes only what has to:
what is kept of a file (as ``git add`` does, so that Git LFS works), and the way to a server (``own_git.py``).
"""
