"""
Lays articles out as a page in the manner of the seeds, and keeps the right reading beside it.

Columns are cut anywhere but at a sentence's end; bands show the heads of several articles, then their tails, or the tails
first; captions are strewn in; a headline stands inside its article; paragraphs are copied, sentences looped.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from builder.model import Role
from builder.reading.shape import NOTE_LABELS
from builder.training.corpus import Furniture, Source
from builder.training.people import GIVEN, person

DISTRICTS = (
    "万州区", "黔江区", "涪陵区", "长寿区", "江津区", "合川区", "永川区", "南川区", "綦江区", "大足区", "璧山区", "铜梁区",
    "潼南区", "荣昌区", "开州区", "梁平区", "武隆区", "城口县", "丰都县", "垫江县", "忠县", "云阳县", "奉节县", "巫山县",
)  # fmt: skip
SCENES = (
    "建设现场",
    "施工现场",
    "生产车间",
    "工作场景",
    "展示中心",
    "一角",
    "鸟瞰",
    "夜景",
    "全景",
    "新貌",
    "外景",
    "",
    "即将投用",
    "建设正酣",
    "正在抓紧施工",
    "主体结构封顶",
    "完成总工程量的六成",
    "完成总工程量的60%",
    "进入设备调试阶段",
)
SITES = (
    "高新区新材料企业", "滨江公园", "智能装备产业园二期", "现代农业示范园", "高铁新城片区", "跨江大桥", "职教城实训基地",
    "新能源汽车零部件企业", "古镇老街", "抽水蓄能电站", "冷链物流园", "生物医药企业", "经开区标准厂房", "柑橘加工企业",
    "污水处理厂", "科创中心", "货运枢纽港", "食品产业园", "数字经济产业园", "三甲医院新院区", "储能材料有限公司",
)  # fmt: skip
MARKS = str.maketrans({"，": ",", "；": ";", "：": ":", "？": "?", "！": "!", "（": "(", "）": ")"})
_NOTE_LABELS = sorted(NOTE_LABELS)
SURE_ENDS = "。！？…”"
SHORTEST_PIECE = 5
_SENTENCE = re.compile("[^。！？]+[。！？”’）]*")


@dataclass
class Piece:
    """One block of the page to be, and what is right of it."""

    text: str
    role: Role
    article: int | None = None
    paragraph: int | None = None
    copy_of: tuple[int, int] | None = None
    loop: bool = False
    joined: bool = False
    """Whether it goes on with the paragraph of the piece before it in its article."""
    order: int = 0
    """Offset at which it was cut from its paragraph."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A page's text and its right reading."""

    text: str
    roles: tuple[Role, ...]
    articles: tuple[dict[str, object], ...]
    """For each: `district`, `heads`, `paras` (lists of blocks), all by number of block."""
    copies: frozenset[int]
    """Blocks that repeat another article's."""
    loops: frozenset[int]
    kind: str


KINDS = ("speech", "report-label", "report-line", "news", "mixed")


def lay_out(sources: Sequence[Source], furniture: Furniture, seed: int) -> Laid:
    """One page of some of the sources; the same seed lays out the same page."""
    rng = random.Random(seed)
    kind = rng.choices(KINDS, (30, 15, 15, 25, 15))[0]
    chosen = [_chopped(_headed(source, furniture, rng), rng) for source in _choose(sources, kind, rng)]
    bodies = [
        _head(number, source, kind, rng) + _body(number, source, rng) for number, source in enumerate(chosen)
    ]
    if rng.random() < 0.35 and len(chosen) > 1:
        _copy(bodies, rng)
    if rng.random() < 0.2:
        _loop(bodies, rng)
    flow = _banded(bodies, rng)
    pieces = _dressed(flow, chosen, kind, furniture, rng)
    return _laid(pieces, chosen, kind, rng)


def _headed(source: Source, furniture: Furniture, rng: random.Random) -> Source:
    """An article of no district may stand under another headline, any under a byline."""
    if furniture.headlines and source.kind in ("news", "essay", "editorial") and rng.random() < 0.3:
        source = replace(source, headline=rng.choice(furniture.headlines))
    if not source.byline and rng.random() < 0.25:
        source = replace(source, byline=rng.choice(furniture.bylines).format(person(rng), person(rng)))
    return source


