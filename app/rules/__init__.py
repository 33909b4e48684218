"""The office's rules, pure: the procedure, its fields, days, limits, numbers, identities."""
