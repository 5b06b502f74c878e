"""Citations follow their rules, make nothing up, and are read by programs that are not ours."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from builder.archive import Archive
from builder.citations.files import bibtex, csl_json, ris
from builder.citations.printed import apa, gbt
from builder.citations.reference import Reference, article_reference, authors_of, page_reference
from builder.entry import CatalogEntry
from builder.lexicon import Lexicon
from builder.model import Article, Page, PageDate, Span, Text
from builder.publish.addresses import Addresses
from builder.publish.citations import render_citations
from builder.publish.head import head_html, json_ld
from tests.factories import text_page
from tests.publish.test_markdown import HOSTILE

WEB = Addresses(site="https://example.org/a/")
FULL = Reference(
    "a-l3",
    "数字革命与竞争国际化",
    ("丁文详",),
    "中国青年报",
    "2000-11-20",
    page="15",
)
URL = "https://example.org/a/pages/a/#l3"


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        (FULL, "丁文详. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）."),
        (
            replace(FULL, url=URL),
            f"丁文详. 数字革命与竞争国际化[N/OL]. 中国青年报，2000-11-20（15）. {URL}.",
        ),
        (replace(FULL, authors=()), "数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）."),
        (
            replace(FULL, authors=("甲", "乙", "丙", "丁")),
            "甲，乙，丙，等. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）.",
        ),
        (
            replace(FULL, authors=("甲", "乙", "丙")),
            "甲，乙，丙. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20（15）.",
        ),
        (replace(FULL, page=None), "丁文详. 数字革命与竞争国际化[N]. 中国青年报，2000-11-20."),
        (replace(FULL, publication=None), "丁文详. 数字革命与竞争国际化[N]. 2000-11-20（15）."),
        (replace(FULL, date=None, year=2000), "丁文详. 数字革命与竞争国际化[N]. 中国青年报，2000（15）."),
        (
            replace(FULL, date=None, year=2000, is_inferred=True),
            "丁文详. 数字革命与竞争国际化[N]. 中国青年报，[2000]（15）.",
        ),
        (Reference("a", "题"), "题[N]."),
    ],
)
def test_gbt(reference: Reference, text: str) -> None:
    """GB/T 7714: the standard's example, on paper and on the web, and what is left of it where a part is unknown."""
    assert gbt(reference) == text


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        (
            replace(FULL, url=URL),
            f"丁文详. (2000, November 20). 数字革命与竞争国际化. 中国青年报, 15. {URL}",
        ),
        (replace(FULL, authors=()), "数字革命与竞争国际化. (2000, November 20). 中国青年报, 15."),
        (
            replace(FULL, authors=("甲", "乙", "丙")),
            "甲, 乙, & 丙. (2000, November 20). 数字革命与竞争国际化. 中国青年报, 15.",
        ),
        (replace(FULL, date=None, year=2000), "丁文详. (2000). 数字革命与竞争国际化. 中国青年报, 15."),
        (Reference("a", "加速度从何而来？"), "加速度从何而来？ (n.d.)."),
    ],
)
def test_apa(reference: Reference, text: str) -> None:
    """APA: authors, date, title, newspaper, page, address; without author the title comes first."""
    assert apa(reference) == text


words = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)


@given(words, words, words)
def test_ris(title: str, author: str, publication: str) -> None:
    """A reader of RIS gets back what was put in, whatever it is."""
    [entry] = rispy.loads(
        ris(replace(FULL, title=title, authors=(author,), publication=publication, url=URL))
    )
    assert (entry["title"], entry["authors"], entry["secondary_title"]) == (title, [author], publication)
    assert (entry["type_of_reference"], entry["year"], entry["urls"]) == ("NEWS", "2000", [URL])


@given(words, words)
def test_bibtex(title: str, publication: str) -> None:
    """A reader of BibTeX finds one entry with its fields, whatever stands in them."""
    library = parse_string(bibtex(replace(FULL, title=title, publication=publication, url=URL)))
    assert not library.failed_blocks
    [entry] = library.entries
    assert (entry.entry_type, entry.key) == ("article", "a-l3")
    assert {"author", "title", "journal", "year", "month", "day", "pages", "url"} <= set(entry.fields_dict)
    assert entry["year"] == "2000"


def test_bibtex_special() -> None:
    """What TeX would take for its own is written so that it prints."""
    [entry] = parse_string(bibtex(replace(FULL, title="50% & {A}_b #1 $"))).entries
    assert entry["title"] == r"{50\% \& \{A\}\_b \#1 \$}"
    [entry] = parse_string(bibtex(Reference("重庆-l3", "题"))).entries
    assert (entry.entry_type, entry.key) == ("misc", ":91cd::5e86:-l3")


def test_csl_json() -> None:
    """CSL-JSON holds what is known and nothing else."""
    [item] = json.loads(csl_json(FULL))
    assert item["issued"] == {"date-parts": [[2000, 11, 20]]}
    assert item["author"] == [{"literal": "丁文详"}]
    assert json.loads(csl_json(Reference("a", "题"))) == [
        {"id": "a", "type": "article-newspaper", "title": "题", "language": "zh-CN"}
    ]
    [item] = json.loads(csl_json(replace(FULL, date=None, year=2000, is_inferred=True)))
    assert item["issued"] == {"date-parts": [[2000]], "circa": True}


