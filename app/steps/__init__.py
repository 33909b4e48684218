"""The procedure, one file a step, in its order; the only place where the book is written."""