def _chopped(source: Source, rng: random.Random) -> Source:
    """Some writers make a paragraph of every sentence or two."""
    if rng.random() < 0.85:
        return source
    paragraphs = [
        part
        for paragraph in source.paragraphs
        for part in (_SENTENCE.findall(paragraph) if rng.random() < 0.5 else (paragraph,))
    ]
    return replace(source, paragraphs=tuple(paragraphs))


def _choose(sources: Sequence[Source], kind: str, rng: random.Random) -> list[Source]:
    wanted = {
        "speech": ("speech",),
        "report-label": ("report",),
        "report-line": ("report",),
        "news": ("news", "essay", "editorial"),
        "mixed": ("speech", "news", "essay", "editorial"),
    }[kind]
    pool = [source for source in sources if source.kind in wanted]
    chosen = rng.sample(pool, min(rng.randint(rng.choice((1, 3, 3, 3)), 10), len(pool)))
    unique: dict[str, Source] = {}
    for number, source in enumerate(chosen):
        unique.setdefault(source.district or str(number), source)
    return list(unique.values())


def _head(number: int, source: Source, kind: str, rng: random.Random) -> list[Piece]:
    pieces = []
    headline = source.headline
    short = _short(source.district)
    if kind == "report-label" and short:
        pieces.append(Piece(short, Role.LABEL, number))
    if kind == "report-line" and short:
        headline = f"{_misread(short, rng) if rng.random() < 0.06 else short} {headline}"
    pieces.append(Piece(headline, Role.HEADLINE, number))
    if source.byline:
        byline = Piece(source.byline, Role.BYLINE, number)
        first = rng.random() < {"editorial": 0.5, "speech": 0.15}.get(source.kind, 0)
        pieces.insert(0 if first else len(pieces), byline)
    return pieces


def _misread(name: str, rng: random.Random) -> str:
    """A name as OCR may leave it: other characters, as many."""
    return "".join(rng.sample(GIVEN, len(name)))


def _short(district: str) -> str:
    for ending in (
        "苗族土家族自治县",
        "土家族苗族自治县",
        "土家族自治县",
        "经开区",
        "高新区",
        "新区",
        "区",
        "县",
    ):
        if district.endswith(ending) and len(district) - len(ending) >= 2:
            return district.removesuffix(ending)
    return district


def _body(number: int, source: Source, rng: random.Random) -> list[Piece]:
    """The paragraphs, some of them cut at a column's end."""
    rate = rng.choice((0.0, 0.2, 0.5))
    pieces = []
    for position, text in enumerate(source.paragraphs):
        place = _cut_place(text, rng) if rng.random() < rate else None
        for start, end in ((0, place), (place, None)) if place else ((0, None),):
            pieces.append(
                Piece(text[start:end], Role.BODY, number, position, joined=bool(start), order=start or 0)
            )
    return pieces


def cut_places(text: str) -> list[int]:
    """Where a column's end may cut a paragraph: anywhere but at a sentence's end and before a mark."""
    return [
        place
        for place in range(SHORTEST_PIECE, len(text) - SHORTEST_PIECE)
        if text[place - 1] not in SURE_ENDS and text[place] not in "，。、；：！？”’）》"
    ]


def _cut_place(text: str, rng: random.Random) -> int | None:
    places = cut_places(text)
    return rng.choice(places) if places else None


def _copy(bodies: list[list[Piece]], rng: random.Random) -> None:
    """Copy some paragraphs of one article into another, mostly the last to the end; some are not quite the same."""
    source, target = rng.sample(range(len(bodies)), 2)
    wholes = [
        piece for place, piece in enumerate(bodies[source])
        if piece.role is Role.BODY and not piece.joined and len(piece.text) >= 30 and piece.text[-1] in SURE_ENDS
        and not (place + 1 < len(bodies[source]) and bodies[source][place + 1].joined)
    ]  # fmt: skip
    size = rng.randint(1, 3)
    first = max(len(wholes) - size, 0) if rng.random() < 0.6 else rng.randrange(len(wholes) or 1)
    is_exact = rng.random() < 0.7
    place = _copy_place(bodies[target], rng)
    for piece in wholes[first : first + size][::-1]:
        assert piece.article is not None and piece.paragraph is not None
        text = piece.text if is_exact else _miscopied(piece.text, rng)
        bodies[target].insert(place, Piece(text, Role.BODY, target, None, (piece.article, piece.paragraph)))


