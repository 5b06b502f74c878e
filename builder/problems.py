"""What the builder tells its user: what is wrong, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from builder.invisible import spelled_out


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that the user should know or mend."""

    where: str
    """File, and line where there is one."""
    what: str
    """What is wrong, and what to do."""
    is_notice: bool = False
    """A notice tells of something that was handled; it does not fail the build."""

    def __str__(self) -> str:
        return spelled_out(f"{'note' if self.is_notice else 'problem'}: {self.where}: {self.what}")
