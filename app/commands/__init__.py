"""The command line beside the window: results on standard output, refusals on standard error."""
