"""A newspaper page as a reader uses it: marks, ways to the source and to other pages, paper."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

JOINED, COPIED, CAPTIONED = (
    "004-ba639974d9f8cf50",
    "000-be14e87c061d3500",
    "002-115a21c0de3ff03d",
)
"""Pages with joins, with copies that were left out, with numbered captions."""


def open_page(visit: Visit, name: str, anchor: str = "") -> Page:
    """Open a newspaper page, from disk or from a server."""
    ending = ".html" if visit.origin.startswith("file:") else "/"
    return visit.open(f"pages/{name}{ending}{anchor}")


def marks(page: Page) -> Locator:
    """Marks of what was done to the text."""
    return page.locator(".archive-note")


def test_marks_tell_and_lead(visit: Visit) -> None:
    """A mark says in one line what was done, leads to that line of the source, and the line leads back."""
    page = open_page(visit, JOINED)
    mark = page.locator("#l17").get_by_role(
        "link", name=re.compile(r"^原文第 17 行与第 19 行在此拼接，把握 9\d%(?:以上)?$")
    )
    mark.hover()
    assert "拼接" in mark.evaluate("mark => getComputedStyle(mark, '::after').content")
    mark.click()
    expect(page.locator(":target")).to_contain_text("AI+汽车+机器人")
    page.locator(":target").get_by_role("link", name="正文").click()
    expect(page.locator(":target")).to_contain_text("一、全力优结构促转型")


def test_left_out(visit: Visit) -> None:
    """Where copies and loops were left out, a mark behind the text says so."""
    page = open_page(visit, COPIED)
    mark = page.locator("#l119 .archive-note")
    expect(mark).to_have_accessible_name(
        "此处略去原文第 119 行（识别时循环重复）、第 121 行等 4 处（与别处重复）"
    )


def test_lost(visit: Visit) -> None:
    """Where a paragraph breaks off, a mark says so."""
    page = open_page(visit, CAPTIONED)
    expect(page.locator("#l55").get_by_role("link", name="此段结尾残缺，下文未能找到")).to_have_count(1)


def test_switch_of_marks(visit: Visit) -> None:
    """One switch hides all marks and brings them back; the choice holds on other pages."""
    page = open_page(visit, JOINED)
    switch = page.get_by_role("checkbox", name="整理标记")
    expect(switch).to_be_checked()
    expect(marks(page).first).to_be_visible()
    switch.uncheck()
    expect(marks(page).first).to_be_hidden()
    expect(page.get_by_role("link", name="原文第 17 行起")).to_be_hidden()
    page = open_page(visit, COPIED)
    expect(page.get_by_role("checkbox", name="整理标记")).not_to_be_checked()
    expect(marks(page).first).to_be_hidden()
    page.get_by_role("checkbox", name="整理标记").check()
    expect(marks(page).first).to_be_visible()


def test_without_script(site: str, browser: Browser) -> None:
    """Without JavaScript the text stands there with its marks, and the switch works on the page."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}pages/{JOINED}/")
        expect(page.get_by_text("上半年，全区GDP增长5.1%")).to_be_visible()
        expect(marks(page).first).to_be_visible()
        page.get_by_role("checkbox", name="整理标记").uncheck()
        expect(marks(page).first).to_be_hidden()


def test_first_tap(visit: Visit, browser: Browser) -> None:
    """A finger sees what a mark says before it follows it."""
    with browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}
    ) as context:
        page = context.new_page()
        ending = ".html" if visit.origin.startswith("file:") else "/"
        page.goto(f"{visit.origin}pages/{JOINED}{ending}")
        mark = page.locator("#l17 .archive-note")
        mark.tap()
        assert "拼接" in mark.evaluate("mark => getComputedStyle(mark, '::after').content")
        assert "/sources/" not in page.url
        mark.tap()
        page.wait_for_url("**/sources/**")


