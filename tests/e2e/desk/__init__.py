"""The program in a real window, by a keyboard alone: ``python -m tests.e2e.desk`` under Xvfb."""
