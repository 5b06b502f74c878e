"""Search as a reader uses it, over http below a sub-path and from disk."""

from __future__ import annotations

import random
import re
import unicodedata
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.archive import read_archive
from builder.lexicon import Lexicon
from builder.search.folding import SPACE, fold, variants
from builder.search.index import index_files
from builder.search.records import PageRecord, page_records
from tests.bench.corpus import made_index
from tests.browser.conftest import Visit
from tests.browser.searching import ask, found, search_page, settled
from tests.conftest import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def records(lexicon: Lexicon) -> tuple[PageRecord, ...]:
    """What of the five seeds is searched."""
    return page_records(read_archive(ROOT / "seeds", lexicon)[0])


def texts_of(records: tuple[PageRecord, ...]) -> list[tuple[str, str]]:
    """Each searched text, folded, with the id of its article or page."""
    return [
        (f"{page.id}-{unit.anchor}" if unit.anchor else page.id, fold(field.text))
        for page in records
        for unit in page.units
        for field in (*unit.head, *unit.body)
    ]


def scan(texts: list[tuple[str, str]], query: str) -> set[str]:
    """What a search without an index finds."""
    wanted = fold(query).replace(SPACE, "")
    return {identity for identity, text in texts if wanted in text.replace(SPACE, "")}


def test_exact(visit: Visit, records: tuple[PageRecord, ...]) -> None:
    """Any piece of the archive's texts is found everywhere it stands, and nowhere else."""
    texts = texts_of(records)
    source = random.Random(5)
    page = visit.open(search_page(visit))
    for _ in range(120):
        text = source.choice(texts)[1].replace(SPACE, "")
        start, length = source.randrange(len(text)), source.choice((1, 2, 3, 4, 5, 6, 7, 8, 20, 40))
        query = text[start : start + length]
        if query.startswith('"'):
            continue
        status = ask(page, query)
        assert set(found(page)) == scan(texts, query), query
        assert status.get_attribute("data-count") == str(len(found(page)))


@pytest.mark.parametrize(
    "query",
    ["刀片电", "33618", "GDP增长", "gdp增长", "ＧＤＰ增长", "兩江新區", "新质", "101.28亿元", "，推动", "。"],
)
def test_readers_words(visit: Visit, records: tuple[PageRecord, ...], query: str) -> None:
    """What readers type is found whatever its width, case or script."""
    page = visit.open(search_page(visit))
    ask(page, query)
    assert set(found(page)) == scan(texts_of(records), query) != set()


def test_words(visit: Visit, records: tuple[PageRecord, ...]) -> None:
    """Several words must all stand; a minus excludes; in quotes a space must be there."""
    texts = texts_of(records)
    page = visit.open(search_page(visit))
    ask(page, "潼南 柠檬")
    both = set(found(page))
    assert both == scan(texts, "潼南") & scan(texts, "柠檬") != set()
    for hit in page.locator("main [data-search=hit]").all():
        assert {"潼南", "柠檬"} <= set(hit.locator("mark").all_inner_texts())
    ask(page, "潼南 -柠檬")
    assert set(found(page)) == scan(texts, "潼南") - scan(texts, "柠檬") != set()
    ask(page, '"感恩奋进 乘势而上"')
    assert len(found(page)) == 1
    ask(page, '"感恩 奋进"')
    assert not found(page)
    ask(page, "感恩奋进乘势")
    assert len(found(page)) == 1


def test_best_first(visit: Visit) -> None:
    """The article about a thing stands before those that name it."""
    page = visit.open(search_page(visit))
    for query, headline in (("黔江", "感恩奋进 乘势而上"), ("新质生产力", "新质生产力"), ("柠檬", "潼南")):
        ask(page, query)
        expect(page.locator("main [data-search=hit]").first).to_contain_text(headline)


def test_narrowed(visit: Visit) -> None:
    """A result is narrowed by district, year and kind; the address says so and leads back to it."""
    page = visit.open(search_page(visit))
    count = int(ask(page, "项目").get_attribute("data-count") or 0)
    district = page.locator("main select[name=district]")
    expect(district.locator("option").first).to_have_text(f"全部地区 {count}")
    option = district.locator("option").nth(1)
    left = re.search(r" (\d+)$", option.inner_text())
    assert left
    district.select_option(option.get_attribute("value") or "")
    status = page.locator("main [data-search=status]")
    expect(status).to_have_attribute("data-count", left.group(1))
    assert "q=" in page.url
    assert "district=" in page.url
    page.goto(page.url)
    expect(settled(page, "项目")).to_have_attribute("data-count", left.group(1))
    page.locator("main select[name=year]").select_option(index=1)
    expect(page).to_have_url(re.compile("year=20"))


