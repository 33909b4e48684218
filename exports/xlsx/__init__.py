"""Workbooks with real numbers and real dates."""