def _copy_place(article: Sequence[Piece], rng: random.Random) -> int:
    """An article's end, or a place behind one of its whole paragraphs."""
    places = [
        place
        for place in range(1, len(article))
        if article[place - 1].role is Role.BODY and not article[place].joined
    ]
    return rng.choice(places) if places and rng.random() < 0.3 else len(article)


def _miscopied(text: str, rng: random.Random) -> str:
    """A text in which one character or two were misread, none of them a figure or a mark."""
    chars = list(text)
    for place in rng.sample(range(len(chars) - 1), rng.randint(1, 2)):
        if chars[place].isalpha():
            chars[place] = rng.choice(GIVEN)
    return "".join(chars)


def _loop(bodies: list[list[Piece]], rng: random.Random) -> None:
    """Repeat the last sentence of a paragraph."""
    last = rng.choice(bodies)[-1]
    start = max(last.text[:-1].rfind(mark) for mark in "。！？") + 1
    if (
        last.role is Role.BODY
        and last.text[-1] == "。"
        and 12 <= len(last.text) - start <= 100
        and not last.copy_of
    ):
        last.text += last.text[start:] * rng.randint(2, 4)
        last.loop = True


def _banded(bodies: list[list[Piece]], rng: random.Random) -> list[Piece]:
    """The articles' pieces in the order in which the columns are read."""
    flow: list[Piece] = []
    rest = list(bodies)
    manner = rng.choice(("plain", "bands", "bands", "bands"))
    while rest:
        size = 1 if manner == "plain" else rng.randint(1, min(6, len(rest)))
        band, rest = rest[:size], rest[size:]
        if size == 1 and rng.random() < 0.6:
            flow += _displaced(band[0], rng)
            continue
        flow += _band(band, rng)
    return flow


def _band(band: Sequence[list[Piece]], rng: random.Random) -> list[Piece]:
    """Heads of all, then tails of all, or the other way round."""
    heads, tails = [], []
    for article in band:
        head, tail = _split(article, rng)
        heads.append(head)
        tails.append(tail)
    if rng.random() < 0.12:
        rng.shuffle(tails)
    first, second = (tails, heads) if rng.random() < 0.2 else (heads, tails)
    return [piece for part in (*first, *second) for piece in part]


def _split(article: list[Piece], rng: random.Random) -> tuple[list[Piece], list[Piece]]:
    """An article in two, mostly inside a paragraph."""
    bodies = [place for place, piece in enumerate(article) if piece.role is Role.BODY and not piece.copy_of]
    if len(bodies) < 2 or rng.random() < 0.08:
        return article, []
    place = rng.choice(bodies[:-1]) if rng.random() < 0.9 else bodies[-1]
    piece = article[place]
    cut = _cut_place(piece.text, rng)
    if rng.random() < 0.15 or cut is None or piece.loop:
        return article[: place + 1], article[place + 1 :]
    first = replace(piece, text=piece.text[:cut])
    second = replace(piece, text=piece.text[cut:], joined=True, order=piece.order + cut)
    return [*article[:place], first], [second, *article[place + 1 :]]


def _displaced(article: list[Piece], rng: random.Random) -> list[Piece]:
    """A headline read inside its article where its byline opens it."""
    if article[0].role is Role.BYLINE and rng.random() < 0.8:
        headline, rest = article[1], [article[0], *article[2:]]
        place = rng.randint(2, max(2, len(rest) - 1))
        return [*rest[:place], headline, *rest[place:]]
    return article


