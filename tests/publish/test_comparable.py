"""Only like figures stand beside each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from builder.model import Figure, Span
from builder.publish.bars import bars
from builder.publish.comparable import Months, Reading, months_of, rankings, readings_of, time_series
from builder.publish.markdown import Markdown
from tests.factories import text_page

PAGE = text_page("永川区地区生产总值增长8%。", headline="永川")
PLAIN = Figure(
    id="a",
    article="page-l1",
    paragraph="page-l3",
    place="永川区",
    indicator="地区生产总值",
    kind="actual",
    quote="增长8%",
    spans=(Span(0, 5),),
    period="上半年",
    year=2024,
    change=8.0,
    change_unit="%",
)


def readings(*changes: dict[str, Any]) -> list[Reading]:
    """Readings of figures that differ from a plain one in some ways."""
    figures = (replace(PLAIN, id=str(number), **change) for number, change in enumerate(changes))
    return [reading for figure in figures for reading in readings_of(PAGE, figure)]


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("全年", (1, 12)),
        ("上半年", (1, 6)),
        ("前三季度", (1, 9)),
        ("三季度", (7, 9)),
        ("1—9月", (1, 9)),
        ("前10个月", (1, 10)),
        ("前10月", (1, 10)),
        ("7月", (7, 7)),
        ("1—19月", None),
        ("0月", None),
        ("今年以来", None),
        ("截至目前", None),
        ("2002—2022年", None),
        (None, None),
    ],
)
def test_months(period: str | None, months: Months | None) -> None:
    """A period is so many months of a year, or it has no certain end and is compared with nothing."""
    assert months_of(period) == months


@pytest.mark.parametrize(
    "change",
    [{"kind": "target"}, {"scope": "全市国企"}, {"increment": True}, {"year": None}, {"period": "目前"}],
)
def test_unlike(change: dict[str, Any]) -> None:
    """Targets, parts of a place, increments and uncertain periods are compared with nothing."""
    assert not readings(change)


def test_ranking() -> None:
    """One period under two names is one ranking; others, and other units, are others; the newest comes first."""
    ranked = rankings(
        readings(
            {"place": "永川区"},
            {"place": "大足区", "period": "1—6月", "change": 9.0},
            {"place": "荣昌区", "change": 1.5, "change_unit": "倍"},
            {"place": "忠县", "period": "前三季度"},
            {"place": "永川区", "year": 2025},
            {"place": "忠县", "year": 2025, "change": -1.0},
        )
    )
    found = [(group[0].period, [reading.figure.place for reading in group]) for group in ranked]
    assert found == [("2025年1—6月", ["永川区", "忠县"]), ("2024年1—6月", ["大足区", "永川区"])]


def test_value_and_change() -> None:
    """A figure with a value and a change is ranked by each."""
    both = {"value": 100.0, "unit": "亿元"}
    ranked = rankings(
        readings({"place": "永川区", **both}, {"place": "忠县", "value": 200.0, "unit": "亿元"})
    )
    assert [(group[0].measure, [reading.words for reading in group]) for group in ranked] == [
        ("亿元", ["200亿元", "100亿元"]),
        ("增速，%", ["8%", "8%"]),
    ]


def test_courses() -> None:
    """Amounts go over time with those of the same months, changes with all that run from January; one is no series."""
    stated = [
        {"year": 2023, "value": 100.0, "unit": "亿元"},
        {"year": 2024, "value": 110.0, "unit": "亿元"},
        {"year": 2024, "period": "前三季度", "value": 160.0, "unit": "亿元"},
        {"year": 2024, "period": "三季度", "value": 50.0, "unit": "亿元"},
        {"year": 2024, "period": "上半年", "indicator": "税收收入"},
    ]
    found = [
        (group[0].measure, [reading.period for reading in group]) for group in time_series(readings(*stated))
    ]
    assert found == [
        ("增速，%", ["2023年1—6月", "2024年1—6月", "2024年1—9月"]),
        ("亿元", ["2023年1—6月", "2024年1—6月"]),
    ]


def test_bars() -> None:
    """Bars share a scale with zero; one below zero ends where the others begin."""

    def styles(*numbers: float) -> list[str]:
        return [
            bar.split('style="')[1].split('"')[0]
            for bar in bars((Markdown(number), number) for number in numbers)
        ]

    assert styles(5, 10) == ["--length:0.5", "--length:1"]
    assert styles(-2, 6) == ["--length:0.25", "--start:0.25;--length:0.75"]
    assert styles(0, 0) == ["--length:0", "--length:0"]
    assert styles() == []
