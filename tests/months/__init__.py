"""Months of random offices: recounted from the journal, closed, and looked at ever after."""
