"""The public edition: no hidden cell may be worked out from what is published."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reading.recap.balance import FLOW_LABELS
from app.reading.recap.disclosure import Cell, is_determined
from app.reading.recap.suppression import (
    MERGED_LABELS,
    SMALLEST_SHOWN,
    public_figures,
    publish_flow,
    publish_list,
    publish_outcome,
    publish_received_by_service,
    publish_service,
)
from app.reading.recap.tables import total_of
from app.reading.recap.values import Figures, NumberRow, NumberTable, TableKey
from app.rules.channels import CHANNEL_LABELS

FLOW_SIGNS = (1, 1, -1, -1, -1, -1, -1)
SERVICE_SIGNS = (1, -1, -1, -1)

FIGURES = Figures(
    received=10,
    previous_received=4,
    settled=5,
    settled_on_time=4,
    settled_late=1,
    distributed_on_time=9,
    distributed_late=0,
    average_working_days=2.5,
    closing=3,
    direct=0,
    top_category="Pungutan liar",
    top_category_count=4,
)


def table(key, columns, rows):
    rows = tuple(NumberRow(label, tuple(cells)) for label, cells in rows)
    return NumberTable(key, "Tabel", "Baris", columns, rows, total_of(rows, len(columns)))


def category_table(*counts, labels=None):
    labels = labels or [f"Kategori {i}" for i in range(len(counts))]
    rows = [(label, (n,)) for label, n in zip(labels, counts, strict=True)]
    return table(TableKey.CATEGORY, ("Masuk",), rows)


def flow_row(opening, settled, forwarded, withdrawn, void, closing):
    received = settled + forwarded + withdrawn + void + closing - opening
    if received < 0:
        closing, received = closing - received, 0
    return opening, received, settled, forwarded, withdrawn, void, closing


SMALLISH = st.integers(0, 3)
COUNTS = st.one_of(SMALLISH, SMALLISH, st.integers(4, 15))
FLOW_ROWS = st.builds(flow_row, COUNTS, COUNTS, SMALLISH, SMALLISH, SMALLISH, COUNTS)
SERVICE_ROWS = st.builds(
    lambda settled, still_open, rest: (settled + still_open + rest, settled, still_open),
    COUNTS,
    COUNTS,
    SMALLISH,
).filter(any)

FLOW_TABLES = st.lists(FLOW_ROWS, min_size=8, max_size=8).map(
    lambda rows: table(
        TableKey.FLOW,
        tuple(FLOW_LABELS.values()),
        zip(CHANNEL_LABELS.values(), rows, strict=True),
    )
)
SERVICE_TABLES = st.lists(SERVICE_ROWS, max_size=7).map(
    lambda rows: table(
        TableKey.SERVICE,
        ("Masuk", "Selesai", "Sisa"),
        [(f"Layanan {i}", row) for i, row in enumerate(rows)],
    )
)


def possible_values(published, signs, seen_column, seen_row):
    """What the hidden cell could be: every combination of 0, 1 and 2 is tried, column by column.

    Written apart from the program: it lists all tables that agree with what is published.
    """
    width = len(published.columns)

    per_row = []
    for row in published.rows:
        choices = [range(SMALLEST_SHOWN) if cell is None else (cell,) for cell in row.cells]
        per_row.append([cells for cells in itertools.product(*choices) if adds_up(cells, signs)])
    # Partial column sums, so that hopeless beginnings are dropped at once.
    states = {((0,) * width, None)}
    for at, candidates in enumerate(per_row):
        following = set()
        for sums, seen in states:
            for cells in candidates:
                grown = tuple(a + b for a, b in zip(sums, cells, strict=True))
                if all(a <= b for a, b in zip(grown, published.total.cells, strict=True)):
                    following.add((grown, cells[seen_column] if at == seen_row else seen))
        states = following
    return {seen for sums, seen in states if sums == published.total.cells}


def adds_up(cells, signs):
    balance = sum(sign * cell for sign, cell in zip(signs, cells, strict=False))
    return balance == 0 if len(signs) == len(cells) else balance >= 0


def assert_nothing_derivable(published, signs):
    for at, row in enumerate(published.rows):
        for column, cell in enumerate(row.cells):
            if cell is None:
                assert len(possible_values(published, signs, column, at)) > 1


def assert_no_small_cell(published):
    assert not [c for row in published.rows for c in row.cells if c is not None and 0 < c < 3]


def assert_totals_kept(original, published, signs):
    """A reader's table still adds up: hidden cells make up what is missing, with 0 to 2 each."""
    assert published.total == original.total
    for column, total in enumerate(published.total.cells):
        cells = [row.cells[column] for row in published.rows]
        if cells:
            shown = sum(cell or 0 for cell in cells)
            assert shown <= total <= shown + 2 * cells.count(None)


