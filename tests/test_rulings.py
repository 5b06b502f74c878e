"""The archivist's corrections of the reading hold, the page is solved around them, and what they changed is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.archive import read_archive
from builder.build import build
from builder.codec import decode, encode
from builder.entry import CatalogEntry, Matter, Ruling
from builder.lexicon import Lexicon
from builder.lossless import check_lossless
from builder.model import Article, Page, Role
from builder.pipeline import run_stages
from builder.publish.addresses import Addresses
from builder.publish.sources import render_sources
from tests.conftest import ROOT
from tests.factories import lexicon as load
from tests.factories import seed_page
from tests.test_build import assert_nothing_lost, read_archive_json

FOURTH = "004_ba639974d9f8cf50"
FIRST = "001_df8818a3778645b9"


def read(name: str, *rulings: Ruling) -> Page:
    """One of the project's pages, read with some rulings."""
    return run_stages(seed_page(name, CatalogEntry(rulings=rulings)), load())


def article_of(page: Page, line: int) -> Article | None:
    """The article in which a paragraph begins, or goes on, with a line."""
    for article in page.articles:
        for paragraph in article.paragraphs:
            if line in {page.line_of(span.start) for span in paragraph.text.spans}:
                return article
    return None


def lines_of(page: Page) -> list[list[int]]:
    """Lines at which the pieces of each paragraph begin."""
    return [
        [page.line_of(span.start) for span in paragraph.text.spans]
        for article in page.articles
        for paragraph in article.paragraphs
    ]


def assert_followed(page: Page) -> None:
    """Nothing is told against the rulings, and nothing is lost by them."""
    assert not page.unfit
    check_lossless(page)


def test_join() -> None:
    """Two lines become one paragraph, and what went on with the second line's text finds another way."""
    plain = read(FOURTH)
    join, other = plain.joins[:2]
    first, second = plain.blocks[join.before].line, plain.blocks[other.after].line
    page = read(FOURTH, Ruling(Matter.JOIN, (first, second)))
    assert_followed(page)
    pieces = next(lines for lines in lines_of(page) if first in lines)
    assert pieces[pieces.index(first) + 1] == second
    assert sum(lines.count(second) for lines in lines_of(page)) == 1
    assert plain.blocks[other.before].line not in pieces
    [ruled] = page.rulings
    assert (ruled.now, ruled.was) == (str(second), str(plain.blocks[join.after].line))


def test_split() -> None:
    """A line that was taken for another's continuation stands in another paragraph."""
    plain = read(FOURTH)
    for join in plain.joins[:3]:
        first, second = plain.blocks[join.before].line, plain.blocks[join.after].line
        page = read(FOURTH, Ruling(Matter.SPLIT, (first, second)))
        assert_followed(page)
        assert not any({first, second} <= set(lines) for lines in lines_of(page))
        assert page.rulings[0].was == str(second)


def test_split_heading() -> None:
    """A heading that is a paragraph of its own stays in front of its text."""
    text = "璧山 跑出加速度\n\n璧山区一年来干劲十足。\n\n一、抓项目\n\n今年开工建设46个项目，总投资达到200亿元。\n\n二、抓创新\n\n新增高新技术企业30家，同比增长一成。\n"
    plain = run_stages(seed_page(text=text), load())
    assert [5, 7] in lines_of(plain)
    entry = CatalogEntry(rulings=(Ruling(Matter.SPLIT, (5, 7)),))
    page = run_stages(seed_page(text=text, entry=entry), load())
    assert_followed(page)
    assert lines_of(page) == [[3], [5], [7], [9, 11]]


def test_split_within_a_block() -> None:
    """Two lines without a blank one between them are two paragraphs, if the archivist says so."""
    plain = run_stages(seed_page(text=SMALL), load())
    assert [3, 5] in lines_of(plain)
    entry = CatalogEntry(rulings=(Ruling(Matter.SPLIT, (5, 6)),))
    page = run_stages(seed_page(text=SMALL, entry=entry), load())
    assert_followed(page)
    assert lines_of(page)[:2] == [[3, 5], [6]]
    assert page.rulings[0].was == "6"


@pytest.mark.parametrize("role", list(Role))
def test_role(role: Role) -> None:
    """A block gets any role, and the others are read beside it."""
    page = read(FOURTH, Ruling(Matter.ROLE, (47,), role.value))
    assert_followed(page)
    assert [block.role for block in page.blocks if block.line == 47] == [role]
    assert page.rulings[0].was == "body"


