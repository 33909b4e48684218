"""A small real book of every release, which later ones must open: python -m tests.books."""
