"""Papers to print and sign."""
