"""Citations as files for reference managers: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import json
import re
from typing import Any

from builder.citations.reference import Reference

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_NO_KEY = re.compile(r"[^A-Za-z0-9.:-]")


def bibtex(reference: Reference) -> str:
    """BibTeX: `@article` of a newspaper, `@misc` where its name is not known."""
    date = reference.date or ""
    fields = {
        "author": " and ".join(f"{{{_tex(author)}}}" for author in reference.authors),
        "title": f"{{{_tex(reference.title)}}}",
        "journal": _tex(reference.publication or ""),
        "year": date[:4] or ("" if reference.is_inferred else str(reference.year or "")),
        "month": str(int(date[5:7])) if date else "",
        "day": str(int(date[8:])) if date else "",
        "pages": _tex(reference.page or ""),
        "url": _tex_url(reference.url),
        "note": _tex(_note(reference)),
        "language": "zh-CN",
    }
    kind = "article" if reference.publication else "misc"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value.strip("{}")]
    return "\n".join([f"@{kind}{{{_key(reference.id)},", *lines, "}"]) + "\n"


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in text)


def _tex_url(url: str) -> str:
    """An address of the archive is quoted already; only what TeX would take for its own is left."""
    return url.replace("%", r"\%").replace("#", r"\#")


def _key(identity: str) -> str:
    return _NO_KEY.sub(lambda match: f":{ord(match.group()):x}:", identity)


def ris(reference: Reference) -> str:
    """RIS, of the type NEWS."""
    date = reference.date.replace("-", "/") if reference.date else ""
    year = "" if reference.is_inferred else str(reference.year or "")
    fields = [
        ("TY", "NEWS"),
        ("ID", reference.id),
        *(("AU", author) for author in reference.authors),
        ("TI", reference.title),
        ("T2", reference.publication),
        ("PY", date[:4] or year),
        ("DA", date),
        ("SP", reference.page),
        ("UR", reference.url),
        ("N1", _note(reference)),
        ("LA", "zh-CN"),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def csl_json(reference: Reference) -> str:
    """CSL-JSON, as Zotero and citeproc read it: a list of one item."""
    return json.dumps([csl_item(reference)], ensure_ascii=False, indent=1) + "\n"


def csl_item(reference: Reference) -> dict[str, Any]:
    """An item of CSL-JSON, without what is not known."""
    item: dict[str, Any] = {
        "id": reference.id,
        "type": "article-newspaper",
        "title": reference.title,
        "author": [{"literal": author} for author in reference.authors],
        "container-title": reference.publication,
        "issued": _issued(reference),
        "page": reference.page,
        "URL": reference.url,
        "language": "zh-CN",
    }
    return {key: value for key, value in item.items() if value}


def _issued(reference: Reference) -> dict[str, Any] | None:
    if reference.date:
        return {"date-parts": [[int(part) for part in reference.date.split("-")]]}
    if reference.year:
        return {"date-parts": [[reference.year]]} | ({"circa": True} if reference.is_inferred else {})
    return None


def _note(reference: Reference) -> str:
    return f"出版年据正文推断为{reference.year}年" if reference.is_inferred else ""
