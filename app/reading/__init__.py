"""What pages, papers and commands read: frozen values, never rows of the database."""
