"""What must hold of whatever the builder makes of a bad seed."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from builder.invisible import invisible_in

INLINE = (
    "__md_scope=new URL(",
    "var palette=__md_get(",
    "document.forms",
    "var target=document.getElementById",
    "location.replace(",
    "The reader's choice of light or dark",
)
"""How the theme's and the templates' own scripts are known; a test of the browser tells whether another one runs."""
ACTIVE = {"iframe", "object", "embed", "applet", "frame", "svg:script", "base", "meta:refresh"}
FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")


class _Elements(HTMLParser):
    """Collects what is wrong in a page's elements."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element's name and attributes."""
        if tag in ACTIVE:
            self.faults.append(f"<{tag}>")
        self._script = tag == "script" and dict(attrs).get("type") in (None, "text/javascript", "module")
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc":
                self.faults.append(f"<{tag} {name}={value!r}>")
            if name in ("href", "src", "action", "formaction", "data", "xlink:href"):
                self._look_at_address(tag, name, value or "")

    def _look_at_address(self, tag: str, name: str, value: str) -> None:
        scheme = urlsplit(value.strip()).scheme
        is_link = name == "href" and tag in ("a", "link")
        if scheme not in (("", "http", "https", "data") if is_link else ("",)):
            self.faults.append(f"<{tag} {name}={value!r}>")

    def handle_data(self, data: str) -> None:
        """Look at a script that stands in the page."""
        if self._script and data.strip() and not any(words in data for words in INLINE):
            self.faults.append(f"script {data[:80]!r}")
        self._script = False


def html_faults(text: str) -> list[str]:
    """Elements, attributes and addresses that only a text that escaped can have brought in, and invisible characters."""
    parser = _Elements()
    parser.feed(text)
    parser.close()
    return parser.faults + [f"U+{ord(char):04X}" for char in sorted(invisible_in(text))]


def site_faults(site: Path) -> Iterator[str]:
    """What is wrong in a built site."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if name.startswith("assets/") and not name.startswith("assets/search"):
            continue
        if path.suffix == ".html":
            yield from (f"{name}: {fault}" for fault in html_faults(path.read_text("utf-8")))
        elif path.suffix == ".xml":
            ElementTree.parse(path)
        elif path.suffix == ".json":
            read_json(path)


def read_json(path: Path) -> Any:
    """A JSON file by the letter of the standard, which knows neither NaN nor infinity nor lone surrogates."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"{path.name}: {constant} is no JSON")

    value = json.loads(path.read_text("utf-8"), parse_constant=refuse)
    json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


def docs_faults(docs: Path) -> Iterator[str]:
    """What is wrong in the data and the Markdown below docs/."""
    for path in sorted((docs / "data").glob("*.json")):
        read_json(path)
    for path in sorted((docs / "data").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        for row in rows:
            if len(row) != len(rows[0]):
                yield f"{path.name}: a row of {len(row)} cells"
            yield from (
                f"{path.name}: {cell[:40]!r}"
                for cell in row
                if FORMULA.match(cell) and not NUMBER.fullmatch(cell)
            )
    for path in sorted(docs.rglob("*.md")):
        hidden = invisible_in(path.read_text("utf-8"))
        if hidden:
            yield f"{path.name}: shows {sorted(hidden)!r}"
