"""What a block looks like, by itself and beside its neighbours: the signs that tell its role."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from builder.gazetteer import Gazetteer
from builder.reading.cuts import Cuts, cuts_of
from builder.reading.districts import bare_district, count_districts, leading_district
from builder.reading.flow import LARGEST
from builder.reading.marks import ends_closed, open_marks, ordinal, owed_marks, starts_open
from builder.reading.openings import class_gains, first_class, last_class
from builder.reading.repeats import without_loops
from builder.reading.terms import weighted_pairs
from builder.reading.themes import cosines, lengths, themes_of
from builder.reading.wording import SHORT, wording

NOTE_LABELS = frozenset(
    {"编者按", "编者的话", "编者话", "核心提示", "编前语", "开栏语", "开栏的话", "阅读提示", "导读"}
)
_NOT_WORDS = re.compile(r"[\s　:：【】〔〕\[\]■□●◆]+")
_OFFICE = re.compile(
    r"(?:书记|[区县市州镇乡院校局处厅司校]长|主任|部长|主席|总经理|董事长|会长|秘书长|负责人|代表|委员|教授|研究员|专员|司令员|政委|总裁|院士)(?:[、，].{0,12})?[\s　]+[一-鿿·]{1,4}(?:[\s　][一-鿿])?$"
)
_WRITER = re.compile(r"(?:记者|通讯员|评论员|特约|撰文|编辑|文图|文/|作者|本报编辑部)")
_PICTURE = re.compile(r"(?:图为|摄$|摄影|供图|资料图|/摄|图片|^[上下左右]图|留影|摄于|资料照片)")
_SCENE = re.compile(
    r"(?:正在|现场|生产线|车间|全景|鸟瞰|航拍|俯瞰|夜景|一角|外景|内景|展示|施工|忙碌|展厅|片区|基地|场景|合龙)"
)
_SCENE_END = re.compile(
    r"(?:现场|场景|车间|生产线|全景|夜景|一角|内景|外景|鸟瞰图?|实景|片区|园区|基地|厂房|码头|步道|展厅|中心|校区|产品|样车|摄)。?$"
)
_REGION = re.compile(
    r"(?:[一-鿿]{2}[一二三四五六七八九十]{1,3}区|各地|各区县|全市|我市|各县|各乡镇|各个?区|各行各业|大江南北|[区县市]县)"
)
_FURNITURE = re.compile(
    r"(?:责编|责任编辑|版式|校对|美编|值班编委|星期[一二三四五六日]|第\d+版|国内统一|邮发代号|^\d{1,3}$|^[A-Z]?\d{1,2}版|今日\d+版)"
)
_MARKER = re.compile(r"^[□■●○◎◇◆▲△★]")
_NUMBERED = re.compile(r"^[①②③④⑤⑥⑦⑧⑨⑩]")
_DATELINE = re.compile(r"^(?:本报讯|本报记者|新华社|中新社|据新华|本报.{1,6}(?:电|报道))")
_MIDDLE = re.compile(r"[，；。]")
_BOUNDS = (4, 8, 14, 22, 32, 48, 80, 140)


def is_note_label(text: str) -> bool:
    """Whether a text is one of the set words above an editor's note, however it is printed: 编者按, 【编者按】, 编者 按：."""
    return _NOT_WORDS.sub("", text) in NOTE_LABELS


def _own_signs(index: int, text: str, count: int, gazetteer: Gazetteer) -> list[float]:
    """A block's own signs."""
    length = len(text)
    is_short = length < 60
    is_closed = ends_closed(text)
    has_gap = bool(re.search(r"[\s　]", text))
    has_middle = bool(_MIDDLE.search(text))
    sentences = sum(text.count(mark) for mark in "。！？")
    signs = [
        is_note_label(text),
        bool(bare_district(text, gazetteer)),
        length < 50 and bool(leading_district(text, gazetteer)),
        is_short and bool(_OFFICE.search(text)),
        is_short and not is_closed and bool(_WRITER.search(text)),
        "融媒" in text and not is_closed and bool(_WRITER.search(text)),
        text.startswith("□") or text.startswith("本报评论员"),
        length < 90 and bool(_PICTURE.search(text)),
        is_short and bool(_SCENE.search(text)),
        is_short and bool(_FURNITURE.search(text)),
        bool(_MARKER.match(text)),
        bool(_NUMBERED.match(text)),
        bool(_DATELINE.match(text)),
        text.startswith("——"),
        text.startswith("“"),
        ordinal(text) is not None,
        starts_open(text),
        is_closed,
        text[-1:] in "，、；：",
        has_middle and not text.endswith("。"),
        "，" in text,
        sentences == 0,
        sentences == 1 and text.endswith("。"),
        sentences > 1,
        text.endswith(("！", "？")),
        has_gap,
        has_gap and length < 50 and not has_middle,
        any(char.isdigit() for char in text),
        text.count("\n") > 0,
        index == 0,
        index == 1,
        index == 2,
        index == count - 1,
        index >= count - 2,
        is_short and bool(count_districts(text, gazetteer)),
        bool(re.search(r"[的了着过和在将把被]$", text)),
    ]
    size = [float(length <= bound) for bound in _BOUNDS]
    return [1.0, *map(float, signs), *size, index / max(count, 1)]


