"""How large a page is drawn."""

from hypothesis import given
from hypothesis import strategies as st

from ui.viewer.scale import Fit, Wish, at_most

SIDES = st.floats(1, 20_000)
ROOMS = st.integers(1, 5_000)


@given(SIDES, SIDES, ROOMS, ROOMS)
def test_a_fitted_page_is_as_large_as_the_room_unless_that_is_absurd(width, height, across, down):
    scale = Wish(across, down).scale_for(width, height)
    assert 0.05 <= scale <= 8
    if 0.05 < scale < 8:
        filled = max(width * scale / across, height * scale / down)
        assert abs(filled - 1) < 1e-6


@given(SIDES, SIDES, ROOMS, ROOMS)
def test_a_page_fitted_by_width_is_as_wide_as_the_room(width, height, across, down):
    scale = Wish(across, down, Fit.WIDTH).scale_for(width, height)
    assert scale in (0.05, 8.0) or abs(width * scale - across) < 1e-6


@given(st.floats(0.05, 8))
def test_closer_then_farther_is_where_it_was(scale):
    closer = Wish(1, 1).zoomed(scale, is_closer=True)
    back = closer.zoomed(closer.scale, is_closer=False)
    assert abs(back.scale - scale) < 1e-6 or closer.scale == 8.0


def test_four_turns_are_none():
    wish = Wish(1, 1)
    assert wish.turned().turned().turned().turned() == wish
    assert wish.turned().turned_size(3, 4) == (4, 3)


@given(st.integers(1, 10**9), SIDES, SIDES)
def test_a_picture_keeps_to_its_pixels(pixels, width, height):
    scale = at_most(pixels, width, height)
    assert 0 < scale <= 1
    assert width * height * scale**2 <= max(pixels, 1) * 1.000001 or width * height <= 1
