"""Fills the ledger: every statement of an indicator for a place and a period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from builder.figures.frame import CONTINUES
from builder.figures.headings import MOST
from builder.figures.periods import Period
from builder.figures.plans import PLANS, plans, sets_goals
from builder.figures.sentence import Sentence
from builder.figures.statement import Carry, Statement
from builder.figures.subjects import NOBODY, PARK_WORDS, Subjects, is_firm, spoken_by_firms
from builder.figures.tokens import STATES
from builder.lexicon import Lexicon
from builder.model import Article, Figure, Page, PageDate, Paragraph
from builder.offsets import SeedOffsets
from builder.placenames import Context, Name

WHOLE_CITY = ("全市", "我市")
"""In the headline or the first paragraph: an article without a district speaks for the city."""
_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_ASKS = re.compile("目标[^，。？]{0,6}(?:？|：)$")
"""Ends a paragraph that the next one answers: 2024年的目标是什么？"""
_REPORTED = re.compile("记者|通讯员|文图")
_CITY_OFFICE = re.compile(r"^(市(?!民)|重庆市)|□")


def find_figures(page: Page, lexicon: Lexicon) -> Page:
    """
    Fill the page's figures.

    Leaves out what is about one firm, a place outside the city, shares, and comparisons; what is about a part of
    the place carries a scope. Quotes are the words of the text, as they stand.

    Needs: each article's district (`places`); the page's date, from which a year may follow.
    """
    figures = tuple(
        figure for article in page.articles for figure in _article_figures(page, article, lexicon)
    )
    return replace(page, figures=figures)


def _article_figures(page: Page, article: Article, lexicon: Lexicon) -> Iterable[Figure]:
    known = frozenset(mention.district for mention in article.mentions)
    context = Context(page.date.earliest, page.date.latest, known)
    whole = _whole_city(article, lexicon)
    speaks = whole == lexicon.gazetteer.name and _is_city(article, lexicon)
    subjects = Subjects(lexicon.places, context, article.district or (whole if speaks else None), whole)
    headed = None if article.district else _headed(article, subjects, lexicon)
    carry, before = Carry(), ""
    lasting = _is_signed(article) or any(sets_goals(one.text.text) for one in article.paragraphs)
    for paragraph in article.paragraphs:
        plan = plans(paragraph.text.text, carry.plan and lasting)
        last = carry.last if CONTINUES.match(paragraph.text.text) else headed  # 分区域看，主城都市区增长4.4%
        carry = Carry(park=carry.park, kind=carry.kind, plan=plan, last=last, before=before)
        before = paragraph.text.text
        statements = list(_statements(paragraph.text.text, subjects, carry, lexicon))
        offsets = SeedOffsets(page, paragraph.text) if statements else None
        for number, statement in enumerate(statements, start=1):
            if offsets and statement.subject.place:
                yield _figure(page, article, paragraph, offsets, number, statement)


def _is_signed(article: Article) -> bool:
    """Whether somebody signs as an author, not as a reporter."""
    return article.byline is not None and not _REPORTED.search(article.byline.text)


def _headed(article: Article, subjects: Subjects, lexicon: Lexicon) -> Statement | None:
    """What the headline of a ranking names, so that places with numbers state it: GDP增速看区县 … 潼南8.3%、璧山7.9%."""
    headline = article.headline.text if article.headline else ""
    if not lexicon.tokenizer.has_indicator(headline, 0, len(headline)):
        return None
    ways = [
        t.indicator for t in lexicon.tokenizer.tokens(headline + "1", 0, len(headline) + 1) if t.indicator
    ]
    if len(ways) != 1 or "增" not in headline:
        return None
    return Statement(
        ways[0], ways[0].name, 0, 0, NOBODY, None, "actual", change=0.0, change_unit="%", is_rate=True
    )


def _opening(article: Article) -> str:
    """An article's headline and first paragraph."""
    texts = (*([article.headline] if article.headline else ()), *(p.text for p in article.paragraphs[:1]))
    return "\n".join(text.text for text in texts)


def _whole_city(article: Article, lexicon: Lexicon) -> str | None:
    """
    Of which city an article says 全市.

    Of its own district where that is called a city in it (永川市 of 2003), of none of the ledger's where it begins
    with another city and does not name the archive's.
    """
    opening, city = _opening(article), lexicon.gazetteer
    unit = city.by_name(article.district) if article.district else None
    if unit and any(name.endswith("市") and name in opening for name in unit.names):
        return unit.name
    at_home = unit or any(name in opening for name in (*city.short, *WHOLE_CITY[1:]))
    return city.name if at_home or not lexicon.places.names_other_city(opening) else None


