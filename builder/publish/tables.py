"""The archive as tables, with a description of every column; the CSV files, the database and the data page follow it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from builder.archive import Archive
from builder.model import Article, Figure, Mention, Page
from builder.publish.records import plain_number

Value = str | int | float | bool | None
Row = tuple[Value, ...]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula, which may do anything."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: str
    """As in Frictionless: `string`, `integer`, `number`, `boolean`, `date`."""
    about: str
    """In Chinese, for readers."""
    refers: str = ""
    """The table whose `id` it holds."""
    needed: bool = False
    """Whether each row has a value."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and how its rows are read from a page."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Page], Iterator[Row]]
    """The rows of one page."""
    count: Callable[[Page], int]
    """How many they are."""
    is_csv: bool = True
    """Whether there is a CSV file of it too."""
    is_of_withdrawn: bool = False
    """Whether its rows are those of the withdrawn pages."""

    @property
    def key(self) -> str | None:
        """The column that names a row, where there is one."""
        return "id" if self.columns[0].name == "id" else None

    def pages(self, archive: Archive) -> tuple[Page, ...]:
        """The pages whose rows it holds."""
        return archive.withdrawn if self.is_of_withdrawn else archive.pages

    def size(self, archive: Archive) -> int:
        """Its number of rows."""
        return sum(map(self.count, self.pages(archive)))


def _id(about: str) -> Column:
    return Column("id", "string", about, needed=True)


def _text(name: str, about: str, *, needed: bool = False) -> Column:
    return Column(name, "string", about, needed=needed)


def _whole(name: str, about: str, *, needed: bool = False) -> Column:
    return Column(name, "integer", about, needed=needed)


def _refers(name: str, table: str, about: str) -> Column:
    return Column(name, "string", about, refers=table, needed=True)


_DATES = (
    Column("published", "date", "出版日"),
    Column("event", "date", "所报之事的日期"),
    Column("earliest", "date", "最早可能的出版日"),
    Column("latest", "date", "最晚可能的出版日"),
)


def _dates(page: Page) -> Row:
    date = page.date
    return date.published, date.event, date.earliest, date.latest


def _page_rows(page: Page) -> Iterator[Row]:
    seed, entry = page.seed, page.entry
    yield (
        *(page.id, seed.file, seed.sha256, seed.encoding, len(seed.text)),
        *(page.title.text if page.title else None, *_dates(page), page.date.source),
        *(entry.publication, entry.page, entry.source_url, entry.rights, len(page.articles)),
    )


def _article_rows(page: Page) -> Iterator[Row]:
    for article in page.articles:
        head = (article.label, article.headline, article.byline)
        yield (
            *(article.id, page.id, int(article.id.rsplit("-l", 1)[-1]), article.kind),
            *(text.text if text else None for text in head),
            *(article.district, page.entry.publication, *_dates(page), len(article.paragraphs)),
            sum(len(paragraph.text.text) for paragraph in article.paragraphs),
        )


def _paragraph_rows(page: Page) -> Iterator[Row]:
    for article in page.articles:
        for paragraph in article.paragraphs:
            line = page.line_of(paragraph.text.spans[0].start)
            yield paragraph.id, article.id, page.id, line, paragraph.text.text, " ".join(paragraph.flags)


def _figure_row(page: Page, figure: Figure) -> Row:
    """A figure as its row has it."""
    return (
        *(figure.id, page.id, figure.article, figure.paragraph, figure.place, figure.indicator),
        *(figure.period, figure.year, figure.year_source, plain_number(figure.value), figure.unit),
        *(plain_number(figure.change), figure.change_unit, figure.rank, figure.qualifier, figure.kind),
        *(figure.increment, figure.scope, figure.quote, page.line_of(figure.spans[0].start)),
    )


def _figure_rows(page: Page) -> Iterator[Row]:
    return (_figure_row(page, figure) for figure in page.figures)


def _mention_row(page: Page, article: Article, mention: Mention) -> Row:
    start, end = mention.span
    words = page.passage([mention.span]).text
    return page.id, article.id, mention.district, words, page.line_of(start), start, end


def _mention_rows(page: Page) -> Iterator[Row]:
    for article in page.articles:
        for mention in article.mentions:
            yield _mention_row(page, article, mention)


def _correction_rows(page: Page) -> Iterator[Row]:
    for said in (one.said for one in page.corrections):
        yield page.id, said.line, "words", said.right, said.words, said.why
    for one in page.rulings:
        yield page.id, one.said.lines[0], one.said.matter.value, one.now, one.was, one.said.why


