"""Keeping the book: backup, restore, inspection."""
