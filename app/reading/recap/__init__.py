"""The month in numbers."""
