"""One complaint with everything known of it."""
