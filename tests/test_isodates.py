"""Times that say only a part of themselves, and the days that they allow."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.isodates import could_be, patterns_meet, some_weekday


@pytest.mark.parametrize(
    ("pattern", "day", "expected"),
    [
        ("XXXX-WXX-4", date(2024, 1, 18), True),
        ("XXXX-WXX-4", date(2024, 1, 17), False),
        ("XXXX-01-18", date(1999, 1, 18), True),
        ("XXXX-01-18", date(2024, 1, 8), False),
        ("XXXX-02-29", date(2024, 2, 29), True),
        ("XXXX-01", date(2024, 1, 31), True),
        ("XXXX-01", date(2024, 11, 1), False),
    ],
)
def test_a_pattern_allows_some_days(pattern: str, day: date, expected: bool) -> None:
    """A weekday, a day of some year, a month of some year."""
    assert could_be(pattern, day) is expected


def test_what_is_no_pattern_is_refused() -> None:
    """The message names the forms that there are."""
    with pytest.raises(ValueError, match="XXXX-WXX-4"):
        could_be("2024-01-18", date(2024, 1, 18))


@given(st.dates())
def test_every_day_is_its_own_weekday(day: date) -> None:
    """And the weekday of no other day of the week."""
    assert [could_be(some_weekday(number), day) for number in range(7)].index(True) == day.weekday()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("XXXX-WXX-4", "XXXX-WXX-4", True),
        ("XXXX-WXX-4", "XXXX-WXX-2", False),
        ("XXXX-WXX-4", "XXXX-01-18", True),
        ("XXXX-01", "XXXX-01-18", True),
        ("XXXX-02", "XXXX-01-18", False),
        ("XXXX-01-16", "XXXX-01-18", False),
    ],
)
def test_two_patterns_may_have_a_day_in_common(one: str, other: str, expected: bool) -> None:
    """What both say must be the same; the order does not matter."""
    assert patterns_meet(one, other) is expected
    assert patterns_meet(other, one) is expected
