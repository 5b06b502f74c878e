"""Finds when a page was published, and when what it reports took place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from builder.days import FUTURE, Day, as_date, clause, days, month_end, weekday
from builder.lexicon import Lexicon
from builder.model import Page, PageDate, Role
from builder.presentyear import PresentYear, present_year

SAME_EVENT = 8
"""Characters that two sentences must share behind their day to speak of one event."""
FOLIO_CHARS = 60
"""A date line is no longer than this."""
_FOLIO = re.compile(
    r"(?:第?[A-Z]?\d{1,2}版?\s+)?(?:[12]\d{3}|[一二][〇零○一二三四五六七八九]{3})年\s*[\d一二三四五六七八九十]{1,2}月\s*[\d一二三四五六七八九十]{1,3}日|星期[一二三四五六日]"
)
_DOTTED = re.compile(r"(?<![\d.])([12]\d{3})([.\-/])(\d{1,2})\2(\d{1,2})(?![\d.])")
"""A date line's day with dots: 2024.5.8."""
_PRINTED = re.compile(r"星期[一二三四五六日].*版|日报.*星期")
_ARTICLE_WORDS = re.compile(r"[，。；！？]")
_RELATIVE = re.compile(
    r"(?P<word>昨[日天晚晨]|今[日天晨](?![的起])|(?<![目以从提眼大\d])前天(?=[，上下早晚中]|记者)|(?<![目以从提眼之大\d])前日(?=[，上下早晚]|记者))"
)
_DATED_RELATIVE = re.compile(r"(?P<word>昨|今)[日天]?[（(](?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日?[)）]")
_DAY_OF_MONTH = re.compile(
    r"(?:本报讯\s*(?:[（(][^（）()]{0,24}[）)])?\s*)?(?P<day>\d{1,2})日(?=[，上下晚]|记者)"
)
"""Begins a text whose month the date line gives: 7日，记者从区商务委获悉."""
_CREDITED = re.compile("编辑|责编|美编|版式|校对")
_MONTHS = re.compile(
    r"(?<![\d年期比])(?:今年)?(?:1[—\-至到~]|前)(?P<until>\d{1,2})个?月(?!底|初)|(?:今年|进入)(?P<month>\d{1,2})月(?!底|初|\d)"
)
_QUARTERS = re.compile(r"(?<![年期第])(?:今年)?(?P<period>前三季度|上半年|一季度)")
_QUARTER_ENDS = {"前三季度": 9, "上半年": 6, "一季度": 3}
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_LOOKS_BACK = re.compile(r"年[之以]?后|年前|当年|那[天年时]|回忆|历史|从此|此后|至今|以来|多年")
FIGURE_REACH = 30
"""Within so many characters behind a period stands the figure that shows that it is past; 一季度开门红 is a goal."""
EVENT_DAYS = 31
"""A paper reports an event within so many days."""
_TO_COME = re.compile(r"将|要|预计|确保|力争|奋战|冲刺|争取|预期|目标")


@dataclass(frozen=True, slots=True)
class Clue:
    """What some words say of the day of publication."""

    words: str
    earliest: date | None = None
    latest: date | None = None


def find_dates(page: Page, lexicon: Lexicon) -> Page:
    """
    Fill the page's date.

    The catalogue goes before the text. The day of publication is taken from the date line, or from an event whose
    day is named once in full and once as 昨日. A year is inferred only where words pin it down; without it, days
    stay open and are only evidence.

    Needs: the page's parts and articles.
    """
    return replace(page, date=_catalogued(page) or _read(page, lexicon))


def _catalogued(page: Page) -> PageDate | None:
    """The catalogue's days, with the words by which the text bears them out, if it does."""
    entry = page.entry
    earliest = entry.date or entry.event_date
    if not earliest:
        return None
    known = (date.fromisoformat(day) for day in (entry.event_date, entry.date) if day)
    words = (_words_for(page, day) for day in known)
    evidence = tuple(dict.fromkeys(word for word in words if word))
    return PageDate(entry.date, entry.event_date, earliest, entry.date, "catalog", evidence)


def _words_for(page: Page, wanted: date) -> str | None:
    """The first words of a page that name a day."""
    named = ((text, day) for text in _texts(page) for day in days(text) if day.on(wanted.year) == wanted)
    return next((_words(text, day) for text, day in named), None)


def _read(page: Page, lexicon: Lexicon) -> PageDate:
    texts = tuple(_texts(page))
    if folio := _folio(page):
        event = _event_before(page, folio[0])
        return PageDate(str(folio[0]), _iso(event), str(folio[0]), str(folio[0]), "text", (folio[1],))
    year = _year(page, texts, lexicon)
    if not year:
        return _without_year(page, texts)
    clues = [*_clues(texts, year.year, lexicon)]
    latest = min([clue.latest for clue in clues if clue.latest] + [date(year.year, 12, 31)])
    clues = [clue for clue in clues if not clue.earliest or clue.earliest <= latest]
    earliest = max([clue.earliest for clue in clues if clue.earliest] + [date(year.year, 1, 1)])
    evidence = [clue.words for clue in clues if earliest == clue.earliest or latest == clue.latest]
    event, published = _event(page, texts, year.year), _day_after(texts, year.year)
    if published and published[0] >= earliest:
        return _dated(published[0], event, published[0], published[0], year, [published[1]])
    return _dated(None, event, earliest, latest, year, evidence)


