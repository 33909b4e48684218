"""Trouble: what keeps a file or a disk from being read or written, whichever engine says so."""

from enum import StrEnum


class Trouble(StrEnum):
    """Why nothing could be read or written."""

    DAMAGED = "damaged"
    TOO_NEW = "too_new"
    BUSY = "busy"
    FULL = "full"
    NOT_WRITABLE = "not_writable"
    OTHER = "other"


class UnreadableValue(ValueError):
    """A column holds no value of its kind; the book was altered by something else."""