FRAGMENT = 24
"""A shorter text that ends with no stop may be a headline, and is asked for no continuation."""
WORDS_SCALE = 3.0
"""Brings what words tell to the size of other signs."""


def _page_signs(texts: Sequence[str], gazetteer: Gazetteer) -> npt.NDArray[np.float64]:
    """What a block is on its page: whether it goes on with a text that breaks off, or is gone on with; whom it names."""
    short = np.array([len(text) < SHORT for text in texts], dtype=float)
    cuts = cuts_of(tuple(without_loops(text) for text in texts[:LARGEST]))
    columns = [*_joins(texts, cuts), *_openings(texts, cuts), *_named(texts, gazetteer), *_topics(texts)]
    signs = np.array(columns).T
    return np.concatenate([signs, signs * short[:, None]], axis=1)


def _joins(texts: Sequence[str], cuts: Cuts) -> list[npt.NDArray[np.float64]]:
    """
    How well a text that breaks off goes on, and what goes on with each block.

    By words across the cut and by what stands on both sides of it; and whether the marks before it are owed.
    """
    size = len(texts)
    is_open = np.array([not ends_closed(text) for text in texts])
    is_long = np.array([len(text) >= FRAGMENT for text in texts])
    columns = [
        *_around(cuts.gains / 10, is_open, is_long, (0.0, 2.0)),
        *_around(cuts.joints / 2, is_open, is_long, (-3.0, 3.0)),
    ]
    open_end = (is_open & is_long).astype(float)
    under_open = np.concatenate([[0.0], open_end[:-1]])
    opened = np.array([bool(open_marks(text[-200:])) for text in texts], dtype=float)
    owed = np.array([bool(owed_marks(text[:200])) for text in texts], dtype=float)
    share = np.full(size, min(open_end.sum() / 8, 1.0))
    return [*columns, under_open, opened, owed, share]


def _around(
    scores: npt.NDArray[np.float64],
    is_open: npt.NDArray[np.bool_],
    is_long: npt.NDArray[np.bool_],
    bounds: tuple[float, float],
) -> list[npt.NDArray[np.float64]]:
    """Of scores of ends by starts: the best start of each end, the best long end of each start, and what the block above scores."""
    known = len(scores)
    best, before, above = np.zeros((3, len(is_open)))
    ends = np.flatnonzero(is_open[:known])
    best[ends] = scores[ends].max(axis=1)
    long_ends = ends[is_long[ends]]
    if len(long_ends):
        before[:known] = scores[long_ends].max(axis=0)
    above[1:known] = np.where(is_open[: known - 1], scores.diagonal(1), 0.0)
    return [np.clip(column, *bounds) for column in (best, before, above)]


def _openings(texts: Sequence[str], cuts: Cuts) -> list[npt.NDArray[np.float64]]:
    """How likely a sentence begins with each block, and that one may end, or pause, behind its last word."""
    begins = np.zeros(len(texts))
    begins[: len(cuts.openings)] = np.clip(cuts.openings / 4, -2, 2)
    lasts = [last_class(text) for text in texts]
    stops = np.clip(class_gains(lasts, ["。", "，", "uj"]), -3, 3)
    firsts = [first_class(text) for text in texts]
    kinds = [
        np.array([name in group for name in lasts], dtype=float)
        for group in (("uj", "p", "c", "r", "d"), ("m", "0", "q"), ("n", "ns", "vn"), ("v", "a"), ("?",))
    ]
    kinds += [
        np.array([name in group for name in firsts], dtype=float)
        for group in (("uj", "u", "q", "f", "zg", "ul"), ("v", "d"), ("n", "ns", "vn"), ("?",))
    ]
    return [begins, *stops.T, *kinds]