def _dated(
    published: date | None,
    event: date | None,
    earliest: date,
    latest: date,
    year: PresentYear,
    words: list[str],
) -> PageDate:
    evidence = tuple(dict.fromkeys([year.words, *words]))
    return PageDate(_iso(published), _iso(event), str(earliest), str(latest), year.source, evidence)


def _without_year(page: Page, texts: tuple[str, ...]) -> PageDate:
    """What can be said without knowing the year: the day of an event whose year the text names, and the words."""
    named = [day for text in texts for day in days(text) if day.year and not day.future]
    earliest = max((found for day in named if (found := day.on(0))), default=None)
    heads = [(text, day) for text in _head_texts(page) for day in days(text)]
    told = _told(*heads[0], texts) if heads and not heads[0][1].future else None
    event = told if told == earliest else None
    evidence = tuple(dict.fromkeys(_words(text, day) for text, day in heads))
    return PageDate(None, _iso(event), _iso(earliest), None, "text" if earliest else None, evidence)


def _told(text: str, day: Day, texts: tuple[str, ...]) -> date | None:
    """A head's day with its own year, where the page names no later year and does not look back from one."""
    later = any(int(year) > (day.year or 0) for other in texts for year in _YEARS.findall(other))
    return None if not day.year or later or _LOOKS_BACK.search(text) else day.on(0)


def _year(page: Page, texts: tuple[str, ...], lexicon: Lexicon) -> PresentYear | None:
    if page.entry.year:
        return PresentYear(page.entry.year, f"目录：{page.entry.year}年", "catalog")
    return present_year(texts, lexicon.years)


def _texts(page: Page) -> Iterable[str]:
    """Every text of the page, its head first."""
    for text in (page.title, page.kicker, page.subtitle, *page.note, *page.lead):
        if text:
            yield text.text
    for article in page.articles:
        yield from (text.text for text in (article.headline, article.byline) if text)
        yield from (paragraph.text.text for paragraph in article.paragraphs)
    yield from (text.text for text in (*page.captions, *page.other))


def _head_texts(page: Page) -> tuple[str, ...]:
    """What speaks for the whole page: its note and lead, else the first paragraph of its only article."""
    head = tuple(text.text for text in (page.kicker, page.subtitle, *page.note, *page.lead) if text)
    if head or len(page.articles) != 1:
        return head
    return tuple(paragraph.text.text for paragraph in page.articles[0].paragraphs[:1])


def _folio(page: Page) -> tuple[date, str] | None:
    """The day of the page's date line; None where two differ or the day of the week contradicts."""
    found: dict[date, str] = {}
    for block in page.blocks:
        if len(block.text) > FOLIO_CHARS or not _is_folio(block.text, block.role):
            continue
        for day in days(_spelt(block.text).replace(" ", "")):
            named = weekday(block.text)
            if day.year and (on := day.on(0)) and (named is None or named == on.weekday()):
                found[on] = block.text
    return next(iter(found.items())) if len(found) == 1 else None


def _spelt(text: str) -> str:
    """A date line with its day as words: 2024.5.8 as 2024年5月8日."""
    return _DOTTED.sub(r"\1年\3月\4日", text)


def _is_folio(text: str, role: Role) -> bool:
    if role is Role.FURNITURE:
        return True
    text = _spelt(text)
    begins = _FOLIO.match(text) or (_FOLIO.search(text) and _PRINTED.search(text))
    return begins is not None and (not _ARTICLE_WORDS.search(text) or _CREDITED.search(text) is not None)


def _clues(texts: tuple[str, ...], year: int, lexicon: Lexicon) -> Iterable[Clue]:
    for text in texts:
        yield from _day_clues(text, year)
        if "月" in text or "季度" in text or "上半年" in text:
            yield from _month_clues(text, year)
        yield from _term_clues(text, year, lexicon)


def _day_clues(text: str, year: int) -> Iterable[Clue]:
    for day in days(text):
        if (on := day.on(year)) and not day.future:
            yield Clue(_words(text, day), earliest=on)
        elif on and re.search("将于|拟于|定于|将在", clause(text, day.start, day.end)) and on.year == year:
            yield Clue(_words(text, day), latest=on)


