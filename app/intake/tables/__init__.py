"""Tables of complaints: grids from files, what their columns mean, rows as they are recorded."""
