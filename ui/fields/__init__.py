"""One editor for each kind of declared field."""
