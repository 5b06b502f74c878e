"""Says dates and lengths in Chinese, for readers of the site."""

from __future__ import annotations

import re

from builder.model import Article, Figure, Page, PageDate

UNKNOWN_DAY = "日期不详"
NO_HEADLINE = "〔原文无标题〕"
REASONS = {"duplicate": "与别处重复", "loop": "识别时循环重复", "furniture": "版面标记"}
"""Why a text is dropped, as readers are told."""
LONGEST_SUMMARY = 90
"""Characters; two lines of a phone, and what a search engine shows."""
_INNER_QUOTES = str.maketrans("“”", "‘’")
_SENTENCE = re.compile(r".+?[。！？][”’』」）]*")


def day_in_words(day: str) -> str:
    """2023-10-24 as 2023年10月24日."""
    year, month, date = day.split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def date_in_words(date: PageDate) -> str:
    """The day of a page in a few words, as exact as it is known."""
    if date.published:
        return day_in_words(date.published)
    if date.event:
        return f"不早于{day_in_words(date.event)}"
    if date.earliest and date.latest:
        return f"{day_in_words(date.earliest)}至{day_in_words(date.latest)}"
    if date.earliest:
        return f"不早于{day_in_words(date.earliest)}"
    if date.latest:
        return f"不晚于{day_in_words(date.latest)}"
    return UNKNOWN_DAY


def date_source_in_words(date: PageDate) -> str | None:
    """How the day of a page is known."""
    quotes = "".join(f"“{words.translate(_INNER_QUOTES)}”" for words in date.evidence)
    if date.source == "catalog":
        return f"据编目{f'，正文有{quotes}' if quotes else ''}"
    if date.source == "text":
        return f"据正文{quotes}推断"
    return None


def title_of(page: Page) -> str:
    """The page's own title; else its first headline; else its id."""
    if page.title:
        return page.title.text
    return next((article.headline.text for article in page.articles if article.headline), page.id)


def headline_of(article: Article) -> str:
    """An article's headline, or words that say there is none."""
    return article.headline.text if article.headline else NO_HEADLINE


def first_sentence(article: Article) -> str:
    """First sentence of an article's text, shortened where it is long; empty where there is no text."""
    if not article.paragraphs:
        return ""
    text = article.paragraphs[0].text.text
    match = _SENTENCE.match(text)
    return shorten(match.group() if match else text)


def shorten(text: str, most: int = LONGEST_SUMMARY) -> str:
    """Cut a text to a number of characters, with an ellipsis where something is cut."""
    return text if len(text) <= most else text[: most - 1] + "…"


def period_in_words(figure: Figure) -> str:
    """2023年前三季度; only what is known of it."""
    period = figure.period or ""
    if figure.year is None or str(figure.year) in period:
        return period
    return f"{figure.year}年{'' if period == '全年' else period}"


def value_in_words(figure: Figure) -> str:
    """A figure's value in its printed unit; empty where it has none."""
    return "" if figure.value is None else f"{figure.value:.12g}{figure.unit or ''}"


def change_in_words(figure: Figure) -> str:
    """A figure's change: 5.1%, −3.2%; empty where it has none."""
    if figure.change is None:
        return ""
    sign = "−" if figure.change < 0 else ""
    return f"{sign}{abs(figure.change):.12g}{figure.change_unit or ''}"
