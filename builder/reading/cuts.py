"""What the ends and the beginnings of a page's texts show, weighed once: for the roles of its blocks, and for their order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from builder.reading.continuity import word_gains
from builder.reading.joint import joint_scores
from builder.reading.marks import ends_closed
from builder.reading.openings import openings

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cuts:
    """Of each two texts: the one that breaks off in rows, the one that may go on with it in columns."""

    gains: Matrix
    """What a word across the cut saves (`continuity`); 0 where the first ends with a sentence, or both are one."""
    joints: Matrix
    """What both sides show beside it (`joint`); likewise."""
    openings: Matrix
    """Of each text by itself: whether a sentence begins with it (`openings`)."""


@lru_cache(maxsize=4)
def cuts_of(texts: tuple[str, ...]) -> Cuts:
    """Weigh each two of some texts; the last few pages are remembered, as more than one stage asks for each."""
    gains, joints = np.zeros((2, len(texts), len(texts)))
    ends = [place for place, text in enumerate(texts) if not ends_closed(text)]
    if ends:
        broken_off = [texts[place] for place in ends]
        gains[ends] = word_gains(broken_off, texts)
        joints[ends] = joint_scores(broken_off, texts, gains[ends])
        gains[ends, ends] = joints[ends, ends] = 0
    return Cuts(gains, joints, openings(texts))


def forget_cuts() -> None:
    """Weigh anew when next asked, as the tables have changed."""
    cuts_of.cache_clear()
