"""
Renders the templates of many pages on all cores, as soon as MkDocs asks for the first of them.

MkDocs' own code does the work, in processes that are copies of this one, and writes what each page then takes of it. A page
that fails there, or of which something is logged, is rendered here once more: so it is told of as ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ahead import FEW, kept_log
from jinja2 import Environment, Template
from mkdocs.commands.build import get_context
from mkdocs.structure.pages import Page

from builder.cores import on_all_cores
from builder.progress import Progress

HTML = "archive_html"
"""Where a page's context holds what its template was rendered to; nothing while that is done."""


class AheadTemplate(Template):
    """A template that need not be rendered where its context holds the outcome."""

    def render(self, *args: Any, **values: Any) -> str:
        context = dict(*args, **values)
        return context.get(HTML) or super().render(context)


class Templates:
    """The pages of one build, in the order in which MkDocs asks for them."""

    def __init__(self, env: Environment, progress: Progress) -> None:
        env.template_class = AheadTemplate
        self._env = env
        self._progress = progress
        self._rendered: Iterator[tuple[Page, str | None]] | None = None

    def take(self, page: Page, context: dict[str, Any]) -> bool:
        """Put a page's HTML into its context, where it could be rendered ahead; whether that was so."""
        if HTML in context:  # asked where the template is rendered
            return False
        if self._rendered is None:
            self._rendered = self._render(context)
        page.active = False  # the processes may begin now, and would know two pages as the one that is shown
        # MkDocs may leave out pages (a "dirty" build does), but never changes their order.
        context[HTML] = next((html for other, html in self._rendered if other is page), None)
        page.active = True
        return bool(context[HTML])

    def close(self) -> None:
        """End the processes, which a build that failed leaves waiting."""
        if self._rendered:
            self._rendered.close()

    def _render(self, context: dict[str, Any]) -> Iterator[tuple[Page, str | None]]:
        """All pages with their HTML, which no process keeps longer than until it is taken."""
        pages = [file.page for file in context["pages"] if file.page]
        if len(pages) < FEW:
            return

        def render(page: Page) -> str | None:
            return _rendered(page, self._env, context)

        for number, (page, html) in enumerate(zip(pages, on_all_cores(render, pages), strict=True), start=1):
            self._progress("written", number, len(pages))
            yield page, html


def _rendered(page: Page, env: Environment, of_another: dict[str, Any]) -> str | None:
    """
    A page's HTML; `of_another` is the context of another one.

    Nothing where MkDocs itself must render it: it fails, something is logged of it, or it is a draft, which gets a mark later.
    """
    nav, files, config = (of_another[name] for name in ("nav", "pages", "config"))
    content = page.content
    if page.file.inclusion.is_excluded():
        return None
    with kept_log() as logged:
        try:
            page.active = True
            template = env.get_template(page.meta.get("template", "main.html"))
            context = {**get_context(nav, files, config, page), HTML: None}
            html = template.render(config.plugins.on_page_context(context, page=page, config=config, nav=nav))
        except Exception:
            return None
        finally:
            page.active, page.content = False, content
    return None if logged else html