def test_captions(visit: Visit) -> None:
    """A caption stands at the end of the article that it belongs to, and leads to its line."""
    page = open_page(visit, CAPTIONED)
    article = page.locator("section").filter(has=page.get_by_role("heading", name="潼南"))
    caption = article.get_by_role("listitem")
    expect(caption).to_contain_text("工人正在给出口越南的柠檬粘标签")
    caption.get_by_role("link", name="原文第").click()
    expect(page.locator(":target")).to_contain_text("柠檬粘标签")
    page.locator(":target").get_by_role("link", name="图片说明").click()
    expect(page.locator(":target")).to_contain_text("柠檬粘标签")


def test_before_and_after(visit: Visit) -> None:
    """From page to page by date, from the newest to the oldest and back."""
    page = open_page(visit, JOINED)
    ways = page.get_by_role("navigation", name="按日期的前后版面")
    assert ways.get_by_role("link").count() == 1
    titles = [page.get_by_role("heading", level=1).inner_text()]
    while ways.get_by_role("link", name="前一版").count():
        ways.get_by_role("link", name="前一版").click()
        titles.append(page.get_by_role("heading", level=1).inner_text())
    assert len(set(titles)) == 5
    expect(page.locator(".archive-facts")).to_contain_text("2023年10月24日")
    ways.get_by_role("link", name="后一版").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[-2])


def test_deep_link(visit: Visit) -> None:
    """Each paragraph has an address that a reader can take from it."""
    page = open_page(visit, JOINED)
    page.locator("#l107").hover()
    page.locator("#l107").get_by_role("link", name="此段的地址").click()
    assert page.url.endswith("#l107")
    expect(page.locator(":target")).to_contain_text("三、改革创新驱动效应持续增强")


def test_numbers_stay_whole(visit: Visit) -> None:
    """No line ends within a number, or between a number and its unit, however narrow the screen."""
    visit.page.set_viewport_size({"width": 320, "height": 800})
    page = open_page(visit, COPIED)
    numbers = page.locator(".archive-whole").filter(has_text="亿元")
    assert numbers.count() > 10
    assert {number.evaluate("number => number.getClientRects().length") for number in numbers.all()} == {1}
    for number in numbers.all():
        width = number.evaluate(
            "number => number.offsetWidth / parseFloat(getComputedStyle(number).fontSize)"
        )
        assert width <= len(number.inner_text()), number.inner_text()


@pytest.mark.parametrize("width", [768, 1440])
def test_measure(visit: Visit, width: int) -> None:
    """A full line holds 30 to 38 Chinese characters."""
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = open_page(visit, JOINED)
    characters = page.locator("#l15").evaluate(
        "text => text.clientWidth / parseFloat(getComputedStyle(text).fontSize)"
    )
    assert 30 <= characters <= 38


def printed(page: Page) -> str:
    """Text of the page on paper, without white space; fonts make radicals of some characters."""
    paper = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = "".join(sheet.extract_text() for sheet in paper.pages)
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", text))


def test_paper(visit: Visit) -> None:
    """On paper stand the text and a citation of each article and of the page, and nothing that only a screen needs."""
    text = printed(open_page(visit, JOINED))
    assert "新开业消费场景超5万平方米,客流量超100万人次" in text
    assert "罗成.感恩奋进乘势而上中心城市建设焕新起步[N" in text
    assert text.count("引用:") == 11
    for words in ("整理标记", "对照原文", "前一版", "回到页面顶部", "搜索"):
        assert words not in text


def test_not_found(site: str, browser: Browser) -> None:
    """A wrong address leads to a search for what was sought."""
    page = browser.new_page()
    page.goto(site + "404.html")
    page.get_by_role("article").get_by_role("searchbox", name="搜索全文").fill("刀片电池")
    page.get_by_role("article").get_by_role("button", name="搜索").click()
    expect(page.locator("main [data-search=hit]").first).to_contain_text("刀片电池")


def test_quality(visit: Visit) -> None:
    """The page on quality says what is missing, and leads to the page where it is."""
    page = visit.open("quality/index.html")
    expect(page.get_by_role("article")).to_contain_text("图片说明或署名提到合川区，但本版没有它的文章")
    page.get_by_role("row").filter(has_text="缺文章 3 篇").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("渝西开门红")