@given(st.lists(SERVICE_ROWS, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_service_table_gives_nothing_away_to_brute_force(rows):
    original = table(
        TableKey.SERVICE,
        ("Masuk", "Selesai", "Sisa"),
        [(f"Layanan {i}", row) for i, row in enumerate(rows)],
    )
    published = publish_service(original)
    assert_no_small_cell(published)
    assert_totals_kept(original, published, SERVICE_SIGNS)
    assert_nothing_derivable(published, SERVICE_SIGNS)


def test_services_are_told_by_what_was_received_where_the_rest_cannot_be_hidden():
    original = table(
        TableKey.SERVICE,
        ("Masuk", "Selesai", "Sisa"),
        [("KK", (6, 4, 2)), ("Akta", (4, 3, 1))],
    )
    assert publish_service(original).rows == ()
    published = publish_received_by_service(original)
    assert published.columns == ("Masuk",)
    assert published.total.cells == (10,)
    shown = {row.label: row.cells for row in published.rows}
    assert shown == {"KK": (6,), "Akta": (4,)}
    assert_no_small_cell(published)


@given(st.lists(SERVICE_ROWS, min_size=2, max_size=6))
@settings(max_examples=300, deadline=None)
def test_what_was_received_gives_no_other_column_away(rows):
    """Not even to a reader who knows from elsewhere how many were settled or are open in all."""
    named = [(f"Layanan {at}", row) for at, row in enumerate(rows)]
    original = table(TableKey.SERVICE, ("Masuk", "Selesai", "Sisa"), named)
    published = publish_received_by_service(original)
    assert_no_small_cell(published)
    if len(published.columns) > 1:
        return  # judged by the tests of publish_service
    received = [row.cells[0] for row in published.rows]
    for known in original.total.cells[1:]:
        for at, most in enumerate(received):
            others = sum(received) - received[at]
            low, high = max(0, known - others), min(most, known)
            assert low < high or not 0 < low < 3


@given(FLOW_TABLES)
@settings(max_examples=300, deadline=None)
def test_flow_table_shows_no_small_cell_and_adds_up(original):
    published = publish_flow(original)
    assert_no_small_cell(published)
    assert_totals_kept(original, published, FLOW_SIGNS)
    for row in published.rows:
        if None not in row.cells:
            assert adds_up(row.cells, FLOW_SIGNS)


@given(st.lists(FLOW_ROWS, min_size=3, max_size=3))
@settings(max_examples=60, deadline=None)
def test_flow_table_gives_nothing_away_to_brute_force(rows):
    columns = tuple(FLOW_LABELS.values())
    labels = list(CHANNEL_LABELS.values())[:3]
    published = publish_flow(table(TableKey.FLOW, columns, zip(labels, rows, strict=True)))
    assert_nothing_derivable(published, FLOW_SIGNS)


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=3
    ),
    st.lists(st.booleans(), min_size=9, max_size=9),
)
@settings(max_examples=200, deadline=None)
def test_the_attacker_of_the_program_is_as_clever_as_brute_force(rows, hidden):
    rows = [(a + b, a, b) for a, b, _ in rows]
    signs = (1, -1, -1)
    original = table(TableKey.SERVICE, ("Masuk", "Selesai", "Sisa"), enumerate_rows(rows))
    masked = []
    grid = []
    for at, row in enumerate(rows):
        is_hidden = [hidden[3 * at + c] and row[c] < SMALLEST_SHOWN for c in range(3)]
        masked.append([None if h else cell for cell, h in zip(row, is_hidden, strict=True)])
        grid.append(
            [
                Cell(cell, 0, 2) if h else Cell(cell, cell, cell)
                for cell, h in zip(row, is_hidden, strict=True)
            ]
        )
    published = replace(
        original, rows=tuple(NumberRow(str(i), tuple(cells)) for i, cells in enumerate(masked))
    )
    for at, column in itertools.product(range(len(rows)), range(3)):
        values = possible_values(published, signs, column, at)
        assert is_determined(grid, signs, at, column) == (len(values) == 1)


def enumerate_rows(rows):
    return [(str(i), row) for i, row in enumerate(rows)]


@given(SERVICE_TABLES)
@settings(deadline=None)
def test_merged_members_keep_an_alternative(original):
    published = publish_service(original)
    kept = {row.label for row in published.rows}
    members = [row for row in original.rows if row.label not in kept]
    if published.rows and members:
        assert len(members) > 1
        for column in zip(*(row.cells for row in members), strict=True):
            assert len(set(column)) > 1 or column[0] not in (1, 2)


