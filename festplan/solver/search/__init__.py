"""Find good plans quickly, at any size: a board of sessions that are moved one at a time.

Nothing here proves anything.  What it finds is where the exact models start from.
"""