def test_csl_json_read() -> None:
    """A processor of CSL finds in it what was put in."""
    item = CiteProcJSON(json.loads(csl_json(replace(FULL, url=URL))))["a-l3"]
    assert (item.type, item["title"], item["container_title"]) == (
        "article-newspaper",
        ["数字革命与竞争国际化"],
        ["中国青年报"],
    )
    assert [name["literal"] for name in item["author"]] == ["丁文详"]
    assert (item["issued"].year, item["issued"].month, item["issued"].day) == (2000, 11, 20)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("九龙坡区委书记 覃昌德", ("覃昌德",)),
        ("市政府副市长，西部科学城重庆高新区党工委书记 张安疆", ("张安疆",)),
        ("市国资委党委书记、主任 曾菁华", ("曾菁华",)),
        ("渝西都市报记者 肖必胜 陈仕川", ("肖必胜", "陈仕川")),
        ("新渝报记者 余佳 通讯员 李四", ("余佳", "李四")),
        ("□本报评论员", ("本报评论员",)),
        ("合川区融媒体中心记者 陈钰玲文", ()),
        ("璧山区融媒体中心记者 曾清龙 文图", ()),
        ("本报重庆讯", ()),
        ("区委书记", ()),
        ("璧山 跑出加速度", ()),
    ],
)
def test_authors(byline: str, authors: tuple[str, ...]) -> None:
    """A name is an author only behind an office or 记者; where one is doubtful there is none."""
    assert authors_of(Article("a-l1", "speech", byline=Text(byline, (Span(0, 1),)))) == authors


def page_of(headline: str = "题", **entry: Any) -> Page:
    """A page of one article, with what the catalogue says."""
    known = CatalogEntry(**entry)
    return text_page("璧山区建成12个项目。", headline=headline, byline="璧山区委书记 张三", entry=known)


def test_from_catalogue() -> None:
    """What the catalogue gives is used; what nobody gives is left out."""
    page = replace(page_of(publication="某报", page="3"), date=PageDate(published="2023-10-24"))
    reference = article_reference(page, page.articles[0], WEB)
    assert gbt(reference) == "张三. 题[N/OL]. 某报，2023-10-24（3）. https://example.org/a/pages/page/#l1."
    assert gbt(page_reference(page_of(), Addresses())) == "[报纸版面 page][N]."


def test_inferred_year() -> None:
    """A year is inferred only where the text leaves no other; an event's day is no day of publication."""
    dates = PageDate(event="2025-07-24", earliest="2025-07-24")
    assert page_reference(replace(page_of(), date=dates), WEB).year is None
    inferred = page_reference(replace(page_of(), date=replace(dates, latest="2025-12-31")), WEB)
    assert (inferred.year, inferred.is_inferred, inferred.date) == (2025, True, None)
    assert (
        page_reference(page_of(year=2023), WEB).year,
        page_reference(page_of(year=2023), WEB).is_inferred,
    ) == (
        2023,
        False,
    )


class Links(HTMLParser):
    """Downloads of a page, and the elements that it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.downloads: dict[str, str] = {}
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a download under its file's name."""
        values = dict(attrs)
        self.tags.add(tag)
        if "download" in values:
            self.downloads[values["download"] or ""] = unquote((values["href"] or "").split(",", 1)[1])


def test_downloads(lexicon: Lexicon) -> None:
    """Each form of each citation can be downloaded from its page, and is the text that is shown."""
    page = page_of("“3+3+X”：50% & 更多", publication="某报")
    [(path, html)] = render_citations(Archive((page,), lexicon), WEB)
    assert path == "citations/page.html"
    downloads = Links(html).downloads
    assert len(downloads) == 2 * 5
    assert rispy.loads(downloads["page-l1.ris"])[0]["title"] == "“3+3+X”：50% & 更多"
    assert json.loads(downloads["page-l1.json"])[0]["container-title"] == "某报"
    shown = re.sub(r"<[^>]*>", "", html)
    assert all(
        text.replace("\r\n", "\n").strip() in unescape(shown).replace("\r\n", "\n")
        for text in downloads.values()
    )


@pytest.mark.parametrize("text", [*HOSTILE, '"><script>', "</script>", "一\u2028二"])
def test_hostile(lexicon: Lexicon, text: str) -> None:
    """Nothing of a headline or of the catalogue becomes markup, in the page, its head or its JSON-LD."""
    page = page_of(text, publication=text, rights=text)
    article = replace(page.articles[0], headline=Text(text, page.articles[0].paragraphs[0].text.spans))
    page = replace(page, articles=(article,), title=article.headline)
    [(_, html)] = render_citations(Archive((page,), lexicon), WEB)
    assert not Links(html).tags & {"img", "b"}
    head = head_html(page, WEB, text)
    assert Links(head).tags == {"meta", "script"}
    assert head.count("<script") == head.count("</script>") == 1
    [graph] = re.findall(r'<script type="application/ld\+json">(.*)</script>', head)
    assert json.loads(graph) == json_ld(page, WEB)
    assert json.loads(graph)["name"] == text


def test_head(lexicon: Lexicon) -> None:
    """The head names title, day, newspaper and district to reference managers and search engines."""
    page = replace(page_of(publication="某报", page="3"), date=PageDate(published="2023-10-24"))
    page = replace(page, articles=(replace(page.articles[0], district="璧山区"),))
    head = head_html(page, WEB, "报纸档案")
    for meta in (
        '<meta name="citation_publication_date" content="2023/10/24">',
        '<meta name="citation_journal_title" content="某报">',
        '<meta name="DC.subject" content="璧山区">',
        '<meta property="og:url" content="https://example.org/a/pages/page/">',
    ):
        assert meta in head
    graph = json_ld(page, WEB)
    assert graph["isPartOf"] == {"@type": "Newspaper", "name": "某报"}
    assert graph["hasPart"][0]["about"] == {"@type": "Place", "name": "璧山区"}
    assert 'content=""' not in head
