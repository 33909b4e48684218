"""What is digested has one spelling: that of the JSON which every released book was written in."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.book.journal import canonical

# Also half a letter, which a broken file may bring.
TEXTS = st.text(st.characters())
VALUES = st.none() | st.integers(-(2**62), 2**62) | TEXTS


@given(st.lists(st.dictionaries(TEXTS, VALUES) | VALUES))
def test_it_is_spelled_as_it_always_was(value):
    spelled = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(value) == spelled


def test_half_a_letter_is_kept():
    assert canonical(["\ud83d", {"b": 1, "a": "\x00\x1f\x7f\u2028"}]) == (
        '["\ud83d",{"a":"\\u0000\\u001f\x7f\u2028","b":1}]'
    )
