"""
Cuts a sentence into the pieces that a statement is made of.

What no pattern knows is `other`: it breaks the link between an indicator and a number behind it. So a number is
never given to an indicator across words that might change what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from builder.figures.beginnings import beginnings
from builder.figures.indicators import Indicator, Indicators
from builder.figures.numerals import DIGITS, IN_WORDS, NUMERAL, in_words, value_of

COMPARED = r"(?:全市|全国|全省|全区|全县|平均|年初|上月|上季度|一季度|上半年|前三季度|前\d个?月|1[—\-至]\d+月|目标|计划|预期|序时|同类|主城|中心城区|渝西|GDP|地区生产总值)"
NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
MOST_DIGITS = 18
"""Signs of the longest number that is one: more digits are not kept exactly, and a value of 309 is infinite."""
_PATTERNS = {
    # (quicker than the city by 1.2 points: says nothing of the indicator itself)
    "compare": rf"(?:高于|低于|高出|快于|超出|超过?(?=序时|时序|年度|计划|预期|目标)|领先|优于|跑赢|好于)[^，。；、]{{0,14}}?{NUMBER}个?(?:百分点|位|倍|%)"
    rf"|(?:高于|低于|高出|快于)(?:全国|全省|全市)(?:平均)?[、和](?:全国|全省|全市|渝西\S{{0,2}}){NUMBER}个?(?:百分点)?[、和]{NUMBER}个?(?:百分点)"
    rf"|(?:比|较|与){COMPARED}[^，。；、]{{0,10}}?{NUMBER}个?(?:百分点|位)"
    rf"|(?:增速|增幅|降幅|排名)(?:较|比|同比)?[^，。；、\d]{{0,6}}(?:回升|回落|加快|提高|提升|收窄|扩大|放缓|提速|上升|前移){NUMBER}个?(?:百分点|位)"
    rf"|(?:为|占|完成|达到?)(?:年初|全年|年度|年|调整)?(?:预算|计划|任务|目标(?:任务)?|序时进度)数?的?{NUMBER}%"
    rf"|(?:分别)?(?:是|为|相当于)(?:\d{{4}}年|上年|去年|同期)[^，。；、\d]{{0,4}}{NUMBER}倍(?:[、和]{NUMBER}倍)*"
    rf"|[快慢高低](?:了|出)?{NUMBER}个?百分点"
    r"|（[^（）\d，。]{1,12}）"
    r"|(?:在|较|比)\d{4}年(?:底|末|同期|的?基础上)?(?=翻|增|提|下|减|净)"
    rf"|(?:高于|低于|快于|好于|优于|跑赢)(?:全市|全国|全省)(?:平均)?(?:水平|增速)?",
    "origin": r"(?<=[由从])(?:年初|(?:上年|去年|前年)(?:同期|同月|年?[初末底])|上月|上季度|上半年|一季度)的?(?=\d|增长|下降|负增长)",
    "period": r"到(?:(?:去年|上年)(?:年?底|末)?|今年|如今|现在|目前)(?=，|$)|\d{4}年?(?:——|[—\-–~至到])\d{4}年|(?:今年|去年|上年|\d{4}年|当年|本年)?(?:前[一二三四五六七八九十\d]{1,2}个?(?:月|季度)|[1１一]\s?(?:[—\-－–~～至到]|——)\s?\d{1,2}月份?|上半年|下半年|[一二三四]季度|第[一二三四]季度|首季|全年)"
    r"|(?:今年|去年|上年|\d{4}年)(?:\d{1,2}月份?|以来)?(?:底|末)?"
    r"|截至(?:目前|今年|去年|\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|末)?|目前|如今|现在|当前|今年以来|近年来|[“”十一二三四五]{2,5}”?(?:以来|期间|初期|[初末](?!期))|[一两三]年来|这一年|年内|[一两三四五六七八九十]{1,2}年前(?!后)"
    r"|(?:春节|国庆|五一|“五一”|清明|端午|中秋|元旦)?(?:假期|黄金周|期间|小长假)|(?<!\d)\d{1,2}月份?(?!\d|底|初|日|末)",
    "target": r"提出|有信心(?=[把让使实完])|(?:工作报告|全会|会议|规划|方案)(?:明确|确定|要求|部署)|军令状|小目标|许下[^，。；]{0,4}承诺|承诺(?=[：今年到])|(?:(?<=全区的)|(?<=全县的)|(?<=今年的)|(?<=明年的)|(?<=我们的))目标$|打算|(?:预算|草案)(?:报告|草案)?(?:[^，。；、\d]{0,4}?)安排|[盼望]的是|盼(?:着|望)|(?:希望|期待)(?=[到今明全年在能])|力争|为(?:实现|完成)[^，。]{0,10}目标|(?<![为以])确保|努力(?:实现|达到|完成|让|使|把|推动)?|奋力实现|计划(?=\d|再|年内|[一两三四五\d]{1,2}年|新|实|到|完|在|今|全|年|培|建|投|引|于|总投资)|(?<![已共])争取(?![了过]|到(?!20|位|年)|上级|中央|国家|市级|更多|各|资金|支持|政策|项目|专项|债券|补助)|给自己[^，。；、\d]{0,3}加了?码|自加压力|目标(?:已经?|就)?(?:很|十分|非常)?(?:明确|清晰|确定)(?=：)|[定立]下[^，。；：、\d]{0,6}(?:指标|目标|军令状)(?=：)|有底气(?=[把让使实完])|预期(?=增|\d|为)|目标(?:初步|暂)?(?:为|是|：|设?定为|确定为)|预期目标|目标任务[是为]|目标(?=\d)|不[能得可](?:低于|少于)|(?<![主重需必紧只])要(?=再|翻|全力|奋力|[向朝]着?|[把让使]|守住|稳住|发展到|增加到|扩大到|提升到|增长|保持|稳定在|提高到|实现|达到?|突破|完成|新|确保|力争|培育|建成|签约|接待|实施|[跨迈跃冲]|超过|干到|净增|站上|开工)|(?:今后|未来)[一二三四五两几\d]*年|(?<!即)将(?=以|咬定|锚定|紧盯|紧扣|坚持|围绕|聚焦|全力|深入|进一步|抢抓|加快|着力|大力|奋力|统筹|切实|认真|推动|实现|达到?|突破|实施|完成|新增|建成|培育|力争|超|推进|新|开工|建设|投用|投产|启动|续建|竣工|接待|增长|继续|带动)|拟(?=实施|新|建|投)|(?:增长|增速|发展|总体|主要|年度|奋斗)目标|(?<![\d年上])到20\d\d年(?:底|末)?|到“?十[四五六]五”?(?:规划)?(?:期?末|时期)|明年(?![初底])|瞄准|冲刺(?=\d|全年)",
    "forecast": r"预计|预期(?=达|将|实现|全年|完成|今年)|有望|可望|预测|估计",
    "rank": r"(?:总量|增速|增幅|增量|规模)?在[^，。；、]{2,12}?中(?:稳|位)?(?:居|列|排名?|位列|位居|名列)(?:第[一二三四五六七八九十\d]{1,3}(?:位|名)?|前[一二三四五六七八九十\d]{1,2}(?:位|名)?|首位|榜首|前列)|(?:增速|总量)?(?:排名|位次)?[由从](?:全市|全省|主城新区)?第\d+位?[^，。；\d]{0,8}第\d+位?|(?:总量|增速|增幅|增量|规模|占比)?(?:继续|持续|连续\S{0,4}|均|都|并列|分别)?(?:稳|位)?(?:居|列|排名?|位列|位居|跃居|跃升至|升至|名列|跻身|进入|保持|为|获)?(?:在|到)?(?:全国|全市|全省|全球|中心城区|主城新?区|主城都?市区?|主城区市区|渝西(?:地区|八区)?|渝东[北南]\S{0,6}?|三峡库区\S{0,5}?|各区县|同类区县|区县|山区库区|一区两群\S{0,4}?|[两二]群|桥头堡\S{0,4}?)(?:（[^）]{1,8}）|\([^)]{1,8}\))?(?:\d+个)?(?:区县|同类\S{0,4}?|县区|城市|地区)?(?:的)?(?:第[一二三四五六七八九十\d]{1,3}(?:位|名)?|前列|首位|榜首|前[一二三四五六七八九十\d]{1,2}(?:位|名|强)?|领先|上游|\d{1,2}位)"
    r"|(?:增速|增幅|总量|规模)?(?:居|列|排名?|位列|位居|跃居|名列)(?:第[一二三四五六七八九十\d]{1,3}(?:位|名)?|前[一二三四五六七八九十\d]{1,2}(?:位|名)|首位|榜首|前列)|第[一二三四五六七八九十\d]{1,3}(?:位|名)|(?<=、)第[一二三四五六七八九十\d]{1,3}(?=[、，。])",
    "to": r"拉回(?:到|至)|(?:猛|激|剧|陡|骤|迅速|快速|逐步|稳步)?(?:增长|提高|提升|增加|上升|扩大|攀升|跃升|发展|壮大|下降|减少|降低|压减|加快|回升|回落|放缓|跃|增|升|降)(?:到|至)|(?:上调|下调|调整)(?:到|至|为)|转为(?=增长|下降|负增长)",
    "down": r"(?:微|略|锐|骤|猛|陡|大)?[降减](?:产|收)?了?(?=[近约超逾]?\d|[一两二三四五六七八九]成)|(?<![\d%％])[-−－](?=[\d.]+[%％])|(?:(?:同比|环比|名义|可比|实际|年均|大幅|累计|比去年同期|较上年|较去年|比上年|比去年|较同期){0,6})(?:负增长|下降|减少|降低|回落|下滑|下跌|萎缩|降幅(?:收窄|扩大|缩小)(?:至|到|为)|降幅(?:达到?|为)?|缩减)(?:了)?",
    "up": r"[+＋](?=[\d.])|(?:微|略|猛|激|大|劲|陡|净)?增(?:产|收)?了?(?=[近约超逾]?\d|[一两二三四五六七八九]成)|(?:(?:同比|环比|名义|可比|实际|年均|平均|大幅|累计|逆势|净|持续|稳步|快速|高速|再|仅|均|都|比去年同期|较上年同期|较去年同期|较上年|较去年|比上年|比去年|较同期|分别){0,6})(?:增长率?|上升|提高|提升|增加(?!值)|增幅(?:达到?|为|超过?)?|增速(?:达到?|为|超过?|保持在|稳定在|约)?|涨幅(?:达到?|为)?|攀升|上涨|扩大|翻|同比增|同比)(?:了)?",
    "number": rf"(?:[-−－](?=\d))?{NUMBER}",
    "words_number": IN_WORDS,
    "numeral": rf"百分之[{DIGITS}十百]+(?:点[{DIGITS}]+)?|(?<![第数几上]){NUMERAL}(?:万[{DIGITS}]千(?:[{DIGITS}]百)?)?(?=[余多]?[万亿家个户项座条所人元吨公斤])",
    "again": r"(?:这[一个]|该)(?:数字|指标|数据|数值)",
    "respectively": r"分别|依次",
    "each": r"各(?=达|为|有|增|约|\d)",
    "attribute": r"增速|增幅|增量|总量|占比|比重|规模|贡献率|质量",
    "stop": r"、|，|；|。|：|！|？|（|）|\(|\)|——|…+",
    "quote": r"[“”‘’《》【】▲●■◆★]",
    "and": r"和|与(?!(?:去年|上年|前年|\d{4}年)[^，。；、]{0,12}?(?:相比|同比|比较))|及|以及|并(?!列|购)",
    "past": r"已(?:经)?(?=实|完|达|建|签|累|突|有|有|超|培|落|开|认)|累计",
    "increment": r"(?:新增|净增|新认定|新培育|新入库|新获评|新获批|新创建|(?<!个)(?<!家)新建成?|新晋|新登记|新升规|新纳统|新评定|新孵化)(?:了|加)?",
    "qualifier": r"历史性突破|首次突破|成功突破|突破|[首冲攻]破|破(?=\d)|迈上|跨上|跨[越过]|越过|冲破|迈过|站上|跃上|迈入|跨入|超过|超|逾|近(?!年|日|期|几|三年|五年)|接近|(?<![签预节合公条制大])约|不低于|不少于|不足|不到(?=\d)|冲(?=\d)|至少|高达|达到?(?=[\d近约])",
    "filler": r"[两三四五六七八]项(?:主要|核心)?(?:经济)?指标|[一两二三四五六七八九]?[千百万]亿(?:级)?(?:大关|台阶|(?=[，。；]|$))|在(?=\d|[千百]亿)|则(?=分别|均|突|增|下|达|为)|保持在|稳定在|“?(?:双|正|齐|两位数|双位数|高速|平稳|稳步|较快|恢复性)增长”?(?=[，。；]|$)|变成|进一步|(?:剔除|扣除)[^，。；、\d]{1,14}?(?:因素|影响)后?|(?:比|较)(?:去年|上年|前年|上月|上季度|\d{4}年|年)(?:同期|同月|年?[初末底])?(?!均)|(?:一路|节节|稳步)(?:攀升|爬升|走高|上扬|回升|上行)|逐(?:季|月|年|步)(?:攀升|回升|提高|加快|上升|走高|向好|增长|回暖)|比[一两三四五六七八九十]{1,2}年前|(?:回升|回暖|反弹|回落|走低|转暖|走高)$|现有|(?:与|和|同)(?:去年|上年|前年|\d{4}年)[^，。；、]{0,12}?(?:相比|同比|比较)|最[大快高]|领跑|按?(?:同|可比|自然|不变)口径|[当单]月(?=[增下同实完])|扣除价格因素|[破过超](?:百|千|十)?[万亿](?=[，。；]|$)|取得|录得|以(?=\d)|新?台阶|关口|(?:来)?看(?=，|$)|由[负降减跌]转[正升增涨]|由[正升增涨]转[负降减跌]|扭负为正|转正|止跌回升|双双|企稳回升|稳步回升|稳中有升|连续(?:\d+|[一二三四五六七八九十两]+)个?(?:月|季度|年)|[一两二三四五六七八九十]年(?=年均|平均|净增|增长)|一年的|当年(?=新增|净增)|同期(?=[全增下完实达，])|两位数|多年|实现|完成|达到|达(?![产标州成])|为(?![主民企])|是|共有|有(?![限色机关效源])|共计|共(?![同建享和性治富])|合计|总计|总数|数量|户数|家数|个数|总户数|总家数|人次|(?<![签预节合公条制大])约|(?<![地人户亩车])均(?![等衡])|(?<![成首丰古])都(?![市江会匀城])|也|又|再(?![生造制就])|还|(?<![\d万亿百千])(?:只|才|总算|不过|竟|足足|整整|将近)(?=[有增下降达完实是近逾超]|\d)|有(?=\d)|却(?=[只仅有达为下增降]|\d)|仍然?(?=[稳保达有增实为])|多达|倒(?:是|也)|刚刚(?=[过达突超]|\d)|从零(?:起步|开始)|紧随其后|紧跟其后|[干做冲]到(?=\d)|更[快高猛强大低慢旺稳](?=，|$)|更(?![新换])|已经?|成功|顺利|圆满|了|的|仅|就(?![业医近地])|可(?=达|实现|完成|突破|超|增)|稳定在|保持|保持在|保持了|运行在|继续|持续|一直|由|从|同比|环比|其中|(?<=，)[而但](?![且是])|全部|培育(?:了|出|壮大|发展)?|认定(?:了|为)?|拥有|建成(?:了|投用)?|创建(?:了|成)?|打造(?:了|成)?|获评|入库|实施|推进|大关|、?其中|全年|本年|外贸|\s|率先|首次|历史性|左右|(?<!级)以上|以内|上下|按(?:可比|不变)价格?计算|存量|目前|在册|有效期内|有效",
}
_PLAIN = str.maketrans({",": None, "，": None, "−": "-", "－": "-"})
_AROUND_UNIT = re.compile(r"(?P<more>余|多)?")
_BEHIND = re.compile(r"(?P<more>以上|左右|上下|以内|余|多)")
PERIOD = re.compile(_PATTERNS["period"])
_CLAUSE = re.compile(r"[，；。：！？]?[^，；。：！？]+：?|[，；。：！？]")
STATES = re.compile(
    rf"百分之|{NUMERAL}[余多]?[万亿家个户]|"
    r"\d|[第前][一二三四五六七八九十]|前列|首位|榜首|[千百](?:亿|万人次)|番|[一两二三四五六七八九]成|领先|上游"
)
"""What a clause holds that states a figure or a rank."""
_LISTED = re.compile("，(?:同比|增速|增幅)?(?:分别|依次)")
"""Behind a clause: its list is given numbers."""
SHORT_CLAUSE = 12
"""A clause of so many characters may only link others: 固投增速由负转正，同比增长1.9%."""
FRAME = frozenset({"own", "city", "abroad", "period", "target", "forecast", "past", "stop", "quote"})
"""Kinds of pieces that say of what the clauses behind them speak."""
_NO_RANK = "(?![前首]|第(?![一二三][、产]))"
"""Behind a place: it is not what a rank is counted in (全市第三, but 全区|第三产业)."""
PLACE_WORDS = {
    "own": (
        "全区",
        "全县",
        "我区",
        "我县",
        "本区",
        "本县",
        "全域",
        "(?<![\u3400-\u9fff])新区",
        "(?<=[在我])新区",
        "区内",
        "县内",
        "区域内",
        "直管区",
        "自治县",
        "我们(?=[区县]|[只仅才则也却]{0,2}(?:增长|下降|[有是为达]?[0-9]))",
        "该区",
        "该县",
        "这[个座一][\u3400-\u9fff]{0,6}?(?:县(?![城级委域])|(?:大|强|行政|主城|新|中心城)区)",
    ),
    "city": ("全市", "我市", "本市"),
    "abroad": (
        "[两三四五六七八](?:个区县|区县|[地区县])(?![域位段块])",
        "全国",
        "我国",
        "中国",
        "全球",
        "世界",
        "全省",
        "我省",
        "国内",
        "行业",
        "全行业",
    ),
}


class Token(NamedTuple):
    """One piece of a sentence."""

    kind: str
    start: int
    end: int
    text: str
    indicator: Indicator | None = None
    value: float | None = None
    unit: str | None = None
    part: str | None = None
    """What an indicator's words name of a part: 工业 in 签约工业项目."""
    place: str | None = None
    """The district in which a town or a site lies."""
    qualifier: str | None = None
    """以上, 左右, 多 behind a number."""


