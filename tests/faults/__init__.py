"""Faults of the machine, made to order: refused calls and kills between any two of them."""
