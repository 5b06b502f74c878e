"""Tells of whom a clause speaks: a district, the city, a park in it, or a firm."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from builder.figures.tokens import PLACE_WORDS, Token, Tokenizer
from builder.placenames import Context, Name, PlaceNames

PARK = re.compile(
    r"(?![两三]地|共建|等地)(?:国家(?:级)?|工业|综合|现代|创新|农业|科技|[\u3400-\u9fff]{0,4}?)(?:高新区|高新技术产业开发区|经开区|开发区|工业园区?|产业园区?|园区|综合保税区|综保区|保税区|科技城|生物城|产业城)"
)
PARK_WORDS = re.compile("园区|产业园|工业园|高新区|经开区|开发区|保税区|综保区|科技城|产业城|生物城")
"""What every park's name holds; looked for before the name is."""
_NAMED_PARK = re.compile(
    "(?:(?!走进|来到|位于|地处|坐落)[\u3400-\u9fff]{1,6}(?<![区县市])的)?(?P<park>(?P<name>(?![\u3400-\u9fff]{0,4}[在个的是从到了])(?!全|各|该|这|两|几|走进|位于|地处|老|物流|产业|工业|科技|农业|智慧|绿色|特色|示范|专业|重点|一批|一个)[\u3400-\u9fff]{2,6}?)"
    "(?:(?:工业|产业|物流|科技)?园区|工业园|产业园|高新区|经开区|综保区|综合保税区|科技城|产业城))(?=负责人|管委会|有关|相关|里|内|的|也|，|新?$)"
)
SITE = re.compile(
    r"[\u3400-\u9fff]{0,6}?(?:景区|古镇|石刻|机场|港口?(?!口)|口岸|物流园|商圈|片区|组团|车站|校区|大桥|工业园)(?![区])"
)
SIGHT = re.compile("[\u3400-\u9fff·]{2,10}(?:景区|古镇|古城|公园|商圈|街道|[镇乡山湖寺洞谷岛峡城园湾])")
"""A sight or a town, where a list of numbers names it alone: 小三峡接待游客5.7万人次，神女景区|3.9万人次."""
TOWN = re.compile(
    r"^[\u3400-\u9fff]{1,4}?(?:(?<![城乡集])镇|(?<!各)街道|(?<![城故水家])乡|(?<![乡农新])村|(?<![智慧])社区)(?![街村乡振])"
)
_FIRM = re.compile(
    r"(?:公司|集团|[该这]家?企业|[的家间](?:民宿|农家乐|小店|餐馆|作坊|农庄|山庄|果园)$|[这一]家[\u3400-\u9fff]{2,6}企业|工厂|[纸钢糖酒药电鞋茶染]厂|车间|银行|酒店|饭店|商场|超市|医院|大学|学院|研究院|合作社|农场|门店|[该这]个?项目|航空公司)"
)
_FIRM_SUBJECT = re.compile(
    r"^(?:目前|现在|据悉|此外|其中)?(?:该|这家|这个)?(?:企业|项目|工厂|园区|基地|品牌|产业园)(?:总|一期|二期|全年|今年|累计|年|预计|已)*$"
)
_FIRM_SPEAKS = re.compile(
    "^[\u3400-\u9fff]{0,10}?(?:董事长|总?经理|厂长|老板娘?|车间主任|总裁|创始人|合伙人|店主|业主|理事长)[\u3400-\u9fff]{0,4}?"
    "(?:说|介绍|表示|告诉|透露|坦言|算了)"
)
"""Begins what somebody of a firm says of it."""
_FIRM_BEGINS = re.compile(
    r"^(?:该|这家|我们)?(?:公司|集团)(?![总法户]?[数量名]|类|制|化|治理|注册|登记|法)|"
    r"^(?:该|这家)?企业(?!家|数|总|户|类|名单|梯队|培育|服务|孵化|改革|创新|技改|上市|融资|用工|发展|主体|引育|质|群)"
    r"|^(?:该|这个)?项目(?:全部|全面)?(?:建成|达产|投产|投用|总|一期|预计|占地|规划)"
)
FIRM_CLASS = re.compile(
    "^[\u3400-\u9fff]{2,8}产业(?:集群)?$|^[\u3400-\u9fff“”]{2,12}成为拉动"
    "|^(?:民营|国有|外资|外商投资|外贸|中小微?|私营|台资|港资)企业(?![数家总户达新])"
)
"""A class of firms as a subject: what their clause and those behind it give is theirs, up to a semicolon."""
INDUSTRY = re.compile(r"^[\u3400-\u9fff]{1,8}(?:产业|行业)(?:集群)?(?:综合|总)*(?:产值|销售)")
_MAKER = re.compile(
    r"^“?(?!一[个手批家])[\u3400-\u9fffA-Za-z]{2,10}(?:股份|科技|汽车|制药|药业|机械|电子|食品|能源|实业|材料|重工|动力|酒业|乳业|时代|光电)”?$"
)
_UNIT = re.compile(
    r"[\u3400-\u9fff]{2,8}(?<![园社山库片景城校街灾牧护验发辖郊矿林湖假区各全乡两])[区县市州省]|[\u3400-\u9fff]{2,6}新区"
)
_IS_PARK = re.compile("(?:高新区|经开区|开发区|新区)$")
_AMONG = re.compile("(?:各|\\d{1,2}个|[一二三四五六七八九十]{1,3}个)?(?:区县|县区|[区县])中")
"""Behind a region: a rank is counted among its districts, 在主城新区12个区中居第3位."""
_LISTS = frozenset("、和与及")
_SENTENCE_END = re.compile("[。！？]")
_FOUNDS = re.compile(
    r"^(?:已|又|还|先后|成功|新|高标准|累计)*(?:组建|建成|创建|成立|获批|设立|布局|共建|搭建|新建|改造|整合|谋划|盘活)(?![于后的以投起])"
)
"""Begins what a place does: 组建中药产业研究院."""
_VERB = re.compile(
    r"推动|支持|引进|服务|助力|帮助|培育|招引|带动|引导|组织|联合|聚焦|围绕|依托|指导|走访|落户|签约|新增|引育|建设|加快|深化|强化|发展|统筹|实施|举办|推进|打造|优化|用好|抓好|盘活|滚动|策划|整治|与|向|为|对|让|使|将|把|以|由"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Of whom a clause speaks."""

    place: str | None
    """As the ledger names it; None where that is unknown or outside the city."""
    scope: str | None = None
    """The town or park, where the place is the district around it."""
    said: bool = False
    """Whether the clause's own words name it."""


NOBODY = Subject(None, said=True)
"""A place outside the city, or several together: the ledger has no row for it."""


class Subjects:
    """Finds the places in a paragraph for one article."""

    def __init__(self, places: PlaceNames, context: Context, own: str | None, whole: str | None) -> None:
        """`own`: of whom the article speaks; `whole`: which city it calls 全市."""
        self._places = places
        self._context = context
        self._city = places.gazetteer.name
        self._whole = whole
        self._own = own if own != self._city else None
        self.default = Subject(own)
        self.has_own = self._own is not None
        """Whether the article is about one district, to which it comes back after naming others."""
        self._regions = places.regions

    def tokens(
        self, tokenizer: Tokenizer, text: str, start: int, end: int, names: tuple[Name, ...]
    ) -> tuple[Token, ...]:
        """The pieces of a sentence, with the places among them."""
        found: list[Token] = []
        position = start
        for token in self._place_tokens(text, start, end, names):
            if token.start >= position:
                found += tokenizer.tokens(text, position, token.start)
                found.append(token)
                position = token.end
        return tuple(self._with_parks([*found, *tokenizer.tokens(text, position, end)]))

    def _with_parks(self, tokens: list[Token]) -> list[Token]:
        """
        The same with parks of their own names as places, right before an indicator or in a list before it: 正阳工业园区|规上工业产值.

        In an article about a park or a new area (西部科学城重庆高新区) they are only parts of that.
        """
        if self._own and _IS_PARK.search(self._own):
            return tokens
        for index in range(len(tokens) - 1, -1, -1):
            token = tokens[index]
            if token.kind != "other" or not PARK_WORDS.search(token.text) or not _leads(tokens, index):
                continue
            if PARK.fullmatch(token.text) and self._places.begins_elsewhere(token.text):
                tokens[index] = token._replace(kind="abroad")
                continue
            park = self.named_park(token.text)
            if park and token.text.startswith(park):
                end = token.start + len(park)
                rest = [Token("other", end, token.end, token.text[len(park) :])] if end < token.end else []
                tokens[index : index + 1] = [Token("park", token.start, end, park), *rest]
        return tokens

    def is_past(self, year: int) -> bool:
        """Whether a year lies before the one in which the page came out at the earliest."""
        earliest = self._context.earliest
        return earliest is not None and year < int(earliest[:4])

    def names(self, text: str) -> tuple[Name, ...]:
        """The districts that a paragraph names."""
        return self._places.find(text, self._context)

    def _place_tokens(self, text: str, start: int, end: int, names: tuple[Name, ...]) -> Iterable[Token]:
        found = [self._named(text, name) for name in names if start <= name.start and name.end <= end]
        for match in self._places.other_places(text, start, end):
            found.append(Token("abroad", match.start(), match.end(), match.group()))
        for words in (*self._regions, self._city, *self._places.gazetteer.short):
            for at in _places_of(words, text, start, end):
                kind = "region" if words in self._regions else "city"
                if _is_ranked(text, at, at + len(words)):
                    continue
                if not any(token.start <= at < token.end for token in found):
                    found.append(Token(kind, at, at + len(words), words))
        return sorted(found, key=lambda token: (token.start, -token.end))

    def park(self, text: str, names: Iterable[Name]) -> str | None:
        """The park that is named last among some places, else the one with which a sentence begins."""
        parks = [token.text for name in names if (token := self._named(text, name)).kind == "park"]
        begun = (self.named_park(sentence) for sentence in _SENTENCE_END.split(text))
        return parks[-1] if parks else next((park for park in begun if park), None)

    def _named(self, text: str, name: Name) -> Token:
        if park := PARK.match(text, name.end):
            return Token("park", name.start, park.end(), text[name.start : park.end()])
        if name.kind == "town":
            return Token("town", name.start, name.end, text[name.start : name.end], place=name.district)
        unit = self._places.gazetteer.by_name(name.district)
        if unit and text[name.start : name.end] in unit.also:
            return Token("park", name.start, name.end, text[name.start : name.end])
        if site := SITE.match(text, name.end):
            return Token("site", name.start, site.end(), text[name.start : site.end()], place=name.district)
        return Token("place", name.start, name.end, name.district)

    def of_token(self, token: Token, before: Subject) -> Subject | None:
        """The subject that a place token makes; None where it makes none."""
        if token.kind == "own":
            return Subject(self._own or before.place, said=True)
        if token.kind == "city":
            return Subject(self._whole if token.text in PLACE_WORDS["city"] else self._city, said=True)
        if token.kind in ("place", "region", "park"):
            return Subject(token.text, said=True)
        if token.kind in ("site", "town"):
            return Subject(token.place, scope=token.text, said=True)
        return NOBODY if token.kind == "abroad" else None

    def named_park(self, words: str) -> str | None:
        """The park that words begin with, where it bears a name of its own: 正阳工业园区, no 物流园区."""
        park = _NAMED_PARK.match(words) if PARK_WORDS.search(words) else None
        if not park or _VERB.search(park["name"]) or self._places.begins_elsewhere(park["park"]):
            return None
        return park["park"]


def _leads(tokens: list[Token], index: int) -> bool:
    """Whether a piece begins what is said with an indicator right behind it, or with a list of parks before one."""
    before, behind = tokens[index - 1 : index] if index else [], tokens[index + 1 : index + 3]
    opens = not before or before[0].kind in ("stop", "and", "period", "quote")
    listed = len(behind) == 2 and behind[0].text in _LISTS and behind[1].kind == "park"
    return opens and bool(behind) and (behind[0].kind in ("indicator", "period") or listed)


def _places_of(words: str, text: str, start: int, end: int) -> Iterable[int]:
    while (start := text.find(words, start, end)) >= 0:
        yield start
        start += len(words)


def _is_ranked(text: str, start: int, end: int) -> bool:
    """Whether a place is only what a rank or a share is counted in: 居中心城区第1, 占重庆…."""
    return (
        text[max(0, start - 1) : start] in tuple("居列位排占")
        or text.startswith(("第", "前", "首", "平均", "区县"), end)
        or (text[start - 1 : start] == "在" and _AMONG.match(text, end) is not None)
    )


def is_other_unit(words: str) -> bool:
    """Whether words in a subject's place name a region or a town that the gazetteer lacks: 都市功能核心区, 龙泉驿区."""
    return _UNIT.fullmatch(words) is not None and not _VERB.search(words)


def is_firm(words: str, whole: bool = False) -> bool:
    """
    Whether words in a subject's place name a firm, a project or another body that is no place.

    Says no where they are only the object of what a place does: 支持企业…, 引进公司…. `whole`: the firm must be
    all that they name, as behind a comma.
    """
    words = words.strip()
    if _FOUNDS.match(words):
        return False
    if (
        _FIRM_SUBJECT.match(words)
        or _FIRM_SPEAKS.match(words)
        or _FIRM_BEGINS.match(words)
        or INDUSTRY.match(words)
        or (_MAKER.match(words) and not _VERB.search(words))
    ):
        return True
    firm = _FIRM.search(words)
    return (
        firm is not None
        and not _VERB.search(words[: firm.start()])
        and (not whole or firm.end() == len(words))
    )


_SPOKEN = re.compile(r"“[^”]*”[^。！？“”]*")
_SPEAKER = re.compile(
    r"”[^。！？]{0,16}?(?:公司|企业|集团|厂|合作社|酒店)[^。！？，]{0,8}?(?:经理|董事长|负责人|总裁|总监|厂长|理事长|主管|创始人|说|介绍)"
)


def spoken_by_firms(text: str) -> tuple[tuple[int, int], ...]:
    """Where a paragraph quotes what somebody of a firm says: “我们实现产值62亿元。”公司总经理说."""
    found = (match for match in _SPOKEN.finditer(text) if "”" in text)
    return tuple(match.span() for match in found if _SPEAKER.search(match.group()))


PLACE_KINDS = frozenset({"place", "region", "park", "town", "site", *PLACE_WORDS})