PAGES = Table(
    "pages",
    "版面",
    "报纸的每一个版面，新的在前。",
    (
        _id("版面编号，也是其地址"),
        _text("file", "原文件", needed=True),
        _text("sha256", "原文件的 SHA-256", needed=True),
        _text("encoding", "原文件的编码", needed=True),
        _whole("chars", "原文字符数", needed=True),
        _text("title", "通栏标题"),
        *_DATES,
        _text("date_source", "日期依据：catalog 编目，text 正文"),
        _text("publication", "报名，据编目"),
        _text("printed_page", "版次，据编目"),
        _text("source_url", "原报网址，据编目"),
        _text("rights", "版权说明，据编目"),
        _whole("articles", "文章数", needed=True),
    ),
    _page_rows,
    lambda page: 1,
    is_csv=False,
)
ARTICLES = Table(
    "articles",
    "文章",
    "每篇一行。",
    (
        _id("文章编号：版面编号、-l、标题所在的原文行"),
        _refers("page", "pages", "版面编号"),
        _whole("line", "标题（无标题则首行）所在的原文行", needed=True),
        _text("kind", "体裁：speech 发言，report 报道，editorial 评论，news 消息", needed=True),
        _text("label", "地区标签"),
        _text("headline", "标题"),
        _text("byline", "署名"),
        _text("district", "所报道的地区，全称"),
        _text("publication", "报名，据编目"),
        *_DATES,
        _whole("paragraphs", "段落数", needed=True),
        _whole("chars", "正文字符数", needed=True),
    ),
    _article_rows,
    lambda page: len(page.articles),
)
PARAGRAPHS = Table(
    "paragraphs",
    "段落",
    "每段一行，载全部正文。",
    (
        _id("段落编号：版面编号、-l、首字所在的原文行"),
        _refers("article", "articles", "文章编号"),
        _refers("page", "pages", "版面编号"),
        _whole("line", "首字所在的原文行", needed=True),
        _text("text", "整理后的文字", needed=True),
        _text("flags", "joined 拼接而成，cut-start 开头缺失，cut-end 结尾中断；以空格分隔", needed=True),
    ),
    _paragraph_rows,
    lambda page: sum(len(article.paragraphs) for article in page.articles),
    is_csv=False,
)
FIGURES = Table(
    "figures",
    "数字",
    "文中陈述的每一个指标一行，照原文所印，未作换算。",
    (
        _id("编号"),
        _refers("page", "pages", "版面编号"),
        _refers("article", "articles", "文章编号"),
        _refers("paragraph", "paragraphs", "段落编号"),
        _text("place", "地方", needed=True),
        _text("indicator", "指标", needed=True),
        _text("period", "时期，如上半年"),
        _whole("year", "年份；无从得知则空"),
        _text("year_source", "年份依据：text 正文，date 版面日期，catalog 编目"),
        Column("value", "number", "数值，按所印单位"),
        _text("unit", "单位"),
        Column("change", "number", "增减，下降为负"),
        _text("change_unit", "增减的单位：%、倍、个百分点"),
        _text("rank", "位次，照原文"),
        _text("qualifier", "约数用语，如突破、左右"),
        _text("kind", "actual 实际，target 目标，forecast 预计", needed=True),
        Column("increment", "boolean", "是否为新增数", needed=True),
        _text("scope", "范围，非全区时"),
        _text("quote", "陈述此数的原文", needed=True),
        _whole("line", "所在的原文行", needed=True),
    ),
    _figure_rows,
    lambda page: len(page.figures),
)
MENTIONS = Table(
    "mentions",
    "提及",
    "文中每提到一次某个地区一行。",
    (
        _refers("page", "pages", "版面编号"),
        _refers("article", "articles", "文章编号"),
        _text("district", "地区全称", needed=True),
        _text("words", "文中用语", needed=True),
        _whole("line", "所在的原文行", needed=True),
        _whole("start", "在原文中的起点，以字符计，从 0 起", needed=True),
        _whole("end", "在原文中的终点，不含", needed=True),
    ),
    _mention_rows,
    lambda page: sum(len(article.mentions) for article in page.articles),
)
CORRECTIONS = Table(
    "corrections",
    "更正",
    "编目者的每一处更正一行，保留更正前的样子。",
    (
        _refers("page", "pages", "版面编号"),
        _whole("line", "所在的原文行", needed=True),
        _text(
            "what",
            "更正何事：words 字句，join 拼接，split 分段，role 角色，article 所属文章，district 地区",
            needed=True,
        ),
        _text("said", "更正后：字句、相接或分开的行、角色、文章编号、地区（none 无）", needed=True),
        _text("was", "更正前；原无则空"),
        _text("why", "理由"),
    ),
    _correction_rows,
    lambda page: len(page.corrections) + len(page.rulings),
)
WITHDRAWN = Table(
    "withdrawn",
    "撤下的版面",
    "每个撤下的版面一行：地址仍在，文字不再提供。",
    (_id("版面编号"), _text("note", "说明")),
    lambda page: iter([(page.id, page.entry.note)]),
    lambda _: 1,
    is_of_withdrawn=True,
)
TABLES = (PAGES, ARTICLES, PARAGRAPHS, FIGURES, MENTIONS, CORRECTIONS, WITHDRAWN)
"""A table comes after those that it refers to."""


def csv_text(table: Table, pages: Iterable[Page]) -> str:
    """A table as CSV, with a byte order mark by which Excel knows that it is UTF-8."""
    return csv_head(table) + csv_rows(table, pages)


def csv_head(table: Table) -> str:
    """How a table's CSV file begins: with that mark, and the names of the columns."""
    return "\ufeff" + _csv([[column.name for column in table.columns]])


def csv_rows(table: Table, pages: Iterable[Page]) -> str:
    """The rows of some pages as CSV."""
    return _csv([_cell(value) for value in row] for page in pages for row in table.rows(page))


def _csv(rows: Iterable[Iterable[str | int | float]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _cell(value: Value) -> str | int | float:
    """A value as a cell; text that a spreadsheet would run as a formula is put behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return "'" + value if value.startswith(_FORMULA) else value
    return value
