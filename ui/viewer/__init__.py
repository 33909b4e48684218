"""Files looked at inside the program: pictures and PDF pages, and papers on their way to print."""