@given(st.lists(st.integers(1, 12), max_size=12))
def test_list_has_no_small_row_and_the_same_total(counts):
    published = publish_list(category_table(*counts))
    assert_no_small_cell(published)
    assert None not in [cell for row in published.rows for cell in row.cells]
    if published.rows:
        assert sum(row.cells[0] for row in published.rows) == sum(counts)
    assert published.total.cells == (sum(counts),)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((7, 5, 3), [("Kategori 0", 7), ("Kategori 1", 5), ("Kategori 2", 3)]),
        ((7, 2, 1), [("Kategori 0", 7), ("Lainnya", 3)]),
        # One small row alone would be the difference to the total: the next one joins it.
        ((7, 5, 2), [("Kategori 0", 7), ("Lainnya", 7)]),
        # Two rows of two would be known to be two each.
        ((7, 5, 2, 2), [("Kategori 0", 7), ("Lainnya", 9)]),
        # A sum that is small itself hides nothing either.
        ((5, 4, 1, 0), [("Kategori 0", 5), ("Lainnya", 5)]),
        # Of a row of none there is nothing to hide: it keeps its name.
        ((7, 5, 0), [("Kategori 0", 7), ("Kategori 1", 5), ("Kategori 2", 0)]),
        ((0, 0), [("Kategori 0", 0), ("Kategori 1", 0)]),
        # The largest first, whatever they are called.
        ((3, 5, 7), [("Kategori 2", 7), ("Kategori 1", 5), ("Kategori 0", 3)]),
        ((7, 2), []),
        ((2,), []),
        ((5,), [("Kategori 0", 5)]),
        ((), []),
    ],
)
def test_small_categories_are_merged(counts, shown):
    published = publish_list(category_table(*counts))
    assert [(row.label, row.cells[0]) for row in published.rows] == shown


def test_a_real_row_called_lainnya_joins_the_merged_one():
    published = publish_list(category_table(6, 4, 1, labels=["A", "Lainnya", "B"]))
    assert [(row.label, row.cells) for row in published.rows] == [("A", (6,)), ("Lainnya", (5,))]


SERVICE_COLUMNS = ("Masuk", "Selesai", "Sisa")


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        # Nothing is small: nothing is hidden.
        ([("A", (4, 4, 0)), ("B", (3, 3, 0))], [("A", (4, 4, 0)), ("B", (3, 3, 0))]),
        # Whether it was two and none, or one each, nobody can say.
        ([("A", (3, 1, 1)), ("B", (3, 1, 0))], [("A", (3, None, None)), ("B", (3, None, None))]),
        # Of the second none may be elsewhere: the reader is told of no such remainder.
        ([("A", (4, 0, 3)), ("B", (3, 2, 0))], [("A", (4, None, 3)), ("B", (3, None, 0))]),
        # The row with the fewest complaints joins the small ones; nothing counts as nothing.
        (
            [("A", (2, 0, 0)), ("B", (3, 2, 1)), ("C", (3, 0, 2))],
            [("B", (3, None, None)), ("Lainnya", (5, None, None))],
        ),
        # Services with one complaint each are never named, though their cells could be hidden.
        (
            [("A", (6, 0, 3)), ("B", (4, 3, 0)), ("C", (1, 1, 0)), ("D", (1, 1, 0))],
            [("A", (6, 0, 3)), ("Lainnya", (6, 5, 0))],
        ),
        # A real row of that name would stand beside the merged one.
        ([("A", (3, 0, 1)), ("B", (5, 0, 4)), ("C", (0, 0, 0)), ("Lainnya", (4, 4, 0))], []),
    ],
)
def test_a_service_table_says_as_much_as_it_may(rows, shown):
    original = table(TableKey.SERVICE, SERVICE_COLUMNS, rows)
    published = publish_service(original)
    assert [(row.label, row.cells) for row in published.rows] == shown
    if shown:
        assert publish_received_by_service(original) == published


def test_a_single_small_service_stays_untold():
    original = table(TableKey.SERVICE, SERVICE_COLUMNS, [("A", (2, 1, 1))])
    published = publish_received_by_service(original)
    assert (published.columns, published.rows) == (SERVICE_COLUMNS, ())


def test_rows_that_do_not_fit_their_table_are_a_bug_and_not_a_publication():
    ragged = NumberTable(
        TableKey.SERVICE,
        "Tabel",
        "Baris",
        SERVICE_COLUMNS,
        (NumberRow("A", (1, 1, 0)), NumberRow("B", (1, 1)), NumberRow("C", (9, 5, 4))),
        NumberRow("Jumlah", (11, 7, 4)),
    )
    with pytest.raises(ValueError, match="zip"):
        publish_service(ragged)


