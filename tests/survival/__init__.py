"""What the book survives: power cuts, kills, full disks, rotten bytes; python -m tests.survival."""