def test_one_title() -> None:
    """Where the archivist names the title, what was taken for it is none."""
    page = read(FOURTH, Ruling(Matter.ROLE, (43,), "title"))
    assert page.title
    assert page.title.text.startswith("感恩奋进")


def test_article() -> None:
    """A paragraph goes into the article of another line, behind what it reads best with."""
    plain = read(FOURTH)
    moved = next(
        line for a in plain.articles[2:] for p in a.paragraphs[1:] for line in [int(p.id.rsplit("-l")[-1])]
    )
    home = plain.articles[0]
    page = read(FOURTH, Ruling(Matter.ARTICLE, (moved, int(home.id.rsplit("-l")[-1]))))
    assert_followed(page)
    there, before = article_of(page, moved), article_of(plain, moved)
    assert there and before
    assert there.id == home.id
    assert (page.rulings[0].now, page.rulings[0].was) == (home.id, before.id)


def test_opening() -> None:
    """A paragraph begins an article of its own where the archivist says so."""
    plain = read(FOURTH)
    line = int(plain.articles[1].paragraphs[1].id.rsplit("-l")[-1])
    page = read(FOURTH, Ruling(Matter.ARTICLE, (line, line)))
    assert_followed(page)
    assert f"{page.id}-l{line}" in {article.id for article in page.articles}


def test_district() -> None:
    """An article is about the district that the archivist names, in its tags and its figures too."""
    plain = read(FOURTH)
    article = next(
        a for a in plain.articles if any(f.article == a.id and f.place == a.district for f in plain.figures)
    )
    line = int(article.id.rsplit("-l")[-1])
    page = read(FOURTH, Ruling(Matter.DISTRICT, (line,), "铜梁区"))
    assert_followed(page)
    now = next(a for a in page.articles if a.id == article.id)
    assert now.district == "铜梁区"
    assert page.rulings[0].was == article.district
    assert "铜梁区" in {figure.place for figure in page.figures if figure.article == article.id}
    none = read(FOURTH, Ruling(Matter.DISTRICT, (line,), "none"))
    assert next(a for a in none.articles if a.id == article.id).district is None


def test_no_copy() -> None:
    """Of a passage that stands twice, the one stays of which the archivist says where it belongs."""
    plain = read(FIRST)
    assert not article_of(plain, 69)
    page = read(FIRST, Ruling(Matter.ARTICLE, (69, 57)))
    assert_followed(page)
    article = article_of(page, 69)
    assert article
    assert article.id.endswith("-l57")
    assert not article_of(page, 75)


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        (Ruling(Matter.JOIN, (17, 999)), "there is no text in line 999"),
        (Ruling(Matter.JOIN, (17, 18)), "there is no text in line 18"),
        (Ruling(Matter.ROLE, (17,), "caption", ("别的字",)), "“别的字” does not stand in line 17"),
        (Ruling(Matter.SPLIT, (17, 19), "", ("一、", "别的字")), "“别的字” does not stand in line 19"),
        (Ruling(Matter.ROLE, (17,), "heading"), "heading is no role; the roles are title"),
        (Ruling(Matter.DISTRICT, (17,), "某区"), "某区 is the full name of no district"),
        (Ruling(Matter.DISTRICT, (5,), "铜梁区"), "line 5 belongs to no article"),
        (Ruling(Matter.JOIN, (17, 5)), "line 5 is read as subtitle"),
        (Ruling(Matter.ARTICLE, (17, 5)), "line 5 belongs to no article"),
    ],
)
def test_unfit(ruling: Ruling, words: str) -> None:
    """What does not fit is told with its reason, and the page is read as if it were not there."""
    page, plain = read(FOURTH, ruling), read(FOURTH)
    [unfit] = page.unfit
    assert unfit.said == ruling
    assert words in unfit.why
    assert not page.rulings
    assert (page.articles, page.joins, page.captions) == (plain.articles, plain.joins, plain.captions)


def test_contradiction() -> None:
    """Of two rulings that cannot both hold, one is followed and the other told."""
    page = read(FOURTH, Ruling(Matter.JOIN, (17, 19)), Ruling(Matter.JOIN, (17, 47)))
    assert len(page.rulings) == len(page.unfit) == 1
    check_lossless(page)


