"""Puts text into Markdown so that it stays text, and renders the Markdown templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import frontmatter
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.publish.addresses import anchor_of

TEMPLATES = Path(__file__).parent.parent / "templates"
GENERATOR = "newspaper-archive"
"""Stands in the front matter of each generated page: a page without it is somebody's own, and never touched."""

URL_CHARACTERS = "/#.:?&=%+~,;@!-_"
"""What may stand in an address as it is, and cannot end a link."""
ONE_LINE = 1_000_000
"""Longer than any value, so that YAML folds none."""

LONGEST_PARAGRAPH = 5_000
"""Characters; Markdown's time grows with the square of a paragraph's, and a printed one has some hundreds."""

_SPECIAL = re.compile(r"[\\`*_{}\[\]]")
_ENTITIES = str.maketrans(
    {char: f"&#{ord(char)};" for char in "|~^$"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
)
_EMOJI_CODE = re.compile(r":(?=[\w+-]+:)", re.ASCII)
_LINE_START = re.compile(r"\A(?:[#+\-=:!?/\"]|\d+(?=[.)]\s))")


class Markdown(str):
    """Markdown that is meant as such; templates put in any other value as text."""

    __slots__ = ()


def escape(text: str) -> Markdown:
    r"""
    Write one line of text so that Markdown shows it as it is, here and on GitHub.

    Characters that mean something anywhere are escaped, those that mean something at a line's start only there, so
    that figures such as 1-11月 or 5.1% stay readable in the source.
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", text).translate(_ENTITIES)
    escaped = _EMOJI_CODE.sub("&#58;", escaped)
    return Markdown(
        _LINE_START.sub(_as_entities, escaped, count=1) if _LINE_START.match(escaped) else escaped
    )


def _as_entities(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(char)};" for char in match.group())


def anchor(identity: str) -> Markdown:
    """An anchor for what follows, named by the end of a page's, article's or paragraph's id (`l26`)."""
    return Markdown(f'<a id="{anchor_of(identity)}"></a>')


def link(text: str, target: str) -> Markdown:
    """A link to another Markdown file, `#` and an anchor."""
    return Markdown(f"[{escape(text)}]({quote(target, safe=URL_CHARACTERS)})")


def pieces_of(text: str) -> list[str]:
    """A text in pieces that Markdown takes one by one: the whole of it, but where no paragraph is so long."""
    return [text[start : start + LONGEST_PARAGRAPH] for start in range(0, len(text), LONGEST_PARAGRAPH)]


def _finalize(value: Any) -> Any:
    return value if isinstance(value, Markdown) else escape(str(value))


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    undefined=StrictUndefined,
    finalize=_finalize,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
    autoescape=False,  # finalize escapes, for Markdown
)


def render(template: str, metadata: Mapping[str, Any], **values: Any) -> str:
    """Render a template below front matter; text in values is escaped, Markdown is not."""
    body = _ENVIRONMENT.get_template(template).render(values, anchor=anchor, link=link, pieces_of=pieces_of)
    post = frontmatter.Post(re.sub(r"\n{3,}", "\n\n", body), **metadata, generator=GENERATOR)
    return str(frontmatter.dumps(post, sort_keys=False, width=ONE_LINE)) + "\n"


def is_generated(content: str) -> bool:
    """Whether a Markdown file was written by the builder."""
    return bool(_front_matter(content).get("generator") == GENERATOR)


def seed_of(content: str) -> str | None:
    """The seed that a generated page names as its own."""
    seed = _front_matter(content).get("seed") if is_generated(content) else None
    return seed if isinstance(seed, str) else None


def _front_matter(content: str) -> dict[str, Any]:
    try:
        return dict(frontmatter.loads(content).metadata)
    except Exception:  # somebody's own front matter may be anything, and raise anything
        return {}
