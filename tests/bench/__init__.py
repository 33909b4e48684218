"""Speed and memory as ratios against something plain, in one run: python -m tests.bench."""
