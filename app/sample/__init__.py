"""A sample book: a believable stretch of office life, the same for the same seed."""
