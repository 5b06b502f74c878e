"""What is known of a statement while it is read, and what a sentence leaves to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.figures.indicators import Indicator
from builder.figures.periods import Period, read_period
from builder.figures.subjects import Subject, is_firm
from builder.figures.tokens import PERIOD

_HEAD = re.compile("[，：。]")
_INTRODUCED = re.compile("^(?:据了解|据介绍|据悉|近日|日前|目前|如今|位于|在).{0,12}?的")


@dataclass(slots=True)
class Statement:
    """One statement while it is read."""

    way: Indicator
    indicator: str
    start: int
    end: int
    subject: Subject
    period: Period | None
    kind: str
    scope: str | None = None
    value: float | None = None
    unit: str | None = None
    change: float | None = None
    change_unit: str | None = None
    rank: str | None = None
    increment: bool = False
    from_value: bool = False
    """Whether a number stood before that it rose or fell from."""
    from_rate: bool = False
    """Whether a rate stood before that it rose or fell from."""
    is_rate: bool = False
    """Whether its growth is spoken of, so that bare percentages are changes: GDP增速逐季攀升，上半年3.2%."""
    is_bound: bool = False
    """Whether it only bounds what is counted, and so states nothing: 增速超过10%的镇街有11个."""
    qualifiers: list[str] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether it says anything."""
        return self.is_counted or self.rank is not None

    @property
    def is_counted(self) -> bool:
        """Whether it says more than a rank."""
        return self.value is not None or self.change is not None

    @property
    def speaks_of_rate(self) -> bool:
        """Whether a bare percentage that goes on with it is a change, too: 一季度增长5.6%，上半年6.1%."""
        return self.is_rate or (self.value is None and self.change_unit == "%")

    def is_of_same(self, other: Statement) -> bool:
        """Whether it speaks of the same indicator, place, part, period and kind."""
        mine, others = (
            (s.indicator, s.subject.place, s.scope, s.period, s.kind, s.increment) for s in (self, other)
        )
        return mine == others


@dataclass(slots=True)
class Carry:
    """What a sentence leaves to the next one of its paragraph."""

    period: Period | None = None
    firm: bool = False
    kind: str = "actual"
    """What the next sentence states, where it says nothing else of that."""
    plan: bool = False
    """Whether what it says without a past period is yet to come: 新的一年，…. The next paragraphs go on with it."""
    before: str = ""
    """The paragraph before: 三区分别… speaks of the three that it names."""
    park: str | None = None
    topic: Subject | None = None
    """Of whom the last sentence with figures spoke first."""
    last: Statement | None = None
    """What it stated last, where all that it stated is of one indicator."""
    named: str | None = None
    """The indicator that it named last."""
    context: dict[str, str | None] = field(default_factory=dict)
    """All indicators that it named, with the part that each spoke of, the last one last."""
    stated: tuple[Statement, ...] = ()
    """All that it stated."""
    heading: Statement | None = None
    """What it named without a figure, so that the next one may give it."""

    def pass_over(self, sentence: str, names_place: bool) -> None:
        """Take from a sentence without figures of what time, and of whom, the next one may speak."""
        self.last = self.heading = None
        self.context, self.stated = {}, ()
        if period := PERIOD.match(sentence):
            self.period = read_period(period.group())
        head = _HEAD.split(sentence, maxsplit=1)[0]
        if is_firm(_INTRODUCED.sub("", head)):
            self.firm = True
        elif names_place:
            self.firm, self.topic = False, None
