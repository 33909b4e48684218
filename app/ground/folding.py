"""The one spelling in which names are compared, with whatever capitals they were typed."""

import unicodedata


def folded(text: str) -> str:
    """Return *text* without what makes no other name: capitals, wide letters, doubled spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
