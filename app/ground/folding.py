"""The one spelling in which names are compared, with whatever capitals they were typed."""

import unicodedata


def folded(text: str) -> str:
    """Return *text* without what makes no other name: capitals, wide letters, doubled spaces."""
    # Most names are plain letters, which have one form only.
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return " ".join(plain.casefold().split())