def test_order_does_not_tell_what_cells_hide():
    rows = [("A", (9, 3, 6)), ("B", (8, 8, 0)), ("C", (8, 7, 1)), ("D", (8, 6, 2))]
    published = publish_service(table(TableKey.SERVICE, ("Masuk", "Selesai", "Sisa"), rows))
    assert_nothing_derivable(published, SERVICE_SIGNS)
    labels = [row.label for row in published.rows if row.cells[0] == 8]
    assert labels == sorted(labels)


def test_flow_without_small_counts_is_published_whole():
    rows = [(label, (0, 4, 4, 0, 0, 0, 0)) for label in CHANNEL_LABELS.values()]
    original = table(TableKey.FLOW, tuple(FLOW_LABELS.values()), rows)
    assert publish_flow(original) == original


def test_small_channels_are_merged_and_rest_is_kept():
    big = (3, 14, 12, 0, 0, 0, 5)
    small = [(0, 2, 2, 0, 0, 0, 0)] * 2 + [(0,) * 7] * 3
    rows = zip(CHANNEL_LABELS.values(), [big, big, big, *small], strict=True)
    published = publish_flow(table(TableKey.FLOW, tuple(FLOW_LABELS.values()), rows))
    assert [row.label for row in published.rows][-1] == MERGED_LABELS[TableKey.FLOW]
    assert len(published.rows) == 4
    assert None not in published.rows[-1].cells
    assert_nothing_derivable(published, FLOW_SIGNS)


def test_an_ordinary_month_keeps_its_channels_and_hides_the_small_cells():
    counts = [
        (1, 14, 13, 0, 0, 0, 2),
        (0, 3, 2, 0, 0, 0, 1),
        (2, 12, 12, 0, 0, 0, 2),
        (0, 3, 3, 0, 0, 0, 0),
        (0, 5, 4, 1, 0, 0, 0),
        (0, 2, 1, 0, 0, 0, 1),
        (0, 1, 1, 0, 0, 0, 0),
        (0, 1, 1, 0, 0, 0, 0),
    ]
    rows = zip(CHANNEL_LABELS.values(), counts, strict=True)
    published = publish_flow(table(TableKey.FLOW, tuple(FLOW_LABELS.values()), rows))
    assert [(row.label, *row.cells) for row in published.rows] == [
        ("Tatap muka", None, 14, 13, None, 0, 0, None),
        ("WhatsApp", None, 12, 12, None, 0, 0, None),
        ("Email", None, 3, 3, None, 0, 0, None),
        ("SP4N-LAPOR!", None, 5, 4, None, 0, 0, None),
        ("Saluran lain", None, 7, 5, None, 0, 0, None),
    ]


def test_outcomes_are_told_as_the_flow_tells_them():
    rows = [
        ("Dicatat", (1,)),
        ("Belum lengkap", (1,)),
        ("Selesai", (5,)),
        ("Dicabut pengadu", (1,)),
        ("Dianggap mencabut", (2,)),
        ("Diteruskan", (0,)),
    ]
    published = publish_outcome(table(TableKey.OUTCOME, ("Jumlah",), rows))
    assert [(row.label, row.cells[0]) for row in published.rows] == [
        ("Selesai", 5),
        ("Dicabut", 3),
        ("Diteruskan", 0),
        ("Masih diproses", 2),
    ]


def test_top_category_is_named_only_when_its_row_is_published():
    shown = publish_list(category_table(4, 3, 3, labels=["Pungutan liar", "A", "B"]))
    assert public_figures(FIGURES, [shown]) == FIGURES
    hidden = publish_list(category_table(4, 2, labels=["Pungutan liar", "A"]))
    figures = public_figures(FIGURES, [hidden])
    assert (figures.top_category, figures.top_category_count) == (None, 0)
    # Where there is no table of categories nothing stands behind the name.
    assert public_figures(FIGURES, []) == figures


def test_what_was_copied_from_an_old_book_is_not_published():
    shown = publish_list(category_table(4, 3, 3, labels=["Pungutan liar", "A", "B"]))
    assert public_figures(replace(FIGURES, from_old_book=3), [shown]) == FIGURES


def test_average_of_two_is_not_published():
    shown = publish_list(category_table(4, 3, 3, labels=["Pungutan liar", "A", "B"]))
    few = replace(FIGURES, settled_on_time=1, settled_late=1)
    assert public_figures(few, [shown]).average_working_days is None
    three = replace(FIGURES, settled_on_time=2, settled_late=1)
    assert public_figures(three, [shown]).average_working_days == 2.5
