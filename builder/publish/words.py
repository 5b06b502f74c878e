"""Says in Chinese what readers of the site are told: days, titles, corrections, figures."""

from __future__ import annotations

import re

from builder.entry import NO_DISTRICT, Correction, Matter
from builder.model import Article, Figure, Page, PageDate, Role, Ruled

UNKNOWN_DAY = "日期不详"
NO_HEADLINE = "〔原文无标题〕"
REASONS = {"duplicate": "与别处重复", "loop": "识别时循环重复", "furniture": "版面标记"}
"""Why a text is dropped, as readers are told."""
ROLES = {
    Role.TITLE: "通栏标题",
    Role.SUBTITLE: "副题",
    Role.KICKER: "引题",
    Role.NOTE_LABEL: "编者按的标签",
    Role.NOTE: "编者按",
    Role.LABEL: "地区标签",
    Role.HEADLINE: "标题",
    Role.BYLINE: "署名",
    Role.LEAD: "导语",
    Role.BODY: "正文",
    Role.CAPTION: "图片说明",
    Role.CREDIT: "采编人员",
    Role.FURNITURE: "版面标记",
    Role.OTHER: "其他文字",
}
"""What a block is, as readers are told."""
LONGEST_SUMMARY = 90
"""Characters; two lines of a phone, and what a search engine shows."""
_INNER_QUOTES = str.maketrans("“”", "‘’")
_SENTENCE = re.compile(r"\A.+?[。！？][”’』」）]*")


def day_in_words(day: str) -> str:
    """2023-10-24 as 2023年10月24日."""
    year, month, date = day.split("-")
    return f"{year}年{int(month)}月{int(date)}日"


def year_in_words(year: str) -> str:
    """2023 as 2023年; empty where it is not known."""
    return f"{year}年" if year else "年份不详"


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


def why_in_words(why: str | None) -> str:
    """The archivist's reason, behind a correction; empty where none is given."""
    return f"（{why}）" if why else ""


def correction_in_words(correction: Correction) -> str:
    """What the archivist corrected of a seed's words."""
    return f"原文作“{correction.words}”，编目者更正为“{correction.right}”{why_in_words(correction.why)}"


def ruling_in_words(page: Page, ruled: Ruled) -> str:
    """What the archivist corrected of the reading, and what the builder had read."""
    said, was = ruled.said, ruled.was
    told = _ruled_so(page, ruled)
    if was == ruled.now and said.matter is not Matter.SPLIT:
        before = "整理程序判断相同"
    elif said.matter is Matter.JOIN:
        before = f"整理程序原以第 {was} 行相接" if was else "整理程序原未拼接"
    elif said.matter is Matter.SPLIT:
        before = "整理程序原将两行拼为一段" if was == ruled.now else "整理程序判断相同"
    else:
        before = f"整理程序原判为{_named(page, said.matter, was)}"
    return f"编目者更正：{told}；{before}{why_in_words(said.why)}"


def _ruled_so(page: Page, ruled: Ruled) -> str:
    first, *_ = ruled.said.lines
    match ruled.said.matter:
        case Matter.JOIN:
            return f"第 {first} 行下接第 {ruled.now} 行，合为一段"
        case Matter.SPLIT:
            return f"第 {ruled.now} 行不接第 {first} 行，另起一段"
        case Matter.ARTICLE:
            return f"第 {first} 行属于{_named(page, Matter.ARTICLE, ruled.now)}"
        case Matter.ROLE:
            return f"第 {first} 行是{_named(page, Matter.ROLE, ruled.now)}"
        case Matter.DISTRICT:
            return f"此文所报道的地区为{_named(page, Matter.DISTRICT, ruled.now)}"


def _named(page: Page, matter: Matter, value: str | None) -> str:
    """A role, an article or a district by the name that readers know it by."""
    if value is None or value == NO_DISTRICT:
        return "无"
    if matter is Matter.ROLE:
        return ROLES[Role(value)]
    if matter is Matter.ARTICLE:
        article = next((article for article in page.articles if article.id == value), None)
        line = value.rsplit("-l", 1)[-1]
        return f"第 {line} 行起的《{headline_of(article)}》" if article else f"第 {line} 行起的一篇"
    return value


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


def sureness_in_words(probability: float | None) -> str:
    """How sure a join is: ，把握 97%; empty where nobody weighed it."""
    if probability is None:
        return ""
    return f"，把握 {min(probability, 0.99):.0%}" + ("以上" if probability > 0.99 else "")


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