def _month_clues(text: str, year: int) -> Iterable[Clue]:
    found = [(match, int(match["until"] or match["month"])) for match in _MONTHS.finditer(text)]
    found += [(match, _QUARTER_ENDS[match["period"]]) for match in _QUARTERS.finditer(text)]
    for match, month in found:
        if not 1 <= month <= 12 or re.search("去年|同期|上年", clause(text, match.start(), match.end())):
            continue
        around = clause(text, match.start(), match.end())
        to_come = _TO_COME.search(around) or FUTURE.search(around)
        if to_come:
            yield Clue(around, latest=month_end(year, month))
        elif any(char.isdigit() for char in text[match.end() : match.end() + FIGURE_REACH]):
            yield Clue(match.group(), earliest=date(year, month, 1))


def _term_clues(text: str, year: int, lexicon: Lexicon) -> Iterable[Clue]:
    """The season of the writing: 谷雨时节，走进… The page came out before the end of the month in which it ends."""
    for match in lexicon.years.season.finditer(text):
        first, last = lexicon.years.terms[match[1]]
        end = date.fromisoformat(f"{year}-{last}")
        yield Clue(match.group()[:-1], date.fromisoformat(f"{year}-{first}"), month_end(year, end.month))


def _event(page: Page, texts: tuple[str, ...], year: int) -> date | None:
    """The one past day of the page's head, if the page names none later."""
    heads = {
        on for text in _head_texts(page) for day in days(text) if not day.future and (on := day.on(year))
    }
    everywhere = {on for text in texts for day in days(text) if not day.future and (on := day.on(year))}
    event = next(iter(heads)) if len(heads) == 1 and heads == {max(everywhere)} else None
    return event if event and event.year == year else None


def _event_before(page: Page, published: date) -> date | None:
    """The day of the event at the page's head, told from the day of publication: 昨日, 10月23日."""
    found = set()
    for text in _head_texts(page):
        for day in days(text):
            if not day.future and (on := day.on(published.year)):
                found.add(on if on <= published else as_date(on.year - 1, on.month, on.day))
        for match in _RELATIVE.finditer(text[:40]):
            found.add(published - _later(match["word"]))
        if told := _DATED_RELATIVE.match(text):
            on = published - _later(told["word"])
            found.add(on if on.day == int(told["day"]) else None)
        if told := _DAY_OF_MONTH.match(text):
            found.add(_last_such_day(published, int(told["day"])))
    event = next(iter(found)) if len(found) == 1 else None
    return event if event and timedelta(0) <= published - event <= timedelta(EVENT_DAYS) else None


def _last_such_day(published: date, day: int) -> date | None:
    """The last day of that number up to the one of publication."""
    if day <= published.day:
        return as_date(published.year, published.month, day)
    before = published.replace(day=1) - timedelta(days=1)
    return as_date(before.year, before.month, day)


def _day_after(texts: tuple[str, ...], year: int) -> tuple[date, str] | None:
    """
    The day of publication, where an event's day is named once in full and once as 昨日 or 今日; and the words.

    Says nothing where two events give different days.
    """
    found = dict(_dated_relatives(texts, year))
    named = [
        (text, day, on) for text in texts for day in days(text) if not day.future and (on := day.on(year))
    ]
    for text in texts:
        for match in _RELATIVE.finditer(text):
            for other, day, on in named:
                if on.year == year and _shared(other[day.end :], text[match.end() :]) >= SAME_EVENT:
                    said = text[match.start() : match.end() + 12]
                    found[on + _later(match["word"])] = f"{_words(other, day)}…{said}"
    return next(iter(found.items())) if len(found) == 1 else None


def _later(word: str) -> timedelta:
    """From an event's day to that of the paper that calls it 前天, 昨日 or 今日."""
    return timedelta(days={"前": 2, "昨": 1}.get(word[0], 0))


def _dated_relatives(texts: tuple[str, ...], year: int) -> Iterable[tuple[date, str]]:
    """昨（23）日 needs a month, which another day of the page names alone."""
    months = {day.month for text in texts for day in days(text) if not day.future}
    for text in texts:
        for match in _DATED_RELATIVE.finditer(text):
            month = int(match["month"]) if match["month"] else next(iter(months)) if len(months) == 1 else 0
            if on := as_date(year, month, int(match["day"])):
                yield on + _later(match["word"]), match.group()


def _shared(one: str, other: str) -> int:
    """Length of the longest run of characters that the first clauses of two texts share."""
    one, other = (
        re.split(r"[。；]|，(?!市|区|县)", text.lstrip("，下上中午晚"))[0][:40] for text in (one, other)
    )
    return max(
        (
            size
            for size in range(1, len(one) + 1)
            for i in range(len(one) - size + 1)
            if one[i : i + size] in other
        ),
        default=0,
    )


def _words(text: str, day: Day) -> str:
    """The day with the words that follow it, up to the end of their clause."""
    return re.split(r"[。；！？]", text[day.start : day.end + 12])[0].rstrip("，")


def _iso(day: date | None) -> str | None:
    return str(day) if day else None