def _dressed(
    flow: list[Piece], chosen: Sequence[Source], kind: str, furniture: Furniture, rng: random.Random
) -> list[Piece]:
    """With title, note, lead, captions and credits."""
    pieces = list(flow)
    if rng.random() < 0.6 and furniture.captions:
        for run in _caption_runs(furniture.captions, kind, rng):
            place = rng.choice((0, len(pieces), rng.randint(0, len(pieces)), rng.randint(0, len(pieces))))
            pieces[place:place] = [Piece(caption, Role.CAPTION) for caption in run]
    front: list[Piece] = []
    if rng.random() < (0.3 if kind == "news" else 0.85):
        front.append(Piece(rng.choice(furniture.titles), Role.TITLE))
    if kind != "news":
        if front and (kind == "speech" or rng.random() < 0.3):
            front.append(Piece(rng.choice(furniture.subtitles), Role.SUBTITLE))
        if rng.random() < 0.6:
            front.append(Piece(rng.choice(_NOTE_LABELS), Role.NOTE_LABEL))
            front += [Piece(note, Role.NOTE) for note in rng.sample(furniture.notes, rng.randint(1, 2))]
        elif kind.startswith("report") and rng.random() < 0.7:
            leads = [
                Piece("".join(rng.sample(furniture.leads, rng.choice((1, 2, 3)))), Role.LEAD)
                for _ in range(rng.randint(1, 2))
            ]
            heads = 2 if kind == "report-label" else 1
            first = next((place for place, piece in enumerate(pieces) if piece.role is not Role.CAPTION), 0)
            found = [piece.role for piece in pieces[first : first + heads]]
            if rng.random() < 0.6 and found == [Role.LABEL, Role.HEADLINE][-heads:]:
                pieces[first + heads : first + heads] = leads
            else:
                front += leads
    if kind.startswith("report") and rng.random() < 0.7:
        pieces.append(Piece(_credit(chosen, furniture, rng), Role.CREDIT))
    return front + pieces


def _caption_runs(captions: Sequence[str], kind: str, rng: random.Random) -> list[list[str]]:
    """Captions one by one or in runs; on pages of districts some begin with a district's name."""
    chosen = rng.sample(list(captions), rng.randint(1, 5))
    if kind.startswith("report") and rng.random() < 0.5:
        names = rng.sample(DISTRICTS, rng.randint(1, 6))
        gap = rng.choice((" ", "", "　"))
        chosen += [f"{name}{gap}{rng.choice(SITES)}{rng.choice(SCENES)}" for name in names]
    if rng.random() < 0.4:
        return [chosen]
    return [[caption] for caption in chosen]


def _credit(chosen: Sequence[Source], furniture: Furniture, rng: random.Random) -> str:
    if rng.random() < 0.4:
        return rng.choice(furniture.credits)
    lines = [
        f"{source.district}融媒体中心记者 {' '.join(person(rng) for _ in range(rng.randint(1, 2)))}"
        for source in chosen
    ]
    return rng.choice((" ", "\n")).join(lines)


def _laid(pieces: Sequence[Piece], chosen: Sequence[Source], kind: str, rng: random.Random) -> Laid:
    text = "\n\n".join(piece.text for piece in pieces) + "\n"
    if rng.random() < 0.35:
        text = text.translate(MARKS)
    articles: list[dict[str, object]] = []
    for number, source in enumerate(chosen):
        heads = [
            place
            for place, piece in enumerate(pieces)
            if piece.article == number and piece.role is not Role.BODY
        ]
        paras: dict[int, list[int]] = {}
        for place, piece in enumerate(pieces):
            if piece.article == number and piece.paragraph is not None:
                paras.setdefault(piece.paragraph, []).append(place)
        ordered = [_in_order(pieces, paras[position]) for position in sorted(paras)]
        articles.append({"district": source.district or None, "heads": heads, "paras": ordered})
    return Laid(
        text, tuple(piece.role for piece in pieces), tuple(articles),
        frozenset(place for place, piece in enumerate(pieces) if piece.copy_of),
        frozenset(place for place, piece in enumerate(pieces) if piece.loop), kind,
    )  # fmt: skip


def _in_order(pieces: Sequence[Piece], places: Sequence[int]) -> list[int]:
    """A paragraph's blocks as it goes on: the order in which it was cut."""
    return sorted(places, key=lambda place: pieces[place].order)
