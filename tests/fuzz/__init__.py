"""Outside files broken on purpose, by fixed seeds: python -m tests.fuzz KIND --jumlah 100000."""
