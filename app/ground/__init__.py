"""What everything stands on: time, errors, words, places, what a step altered."""
