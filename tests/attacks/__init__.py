"""What somebody with the file, a shell and the source may do to a book, and what finds it."""
