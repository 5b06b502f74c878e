"""Renders the pages that go to readers as HTML, without a detour by Markdown; text in values is escaped."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.publish.markdown import TEMPLATES

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=True,
)


def render_html(template: str, **values: Any) -> str:
    """Render an HTML template."""
    return _ENVIRONMENT.get_template(template).render(values)
