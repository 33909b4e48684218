"""The steps that bring a book up to date: frozen SQL, in order; never edited once released."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from models.sqlite.migrations import (
    m0001_first,
    m0002_kept_rows,
    m0003_request,
    m0004_check_value,
    m0005_links,
    m0006_numbers_given_up,
    m0007_to_correct,
    m0008_no_drafts,
    m0009_openings,
    m0010_lookups,
    m0011_secrets,
    m0012_withheld_words,
    m0013_officer_team,
    m0014_seals,
    m0015_signatures,
    m0016_month_records,
    m0017_days_late,
    m0018_handed_to,
    m0019_list_order,
    m0020_month_texts,
    m0021_retention,
    m0022_meetings,
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: it may add and take away, but changes no value that the journal tells of.

    Attributes:
        release: the first release whose books have it behind them; the program's version until
            that is out.
        statements: what is done, in order.
        defaults: what a new column gives to the rows that are there: table -> column -> value as
            stored. Nothing needs to be said of a column that they leave empty.
    """

    release: str
    statements: tuple[str, ...]
    defaults: Mapping[str, Mapping[str, str | int]] = field(default_factory=dict)


MIGRATIONS: Final[tuple[Migration, ...]] = (
    Migration("0.1.0", m0001_first.STATEMENTS),
    Migration("0.2.0", m0002_kept_rows.STATEMENTS),
    Migration("0.3.0", m0003_request.STATEMENTS),
    Migration("0.3.0", m0004_check_value.STATEMENTS),
    Migration("0.3.0", m0005_links.STATEMENTS),
    Migration("0.3.0", m0006_numbers_given_up.STATEMENTS),
    Migration("0.3.0", m0007_to_correct.STATEMENTS),
    Migration("0.3.0", m0008_no_drafts.STATEMENTS),
    Migration("0.3.0", m0009_openings.STATEMENTS, m0009_openings.DEFAULTS),
    Migration("0.3.0", m0010_lookups.STATEMENTS),
    Migration("0.3.0", m0011_secrets.STATEMENTS),
    Migration("0.3.0", m0012_withheld_words.STATEMENTS),
    Migration("0.3.0", m0013_officer_team.STATEMENTS),
    Migration("0.4.0", m0014_seals.STATEMENTS),
    Migration("0.4.0", m0015_signatures.STATEMENTS),
    Migration("0.4.0", m0016_month_records.STATEMENTS),
    Migration("0.4.0", m0017_days_late.STATEMENTS),
    Migration("0.4.0", m0018_handed_to.STATEMENTS),
    Migration("0.4.0", m0019_list_order.STATEMENTS),
    Migration("0.4.0", m0020_month_texts.STATEMENTS),
    Migration("0.4.0", m0021_retention.STATEMENTS),
    Migration("0.4.0", m0022_meetings.STATEMENTS),
)