def _is_city(article: Article, lexicon: Lexicon) -> bool:
    """Whether an article without a district speaks for the whole city."""
    if article.district:
        return False
    head = article.byline.text if article.byline else ""
    headline = article.headline.text if article.headline else ""
    named = any(name in headline for name in lexicon.gazetteer.short) and not is_firm(headline)
    whole = any(word in _opening(article) for word in WHOLE_CITY)
    return named or whole or _CITY_OFFICE.search(head) is not None


def _statements(text: str, subjects: Subjects, carry: Carry, lexicon: Lexicon) -> Iterable[Statement]:
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    stating = [_may_state(text, start, end, lexicon) for start, end in sentences]
    naming = [_may_head(text, start, end, lexicon) for start, end in sentences[:-1]] + [False]
    if not any(stating) and not any(naming) and not carry.last:
        carry.kind = "target" if _ASKS.search(text) else "actual"
        carry.plan = carry.plan or any(PLANS.match(text, start) for start, _ in sentences)
        carry.park = _park(text, subjects) or carry.park
        return
    names = subjects.names(text)
    spoken = spoken_by_firms(text)
    for (start, end), states, heads in zip(sentences, stating, naming, strict=True):
        found: list[Statement] = []
        carry.plan = carry.plan or PLANS.match(text, start, end) is not None
        carry.firm = carry.firm or any(first <= start < last for first, last in spoken)
        if states or ((carry.last or carry.heading or carry.stated) and STATES.search(text, start, end)):
            found = _read(text, start, end, names, subjects, carry, lexicon)
            yield from found
        if not (states or found):
            within = tuple(name for name in names if start <= name.start < end)
            carry.pass_over(text[start:end], bool(within))
            carry.park = subjects.park(text, within) or subjects.named_park(text[start:end]) or carry.park
            if heads:
                _read(text, start, end, names, subjects, carry, lexicon)


def _park(text: str, subjects: Subjects) -> str | None:
    """The park that a paragraph without figures names last."""
    return subjects.park(text, subjects.names(text)) if PARK_WORDS.search(text) else None


def _read(
    text: str,
    start: int,
    end: int,
    names: tuple[Name, ...],
    subjects: Subjects,
    carry: Carry,
    lexicon: Lexicon,
) -> list[Statement]:
    """The statements of the sentence text[start:end]; `carry` goes on to the next one."""
    tokens = subjects.tokens(lexicon.tokenizer, text, start, end, names)
    return Sentence(text, tokens, subjects, carry, lexicon.indicators).statements()


def _may_head(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a sentence may only name what the next one gives the figures of: 工业投资一马当先."""
    return end - start <= MOST and lexicon.tokenizer.has_indicator(text, start, end)


def _may_state(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a sentence holds a number and an indicator: most do not, and need no reading."""
    return STATES.search(text, start, end) is not None and lexicon.tokenizer.has_indicator(text, start, end)


def _figure(
    page: Page,
    article: Article,
    paragraph: Paragraph,
    offsets: SeedOffsets,
    number: int,
    statement: Statement,
) -> Figure:
    year, source = _year(page, statement.period)
    return Figure(
        id=f"{paragraph.id}-f{number}",
        article=article.id,
        paragraph=paragraph.id,
        place=statement.subject.place or "",
        indicator=statement.indicator,
        kind=statement.kind,
        quote=paragraph.text.text[statement.start : statement.end].strip("，、； "),
        spans=offsets.spans(statement.start, statement.end),
        period=statement.period.name if statement.period else None,
        year=year,
        year_source=source,
        value=statement.value,
        unit=statement.unit,
        change=statement.change,
        change_unit=statement.change_unit,
        rank=statement.rank,
        qualifier=";".join(dict.fromkeys(statement.qualifiers)) or None,
        increment=statement.increment,
        scope=statement.scope,
    )


def _present_year(date: PageDate) -> int | None:
    """The year in which a page speaks: that of the event it reports, else the one in which it must have come out."""
    if date.event:
        return int(date.event[:4])
    years = {day[:4] for day in (date.earliest, date.latest) if day}
    return int(years.pop()) if date.latest and len(years) == 1 else None


def _year(page: Page, period: Period | None) -> tuple[int | None, str | None]:
    """
    The year of a period, and what gives it.

    Stays open where neither the words nor the page's date tell it, and for words that reach over years.
    """
    if period is None:
        return None, None
    if period.year:
        return period.year, "text"
    present = _present_year(page.date)
    if present is None or "年来" in period.name or "期间" in period.name:
        return None, None
    return present - period.back, "catalog" if page.date.source == "catalog" else "date"
