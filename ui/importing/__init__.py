"""The assistant that copies an old book or a list from a file."""
