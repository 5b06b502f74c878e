"""Tells when a clause only names the indicator of which the next one speaks: 工业投资一马当先。前4月，同比增长31.9%."""

from __future__ import annotations

import re

from builder.figures.subjects import PLACE_KINDS
from builder.figures.tokens import Token

MOST = 24
"""Characters of the longest such clause."""
_PRAISES = re.compile(
    "方面|一马当先|一枝独秀|稳中|稳步|逆势|保持|再创|新高|新低|成色|亮眼|抢眼|强劲|有力|向好|回升|回暖|上扬|攀升|提速|亮点|引擎|较快|平稳|稳健"
    "|良好|喜人|活跃|红火|火热|两旺|扩大|增势|势头|态势|台阶|突破|跃升|快速|大幅|转正|止跌|企稳|支撑|发力|给力|持续|加快|加速|承压|下滑|走低|回落|趋缓|放缓|壮大|扩容"
)
"""What is said of an indicator before its figures are."""
_LEADS = PLACE_KINDS | {"stop", "period", "quote", "and", "filler"}


def is_heading(clause: list[Token]) -> bool:
    """Whether a clause names one indicator, and says no more of it than how it fares."""
    named = [index for index, token in enumerate(clause) if token.kind == "indicator"]
    if len(named) != 1 or clause[-1].end - clause[0].start > MOST:
        return False
    before, behind = clause[: named[0]], clause[named[0] + 1 :]
    if any(token.kind not in _LEADS for token in before):
        return False
    if any(token.kind in ("number", "rank", "target", "forecast", "compare") for token in behind):
        return False
    return _PRAISES.search("".join(token.text for token in behind)) is not None