class _Rule(NamedTuple):
    """How one kind of piece looks."""

    kind: str
    pattern: re.Pattern[str]
    indicator: Indicator | None


class _Rules:
    """Some rules, by the characters with which their matches can begin."""

    def __init__(self, rules: Iterable[_Rule]) -> None:
        self.at: dict[str, list[_Rule]] = {}
        for rule in rules:
            for char in beginnings(rule.pattern.pattern):
                self.at.setdefault(char, []).append(rule)
        self.begins = re.compile(f"[{re.escape(''.join(sorted(self.at)))}]")


class Tokenizer:
    """Cuts sentences, with the indicators of one ledger."""

    def __init__(self, indicators: Indicators) -> None:
        self._indicators = indicators
        self._units = re.compile("|".join(f"(?:{unit.pattern})" for unit in self._ordered_units()))
        rules = tuple(self._rules())
        self._all = _Rules(rules)
        self._indicating = _Rules(rule for rule in rules if rule.kind in ("indicator", "other"))
        words = "|".join(word for way in indicators.ways for word in way.words).replace("?P<part>", "?:")
        firsts = "".join(sorted(beginnings(words)))
        self._indicator_words = re.compile(f"(?=[{re.escape(firsts)}])(?:{words})")
        self._few = _Rules(rule for rule in rules if rule.kind in FRAME)

    def _rules(self) -> Iterable[_Rule]:
        """What pieces look like; the first rule that matches wins."""
        yield _Rule("other", re.compile(self._indicators.other or "(?!)"), None)
        for way in self._indicators.ways:
            yield _Rule("indicator", re.compile("|".join(way.words)), way)
        for kind, words in PLACE_WORDS.items():
            yield _Rule(kind, re.compile(f"(?:{'|'.join(words)}){_NO_RANK}"), None)
        for kind, pattern in _PATTERNS.items():
            yield _Rule(kind, re.compile(pattern), None)

    def _ordered_units(self) -> list[re.Pattern[str]]:
        units = self._indicators.units
        return [units[key] for key in ("visits", "per_mu", "money", "weight", "change", "percent", "count")]

    def tokens(self, text: str, start: int, end: int) -> tuple[Token, ...]:
        """
        The pieces of text[start:end] in order; they cover it.

        A long clause without number or rank states nothing: of it only what frames other clauses is told apart.
        """
        found: list[Token] = []
        for clause in _CLAUSE.finditer(text, start, end):
            rules = self._all if self._counts(text, *clause.span()) else self._few
            found += self._pieces(rules, text, *clause.span())
        return tuple(_merged(found))

    def _counts(self, text: str, start: int, end: int) -> bool:
        """Whether a clause states something, or names what the next one may state: 工业投资由负转正，增长1%."""
        if end - start <= SHORT_CLAUSE or STATES.search(text, start, end):
            return True
        names = end - start <= 2 * SHORT_CLAUSE or _LISTED.match(text, end)
        return bool(names) and self._indicator_words.search(text, start, end) is not None

    def has_indicator(self, text: str, start: int, end: int) -> bool:
        """Whether an indicator is named in text[start:end], and not only as a part of longer words."""
        first = self._indicator_words.search(text, start, end)
        if not first:
            return False
        while begin := self._indicating.begins.search(text, start, end):
            token = self._token_at(self._indicating, text, begin.start(), end)
            if token and token.kind == "indicator":
                return True
            start = token.end if token else begin.end()
        return False

    def _pieces(self, rules: _Rules, text: str, start: int, end: int) -> list[Token]:
        found: list[Token] = []
        unknown = position = start
        while begin := rules.begins.search(text, position, end):
            position = begin.start()
            token = self._token_at(rules, text, position, end)
            if token is None:
                position += 1
                continue
            if unknown < position:
                found.append(_other(text, unknown, position))
            found.append(token)
            unknown = position = token.end
        if unknown < end:
            found.append(_other(text, unknown, end))
        return found

    def _token_at(self, rules: _Rules, text: str, position: int, end: int) -> Token | None:
        for rule in rules.at[text[position]]:
            match = rule.pattern.match(text, position, end)
            if match and (token := self._token(rule, text, match, end)):
                return token
        return None

    def _token(self, rule: _Rule, text: str, match: re.Match[str], end: int) -> Token | None:
        if rule.kind == "number":
            return self._number(text, match, end)
        if rule.kind == "numeral":
            return self._numeral(text, match, end)
        if rule.kind == "words_number":
            return self._in_words(text, match)
        part = match.groupdict().get("part")
        return Token(rule.kind, match.start(), match.end(), match.group(), rule.indicator, part=part)

    def _number(self, text: str, match: re.Match[str], end: int) -> Token:
        if len(match.group()) > MOST_DIGITS:
            return _other(text, match.start(), match.end())
        return self._counted(text, match, end, float(match.group().translate(_PLAIN)))

    def _numeral(self, text: str, match: re.Match[str], end: int) -> Token | None:
        """A number in words with its unit: 三百一十二家, 百分之六点五."""
        words = match.group()
        if words.startswith("百分之"):
            value = value_of(words.removeprefix("百分之"))
            return Token("number", match.start(), match.end(), words, value=value, unit="%")
        token = self._counted(text, match, end, value_of(words))
        if "万" in words and token.unit:
            return token._replace(unit="万" + token.unit)
        return token if token.unit and len(words) > 1 else None

    def _in_words(self, text: str, match: re.Match[str]) -> Token:
        amount = in_words(match.group(), text[match.end() : match.end() + 3])
        end = match.end() + amount.behind
        return Token(
            "number",
            match.start(),
            end,
            text[match.start() : end],
            value=amount.value,
            unit=amount.unit,
            qualifier=amount.qualifier,
        )

    def _counted(self, text: str, match: re.Match[str], end: int, value: float) -> Token:
        more = _AROUND_UNIT.match(text, match.end(), end)
        qualifier = more["more"] if more else None
        unit = self._units.match(text, match.end() + len(qualifier or ""), end)
        last = unit.end() if unit else match.end()
        behind = _BEHIND.match(text, last, end) if unit else None
        if behind:
            qualifier, last = behind["more"], behind.end()
        words = text[match.start() : last]
        return Token(
            "number",
            match.start(),
            last,
            words,
            value=value,
            unit=unit.group() if unit else None,
            qualifier=qualifier,
        )


def _other(text: str, start: int, end: int) -> Token:
    return Token("other", start, end, text[start:end])


def _merged(tokens: Iterable[Token]) -> Iterable[Token]:
    """Other pieces that touch are one."""
    held: Token | None = None
    for token in tokens:
        if token.kind == "other" and held:
            held = Token("other", held.start, token.end, held.text + token.text)
            continue
        if held:
            yield held
        held = token if token.kind == "other" else None
        if not held:
            yield token
    if held:
        yield held