@pytest.mark.parametrize("district", ["潼南区", "潼南", "tongnan"])
def test_narrowed_by_address(visit: Visit, records: tuple[PageRecord, ...], district: str) -> None:
    """An address may narrow by a district's name, its short name or its own address."""
    page = visit.open(f"{search_page(visit)}?q={quote('项目')}&district={quote(district)}")
    settled(page, "项目")
    about = {f"{p.id}-{u.anchor}" for p in records for u in p.units if u.district == "潼南区"}
    assert set(found(page)) == about & scan(texts_of(records), "项目") != set()
    expect(page.locator("main select[name=district]")).to_have_value("潼南区")


def test_narrowed_to_none(visit: Visit) -> None:
    """Where only the choices leave nothing, the reader is told what there is without them."""
    path = f"{search_page(visit)}?q={quote('柠檬')}&kind=none"
    page = visit.open(path)
    expect(settled(page, "柠檬")).to_have_attribute("data-count", "0")
    page.get_by_role("button", name="4 篇").click()
    expect(page.locator("main [data-search=status]")).to_have_attribute("data-count", "4")
    assert "kind" not in page.url


@pytest.mark.parametrize("choice", ["kind=constructor", "year=toString", "district=__proto__"])
def test_narrowed_by_nonsense(visit: Visit, choice: str) -> None:
    """An address may say anything; what it says is shown as it stands, with nothing found."""
    page = visit.open(f"{search_page(visit)}?q={quote('柠檬')}&{choice}")
    expect(settled(page, "柠檬")).to_have_attribute("data-count", "0")
    name, value = choice.split("=")
    chosen = page.locator(f"main select[name={name}] option:checked")
    expect(chosen).to_have_text(f"{value} 0")


def made_site(site: str, browser: Browser) -> Page:
    """The search page of an archive of many articles."""
    files = dict(index_files(made_index(30)))
    page = browser.new_page()
    page.route(
        "**/assets/search/**",
        lambda route: route.fulfill(
            body=files[urlsplit(route.request.url).path.partition("/assets/search/")[2]],
            content_type="application/javascript; charset=utf-8",
        ),
    )
    page.goto(f"{site}search/")
    return page


def test_more(site: str, browser: Browser) -> None:
    """Of many hits 200 are shown, and more by a button; the index reads the same whatever charset a server names."""
    page = made_site(site, browser)
    count = int(ask(page, "，").get_attribute("data-count") or 0)
    assert count > 200
    assert len(found(page)) == 200
    more = page.get_by_role("button", name="显示更多")
    more.click()
    expect(page.locator("main [data-search=hit]")).to_have_count(min(400, count))
    assert len(set(found(page))) == min(400, count)


def test_more_overtaken(site: str, browser: Browser) -> None:
    """More hits that are still loading when the reader empties the box are not shown any more."""
    page = made_site(site, browser)
    ask(page, "，")
    page.evaluate(
        """() => {
            document.querySelector("[data-search=more]").click()
            const box = document.querySelector("main [data-search=query]")
            box.focus()
            box.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", bubbles: true}))
        }"""
    )
    page.wait_for_timeout(300)
    expect(page.locator("main [data-search=status]")).to_have_attribute("data-state", "idle")
    assert not found(page)


def test_typed_on(visit: Visit, records: tuple[PageRecord, ...]) -> None:
    """What an overtaken query found is not shown."""
    page = visit.open(search_page(visit))
    box = page.locator("main [data-search=query]")
    for query in ("项目", "潼南", "柠檬"):
        box.fill(query)
        page.wait_for_timeout(90)
    settled(page, "柠檬")
    page.wait_for_timeout(300)
    assert sorted(found(page)) == sorted(scan(texts_of(records), "柠檬"))


def test_opened(visit: Visit) -> None:
    """Opening a hit scrolls to its words and marks them there."""
    page = visit.open(search_page(visit))
    ask(page, "刀片电池")
    hit = page.locator("main [data-search=hit]").first
    expect(hit.locator("mark")).to_have_text("刀片电池")
    hit.click()
    mark = page.locator("article mark")
    expect(mark.first).to_have_text("刀片电池")
    expect(mark.first).to_be_in_viewport()


def test_opened_own_text(visit: Visit) -> None:
    """On the page the newspaper's words are marked, not what the archive says of it."""
    page = visit.open(search_page(visit))
    ask(page, "两江新区")
    page.locator("main [data-search=hit]", has_text="版面文字").first.click()
    expect(page.locator("article mark").first).to_be_in_viewport()
    assert page.locator("article mark").count()
    expect(page.locator(".archive-facts", has_text="两江新区")).to_be_visible()
    expect(page.locator(".archive-facts mark")).to_have_count(0)


def test_opened_anywhere(visit: Visit, records: tuple[PageRecord, ...]) -> None:
    """An address whose anchor is none is no fault: the words are marked wherever they stand."""
    page = visit.open(f"{visit.address(f'pages/{records[0].id}')}?h={quote('项目')}#%E4")
    expect(page.locator("article mark").first).to_have_text("项目")


