"""The gazetteer is whole, dated, and finds what its examples say."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.errors import SettingsError
from builder.gazetteer import District, load_gazetteer
from builder.lexicon import load_lexicon
from builder.stages.figures import find_figures
from builder.stages.places import find_places
from tests.factories import ROOT, lexicon, text_page

DISTRICTS = lexicon().gazetteer.districts
EXAMPLES = [(district, example) for district in DISTRICTS for example in district.examples]
NEAR_MISSES = [(district, text) for district in DISTRICTS for text in district.near_misses]


@pytest.mark.parametrize(("district", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_example(district: District, example: str) -> None:
    """Each example in the gazetteer names its district."""
    assert district.name in {name.district for name in lexicon().places.find(example)}


@pytest.mark.parametrize(("district", "text"), NEAR_MISSES, ids=[text for _, text in NEAR_MISSES])
def test_near_miss(district: District, text: str) -> None:
    """No near miss in the gazetteer names its district."""
    assert district.name not in {name.district for name in lexicon().places.find(text)}


def test_units_in_force() -> None:
    """There were 38 districts and counties before the change of 2025-11-06, and there are 37 since."""

    def districts(day: str) -> int:
        return sum(
            unit.existed(day, day) and unit.kind == "district" and (unit.district_since or "") <= day
            for unit in DISTRICTS
        )

    assert (districts("2025-11-05"), districts("2025-11-06")) == (38, 37)


def test_successors() -> None:
    """An abolished district says what it became."""
    gazetteer = lexicon().gazetteer
    abolished = [unit for unit in DISTRICTS if unit.until]
    assert abolished
    assert all(gazetteer.by_slug(slug) for unit in abolished for slug in unit.successors)
    assert all(unit.successors for unit in abolished)


def test_regions() -> None:
    """Each unit has a region; eight of them are 渝西八区."""
    assert all(unit.region for unit in DISTRICTS)
    assert len(lexicon().gazetteer.regions["渝西八区"]) == 8


def test_maps() -> None:
    """Each unit of a time stands exactly once on the map of that time, and no two tiles share a cell."""
    maps = lexicon().gazetteer.maps
    assert [one.since for one in maps] == [None, "2011-10-22", "2025-11-06"]
    for one in maps:
        units = sorted(unit.slug for unit in DISTRICTS if unit.existed(one.since, one.until))
        assert sorted(tile.slug for tile in one.tiles) == units
        cells = [
            (row, column)
            for tile in one.tiles
            for row in range(tile.row, tile.row + tile.rows)
            for column in range(tile.column, tile.column + tile.columns)
        ]
        assert len(set(cells)) == len(cells)


@pytest.mark.parametrize(
    ("tiles", "words"),
    [(". 旧区 某区", "called 某区: 0 units"), ("旧区 .\n旧区 旧区", "no rectangle")],
)
def test_bad_map(tmp_path: Path, tiles: str, words: str) -> None:
    """A map that names no unit, or tears one apart, is said with the file's name."""
    file = tmp_path / "city.toml"
    file.write_text(
        f'name = "测试市"\n[[map]]\ntiles = """\n{tiles}\n"""\n[[district]]\nslug = "jiu"\nname = "旧区"\n',
        "utf-8",
    )
    with pytest.raises(SettingsError, match=rf"city\.toml.*{words}"):
        load_gazetteer(file)


def test_examples_everywhere() -> None:
    """Each unit comes with examples and near misses."""
    assert all(unit.examples and unit.near_misses for unit in DISTRICTS)


def test_bad_successor() -> None:
    """A successor that is no unit is said with the file's name."""
    with pytest.raises(SettingsError, match=r"gone\.toml"):
        load_gazetteer(ROOT / "tests" / "cases" / "gazetteers" / "gone.toml")


CHENGDU = load_lexicon(ROOT / "tests" / "cases" / "gazetteers" / "chengdu-settings.toml")


@pytest.mark.parametrize("district", CHENGDU.gazetteer.districts, ids=lambda district: district.slug)
def test_other_city(district: District) -> None:
    """Another city's gazetteer, named in other settings, is read by the same code."""
    for example in district.examples:
        assert district.name in {name.district for name in CHENGDU.places.find(example)}, example
    for text in district.near_misses:
        assert district.name not in {name.district for name in CHENGDU.places.find(text)}, text


def test_other_city_articles() -> None:
    """An article of the other city gets its district, and no district of Chongqing."""
    page = text_page(
        "今年以来，郫都区GDP增长7%。全市GDP增长6%。重庆江津的同行前来考察。", headline="郫都 新经济跑出加速度"
    )
    page = find_figures(find_places(page, CHENGDU), CHENGDU)
    assert page.articles[0].district == "郫都区"
    assert {mention.district for mention in page.articles[0].mentions} == {"郫都区"}
    assert [(figure.place, figure.change) for figure in page.figures] == [("郫都区", 7), ("成都市", 6)]
