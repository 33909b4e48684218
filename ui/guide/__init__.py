"""The guide: how the office works with the book."""
