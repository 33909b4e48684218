"""Papers and workbooks: a value goes in, a whole file comes out."""
