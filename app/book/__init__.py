"""One open complaint book: opening, journal, settings, calendar, lists, officers."""