def test_header(visit: Visit) -> None:
    """The header's box gives at most eight hits and suggests districts; Enter leads to the search page."""
    page = visit.open("index.html")
    page.keyboard.press("/")
    box = page.locator("[data-search=query]")
    expect(box).to_be_focused()
    box.press_sequentially("潼南")
    status = page.locator("[data-search=status]")
    expect(status).to_have_attribute("data-query", "潼南")
    expect(status).to_have_text(re.compile(r"找到 \d+ 篇"))
    assert 0 < page.locator("[data-search=hit]").count() <= 8
    expect(page.get_by_role("link", name="潼南区", exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-search=hit]").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()
    box.press("Enter")
    settled(page, "潼南")


def test_escape(visit: Visit) -> None:
    """Escape empties the box, then leaves it."""
    page = visit.open("index.html")
    box = page.locator("[data-search=query]")
    box.press_sequentially("潼南")
    expect(page.locator("[data-search=hit]").first).to_be_visible()
    box.press("Escape")
    expect(box).to_have_value("")
    expect(page.locator("[data-search=status]")).to_have_attribute("data-state", "idle")
    expect(page.locator("[data-search=hit]")).to_have_count(0)
    box.press("Escape")
    expect(box).not_to_be_focused()


def test_nothing_found(visit: Visit) -> None:
    """A query that stands nowhere says so and offers its parts that do."""
    page = visit.open(search_page(visit))
    status = ask(page, "潼南的柠檬太酸")
    expect(status).to_have_attribute("data-count", "0")
    expect(status).to_contain_text("没有找到")
    page.get_by_role("button", name="潼南", exact=True).click()
    expect(settled(page, "潼南")).not_to_have_attribute("data-count", "0")
    ask(page, "柠𠮷")
    page.get_by_role("button", name="柠", exact=True).click()
    expect(settled(page, "柠")).not_to_have_attribute("data-count", "0")


def test_composition(visit: Visit) -> None:
    """While an input method composes nothing is searched, and its keys are its own; what it gives is searched."""
    page = visit.open(search_page(visit))
    method = page.context.new_cdp_session(page)
    box = page.locator("main [data-search=query]")
    status = page.locator("main [data-search=status]")
    box.focus()
    for typed in ("t", "tong", "tong'nan"):
        method.send(
            "Input.imeSetComposition", {"text": typed, "selectionStart": 0, "selectionEnd": len(typed)}
        )
    page.wait_for_timeout(300)
    expect(box).to_have_value("tong'nan")
    expect(status).to_have_attribute("data-state", "idle")
    method.send("Input.insertText", {"text": "潼南"})
    expect(settled(page, "潼南")).not_to_have_attribute("data-count", "0")


def test_phone(visit: Visit) -> None:
    """On a phone the header's box unfolds, and nothing is wider than the screen."""
    visit.page.set_viewport_size({"width": 390, "height": 800})
    page = visit.open("index.html")
    page.get_by_role("button", name="打开搜索").click()
    page.keyboard.type("柠檬")
    expect(page.locator("[data-search=hit]").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page = visit.open(f"{search_page(visit)}?q={quote('柠檬')}")
    settled(page, "柠檬")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_idle(site: str, browser: Browser) -> None:
    """No byte of the index is loaded before the reader begins to search, nor the scripts before the reader turns to the box."""
    page = browser.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    for path in ("", "pages/", "search/"):
        page.goto(site + path, wait_until="networkidle")
        assert "javascripts/search-" not in "".join(loaded)
        page.locator("[data-search=query]").focus()
        page.wait_for_function("Boolean(window.archiveSearch.start)")
        assert "assets/search/" not in "".join(loaded)
        loaded.clear()


def test_folds_alike(site: str, browser: Browser) -> None:
    """Browser and builder fold every character alike, alone and in text."""
    page = browser.new_page()
    page.goto(f"{site}search/")
    page.locator("main [data-search=query]").focus()
    page.wait_for_function("Boolean(window.archiveSearch.start)")
    page.evaluate("pairs => archiveSearch.setVariants(pairs)", "".join(a + b for a, b in variants().items()))
    # Characters younger than the builder's Unicode are left out: the browser may know how to fold them.
    codes = (code for code in range(0x30000) if unicodedata.category(chr(code)) not in ("Cn", "Cs"))
    texts = [*map(chr, codes), "e\u0301 É", "ｶﾞｷﾞ", "한글", "ΑΣ Σ", "a\u00a0b\u3000c\u2028d", "İI", "㎡①…"]
    theirs = page.evaluate("texts => texts.map(text => archiveSearch.fold(text).chars.join(''))", texts)
    ours = [fold(text).replace(SPACE, "") for text in texts]
    assert [hex(ord(text[0])) for text, a, b in zip(texts, ours, theirs, strict=True) if a != b] == []
