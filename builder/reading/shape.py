"""What a block looks like, by itself and beside its neighbours: the signs that tell its role."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from builder.gazetteer import Gazetteer
from builder.reading.districts import bare_district, count_districts, leading_district
from builder.reading.marks import ends_closed, ordinal, starts_open

NOTE_LABELS = frozenset(
    {"编者按", "编者的话", "编者话", "核心提示", "编前语", "开栏语", "开栏的话", "阅读提示", "导读"}
)
_OFFICE = re.compile(
    r"(?:书记|[区县市州镇乡院校局处厅司校]长|主任|部长|主席|总经理|董事长|会长|秘书长|负责人|代表|委员|教授|研究员|专员|司令员|政委|总裁|院士)(?:[、，].{0,12})?[\s　]+[一-鿿·]{1,4}(?:[\s　][一-鿿])?$"
)
_WRITER = re.compile(r"(?:记者|通讯员|评论员|特约|撰文|编辑|文图|文/|作者|本报编辑部)")
_PICTURE = re.compile(r"(?:图为|摄$|摄影|供图|资料图|/摄|图片)")
_SCENE = re.compile(
    r"(?:正在|现场|生产线|车间|全景|鸟瞰|航拍|俯瞰|夜景|一角|外景|内景|展示|施工|忙碌|展厅|片区|基地|场景|合龙)"
)
_FURNITURE = re.compile(
    r"(?:责编|责任编辑|版式|校对|美编|值班编委|星期[一二三四五六日]|第\d+版|国内统一|邮发代号|^\d{1,3}$|^[A-Z]?\d{1,2}版|今日\d+版)"
)
_MARKER = re.compile(r"^[□■●○◎◇◆▲△★]")
_NUMBERED = re.compile(r"^[①②③④⑤⑥⑦⑧⑨⑩]")
_DATELINE = re.compile(r"^(?:本报讯|本报记者|新华社|中新社|据新华|本报.{1,6}(?:电|报道))")
_MIDDLE = re.compile(r"[，；。]")
_BOUNDS = (4, 8, 14, 22, 32, 48, 80, 140)


def _own_signs(index: int, text: str, count: int, gazetteer: Gazetteer) -> list[float]:
    """A block's own signs."""
    length = len(text)
    sentences = sum(text.count(mark) for mark in "。！？")
    signs = [
        text in NOTE_LABELS,
        bool(bare_district(text, gazetteer)),
        bool(leading_district(text, gazetteer)) and length < 50,
        bool(_OFFICE.search(text)) and length < 60,
        bool(_WRITER.search(text)) and not ends_closed(text) and length < 60,
        bool(_WRITER.search(text)) and not ends_closed(text) and "融媒" in text,
        text.startswith("□") or text.startswith("本报评论员"),
        bool(_PICTURE.search(text)) and length < 90,
        bool(_SCENE.search(text)) and length < 60,
        bool(_FURNITURE.search(text)) and length < 60,
        bool(_MARKER.match(text)),
        bool(_NUMBERED.match(text)),
        bool(_DATELINE.match(text)),
        text.startswith("——"),
        text.startswith("“"),
        ordinal(text) is not None,
        starts_open(text),
        ends_closed(text),
        text[-1:] in "，、；：",
        bool(_MIDDLE.search(text)) and not text.endswith("。"),
        "，" in text,
        sentences == 0,
        sentences == 1 and text.endswith("。"),
        sentences > 1,
        text.endswith(("！", "？")),
        bool(re.search(r"[\s　]", text)),
        bool(re.search(r"[\s　]", text)) and length < 50 and not _MIDDLE.search(text),
        any(char.isdigit() for char in text),
        text.count("\n") > 0,
        index == 0,
        index == 1,
        index == 2,
        index == count - 1,
        index >= count - 2,
        bool(count_districts(text, gazetteer)) and length < 60,
        bool(re.search(r"[的了着过和在将把被]$", text)),
    ]
    size = [float(length <= bound) for bound in _BOUNDS]
    return [1.0, *map(float, signs), *size, index / max(count, 1)]


def signs_of_blocks(texts: Sequence[str], gazetteer: Gazetteer) -> npt.NDArray[np.float64]:
    """Signs of each block, its two neighbours on either side, and what is open before it: one row a block."""
    own = np.array([_own_signs(index, text, len(texts), gazetteer) for index, text in enumerate(texts)])
    width = own.shape[1]
    rows = [own]
    for step in (-2, -1, 1, 2):
        moved = np.zeros_like(own)
        if abs(step) < len(texts):
            if step < 0:
                moved[-step:] = own[:step]
            else:
                moved[:-step] = own[step:]
        rows.append(moved)
    # A short block matters by what stands around it: products with its own length and its own full stop.
    short, closed = own[:, width - 6 : width - 5], own[:, 18:19]
    rows += [rows[2] * short, rows[3] * short, rows[2] * closed, rows[3] * closed]
    return np.concatenate(rows, axis=1)