def write(seeds: Path, *corrections: dict[str, Any]) -> None:
    """A folder of one seed with some corrections."""
    (seeds / f"{FOURTH}.txt").write_bytes((ROOT / "seeds" / f"{FOURTH}.txt").read_bytes())
    (seeds / "catalog.yml").write_text(json.dumps({FOURTH: {"corrections": corrections}}), "utf-8")


def test_shown(seeds: Path, docs: Path, lexicon: Lexicon) -> None:
    """The page, the source view and the data tell what was corrected, why, and what it was."""
    write(
        seeds,
        {"split": [17, 19], "words": ["一、", "打造"], "why": "据原报"},
        {"line": 43, "district": "铜梁区"},
        {"line": 5, "role": "kicker"},
    )
    outcome = build(seeds, docs, lexicon)
    assert not outcome.problems
    page = (docs / "pages" / "004-ba639974d9f8cf50.md").read_text("utf-8")
    view = dict(render_sources(outcome.archive, Addresses()))["sources/004-ba639974d9f8cf50.html"]
    for words in (
        "编目者更正：第 19 行不接第 17 行，另起一段；整理程序原将两行拼为一段（据原报）",
        "编目者更正：此文所报道的地区为铜梁区；整理程序原判为黔江区",
        "编目者更正：第 5 行是引题；整理程序原判为副题",
    ):
        assert words in page
        assert words in view
    record = read_archive_json(docs)["pages"][0]
    assert_nothing_lost((seeds / f"{FOURTH}.txt").read_text("utf-8"), record)
    assert [(one["what"], one["lines"], one["said"], one["was"]) for one in record["rulings"]] == [
        ("split", [17, 19], "19", "19"),
        ("district", [43], "铜梁区", "黔江区"),
        ("role", [5], "kicker", "subtitle"),
    ]
    rows = (docs / "data" / "corrections.csv").read_text("utf-8").splitlines()
    assert "004-ba639974d9f8cf50,17,split,19,19,据原报" in rows


def test_told(seeds: Path, lexicon: Lexicon) -> None:
    """One that does not fit fails the build with where it stands and what to do."""
    write(seeds, {"join": [17, 18]})
    _, [problem] = read_archive(seeds, lexicon)
    assert not problem.is_notice
    assert problem.where == f"catalog.yml, {FOURTH}.txt"
    assert (
        "join 17 18 is not followed: there is no text in line 18; mend the correction, or remove it"
        in problem.what
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"join": [1]},
        {"join": [1, 1]},
        {"join": "1, 2"},
        {"join": [1, 2], "line": 3},
        {"join": [1, 2], "split": [1, 2]},
        {"role": "caption"},
        {"line": 1, "role": None},
        {"line": 1, "article": "3"},
        {"line": 1, "district": ["铜梁区"]},
        {"line": 1, "role": "caption", "right": "x"},
        {"line": 1, "role": "caption", "words": ["a", "b"]},
        {"line": 1, "colour": "red"},
    ],
)
def test_wrong_entry(seeds: Path, lexicon: Lexicon, wrong: dict[str, Any]) -> None:
    """A slip in the catalogue is told."""
    write(seeds, wrong)
    _, [problem] = read_archive(seeds, lexicon)
    assert problem.what.startswith("corrections: ")


SMALL = """璧山 跑出加速度

璧山区一年来干劲十足，一季度建成12个项

目，总投资达到200亿元。
今年还将开工46个项目。

江津 跑出加速度

江津区委、区政府提出，要再建一批项目，带动就

业，增加收入。

江津区融媒体中心记者 廖秋平
"""
LINES = st.integers(1, 15)
RULINGS = st.one_of(
    st.builds(Ruling, st.sampled_from([Matter.JOIN, Matter.SPLIT, Matter.ARTICLE]), st.tuples(LINES, LINES)),
    st.builds(Ruling, st.just(Matter.ROLE), st.tuples(LINES), st.sampled_from([*Role, "x"])),
    st.builds(Ruling, st.just(Matter.DISTRICT), st.tuples(LINES), st.sampled_from(["none", "铜梁区", "x"])),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(RULINGS, max_size=4))
def test_any(rulings: list[Ruling]) -> None:
    """Whatever is said, nothing is lost, and each ruling is followed or told."""
    page = run_stages(seed_page(text=SMALL, entry=CatalogEntry(rulings=tuple(rulings))), load())
    check_lossless(page)
    assert decode(Page, encode(page)) == page
    assert {one.said for one in page.rulings} | {unfit.said for unfit in page.unfit} == set(rulings)
