"""What the office does: the procedure in plain Python, without Qt."""