def _named(texts: Sequence[str], gazetteer: Gazetteer) -> list[npt.NDArray[np.float64]]:
    """Which districts a block names beside its neighbours and the heading above it; how its end shows a scene."""
    counts = [set(count_districts(text, gazetteer)) for text in texts]
    leads = [_heading(text, gazetteer) for text in texts]
    rows = []
    above: str | None = None
    headings = 0
    for index, text in enumerate(texts):
        if leads[index]:
            above, headings = leads[index], headings + 1
        own, after = leads[index], [name for other in counts[index + 1 : index + 4] for name in other]
        following = counts[index + 1] if index + 1 < len(texts) else set()
        gap = text.split()[0] if text.split() else ""
        rows.append(
            [
                own is not None and own in following,
                own is not None and own in after,
                own is not None and own not in after,
                own is not None and gap == own,
                own is not None and gap != own,
                bool(_SCENE_END.search(text)),
                bool(_SCENE_END.search(text)) and not text.endswith("。"),
                above is not None and above not in counts[index],
                above is not None and above not in counts[index] and above in following,
                above is not None and above in counts[index],
                headings == 1 and above is not None and above not in counts[index],
                headings == 1,
                bool(_REGION.search(text)),
                bool(_REGION.search(text)) and above is not None and above not in counts[index],
                bool(_REGION.search(text)) and headings == 1 and above not in counts[index],
                len(texts[index + 1]) > SHORT if index + 1 < len(texts) else False,
                len(texts[index - 1]) > SHORT if index else False,
            ]
        )
    return list(np.array(rows, dtype=float).T)


def _topics(texts: Sequence[str]) -> list[npt.NDArray[np.float64]]:
    """How alike the texts on both sides of a block are, and how like the block is to each side and to the whole page."""
    terms, themes = weighted_pairs(texts), themes_of(texts)
    sides = _sides(texts)
    return [*_likes((terms @ terms.T).toarray(), sides), *_likes(themes @ themes.T, sides)]


def _sides(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """For each block the three longer ones before it, and the three behind it."""
    size = len(texts)
    long = [n for n, text in enumerate(texts) if len(text) >= SHORT // 2]
    sides = np.zeros((2, size, size))
    for index in range(size):
        place = bisect_left(long, index)
        sides[0, index, long[max(place - 3, 0) : place]] = 1
        sides[1, index, [n for n in long[place : place + 4] if n != index][:3]] = 1
    return sides


def _likes(
    products: npt.NDArray[np.float64], sides: npt.NDArray[np.float64]
) -> list[npt.NDArray[np.float64]]:
    """Likenesses by the inner products of each two blocks."""
    size = len(products)
    own = np.eye(size)
    before, after = sides
    likes = [_own_cosines(products, *pair) for pair in ((before, after), (own, before), (own, after))]
    whole = cosines(products, own, own)
    whole[np.arange(size), np.arange(size)] = 0
    best = whole.max(axis=1)
    for step in (-1, 1):
        whole[
            np.arange(max(-step, 0), size - max(step, 0)), np.arange(max(step, 0), size - max(-step, 0))
        ] = 0
    columns = [*likes, likes[2] - likes[1], best, best - whole.max(axis=1)]
    return [np.sqrt(np.abs(column)) * np.sign(column) * 3 for column in columns]


def _own_cosines(
    products: npt.NDArray[np.float64], left: npt.NDArray[np.float64], right: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The cosines of each row of the left side with the same row of the right side (`cosines`)."""
    sums = left @ products
    norms = lengths(sums, left) * lengths(right @ products, right)
    likeness: npt.NDArray[np.float64] = np.einsum("ij,ij->i", sums, right) / norms
    return likeness


def _heading(text: str, gazetteer: Gazetteer) -> str | None:
    """The district of a short text that is its name, or begins with it and a gap."""
    return bare_district(text, gazetteer) or leading_district(text, gazetteer) if len(text) < SHORT else None


def signs_of_blocks(texts: Sequence[str], gazetteer: Gazetteer) -> npt.NDArray[np.float64]:
    """Signs of each block, its two neighbours on either side, and what is open before it: one row a block."""
    own = np.array([_own_signs(index, text, len(texts), gazetteer) for index, text in enumerate(texts)])
    on_page = _page_signs(texts, gazetteer)
    rows = [own, *(moved(own, step) for step in (-2, -1, 1, 2))]
    # A short block matters by what stands around it: products with its own length and its own full stop.
    short = np.array([[float(len(text) <= 32)] for text in texts])
    closed = np.array([[float(ends_closed(text))] for text in texts])
    rows += [rows[2] * short, rows[3] * short, rows[2] * closed, rows[3] * closed]
    few = on_page[:, : on_page.shape[1] // 2]
    rows += [on_page, moved(few, -1), moved(few, 1), wording(texts) / WORDS_SCALE]
    return np.concatenate(rows, axis=1)


def moved(rows: npt.NDArray[np.float64], step: int) -> npt.NDArray[np.float64]:
    """In place of each row the one that stands so many rows on, or back; zeros where there is none."""
    found = np.zeros_like(rows)
    if step < 0:
        found[-step:] = rows[:step]
    else:
        found[:-step] = rows[step:]
    return found
