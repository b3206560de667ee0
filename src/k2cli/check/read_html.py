"""Saved web pages: the main text, without navigation, scripts, forms and advertisements.

justhtml parses as browsers do, keeps the offset of every text, and stays linear on hostile input. Measured with
Python 3.11: html.parser of the standard library takes 8 s for 40,000 times `<a `, justhtml 0.02 s; lxml and
selectolax know lines at best, html5lib is older and slower.
"""

from __future__ import annotations

import html
import re
from typing import Any

from k2cli.check import allow
from k2cli.check.blocks import Allow, Block, Document, Run, block
from k2cli.check.source import Source

_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8}|#[0-9]{1,9}|[A-Za-z][A-Za-z0-9]{1,31});?")
_SKIP = frozenset(
    (
        "script style noscript template svg math nav header footer aside form button select option textarea "
        "input iframe object video audio canvas map dialog menu head title meta link code pre samp kbd"
    ).split()
)
_BLOCKS = frozenset(
    (
        "p div section article main body html blockquote ul ol dl figure figcaption table thead tbody tfoot "
        "caption address details summary hgroup center fieldset li dt dd tr h1 h2 h3 h4 h5 h6 hr search"
    ).split()
)
_KINDS = {
    "li": "item",
    "dd": "para",
    "dt": "para",
    **{f"h{n}": "heading" for n in range(1, 7)},
    "summary": "heading",
    "caption": "heading",
}
_NOISE = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|breadcrumbs?|cookies?|consent|sidebar|footer|site-header|masthead|share|sharing|"
    r"social|newsletter|subscribe|comments?|comment-list|related|advert(?:isement)?s?|ads?|promo|popup|modal|skip-link|screen-reader-text)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_NOISE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "complementary", "menu", "form"}
)


def entity(text: str, place: int) -> tuple[str, int]:
    """The characters of the reference at `place` and its length in the source; the `&` itself if it is none."""
    found = _ENTITY.match(text, place)
    if not found:
        return "&", 1
    decoded = html.unescape(found[0])
    if decoded == found[0]:
        return "&", 1
    # A reference without ";" can be shorter than the word it begins ("&amp" in "&ampere").
    if not found[0].endswith(";") and not found[0].startswith("&#"):
        for end in range(len(found[0]), 2, -1):
            if (short := html.unescape(found[0][:end])) != found[0][:end] and len(short) <= 2:
                return short, end
    return decoded, len(found[0])


def read_html(source: Source) -> Document:
    """The blocks of a page: of its `main` or `article` when it has one that holds most of the text."""
    from justhtml import JustHTML  # late: 57 ms, and most texts are no pages

    text = source.text
    try:
        root = JustHTML(text, sanitize=False, track_node_locations=True).root
    except RecursionError:  # pragma: no cover
        return Document([], [])
    reader = _Reader(text)
    main = _main(root)
    reader.walk(main)
    if main is not root and len(reader.blocks) < 2:
        reader = _Reader(text)
        reader.walk(root)
    # Comments outside the main text may still allow something inside it.
    return Document(reader.blocks, reader.allows)


def _children(node: Any) -> list[Any]:
    return list(getattr(node, "children", None) or ())


def _main(root: Any) -> Any:
    """The element `main`, else the only `article`, else everything."""
    articles: list[Any] = []
    stack = [root]
    while stack:
        node = stack.pop()
        name = node.name
        if name == "main" or (getattr(node, "attrs", None) or {}).get("role") == "main":
            return node
        if name == "article":
            articles.append(node)
        elif name not in _SKIP:
            stack.extend(reversed(_children(node)))
    return articles[0] if len(articles) == 1 else root


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.allows: list[Allow] = []
        self.run = Run()
        self.kind, self.level = "para", 0
        self.heads: list[str] = []
        self.last = 0

    def close(self) -> None:
        if found := block(self.kind, self.run, self.level):
            self.blocks.append(found)
        self.run = Run()

    def walk(self, root: Any) -> None:
        """Depth first without recursion: a page can nest ten thousand deep."""
        stack: list[tuple[Any, str, int, bool]] = [(root, "para", 0, False)]
        while stack:
            node, kind, level, leaving = stack.pop()
            if leaving:
                self.close()
                self.kind, self.level = kind, level
                continue
            name = node.name
            if name == "#text":
                self.words(node.data or "", getattr(node, "origin_offset", None))
                continue
            if name == "#comment":
                self.comment(node)
                continue
            if (
                name in _SKIP
                or (name.startswith("#") and name not in ("#document", "#document-fragment"))
                or name == "!doctype"
            ):
                if name not in ("head", "template") and not name.startswith(("#", "!")):
                    self.comments_in(node)
                self.run.add(" ", self.last)
                continue
            attrs = getattr(node, "attrs", None) or {}
            if name not in ("html", "body", "main", "article") and _noise(attrs):
                continue
            if name == "br":
                self.run.add(" ", self.last)
                continue
            if name == "tr":
                self.close()
                self.row(node)
                continue
            if name in _BLOCKS:
                self.close()
                stack.append((node, kind, level, True))
                # A paragraph inside a list item is still the item.
                kind = _KINDS.get(name, kind if name in ("p", "div") and kind == "item" else "para")
                level = (
                    int(name[1])
                    if kind == "heading" and name[0] == "h" and name[1:].isdigit()
                    else 3
                    if kind == "heading"
                    else 0
                )
                self.kind, self.level = kind, level
            stack.extend((child, kind, level, False) for child in reversed(_children(node)))
        self.close()

    def words(self, data: str, offset: int | None, run: Run | None = None) -> None:
        """Characters with their places; references such as `&amp;` count as one."""
        run = self.run if run is None else run
        place = self.last if offset is None else offset
        text = self.text
        size = len(text)
        index = 0
        while index < len(data):
            char = data[index]
            if place < size and text[place] == "&":
                decoded, length = entity(text, place)
                if data.startswith(decoded, index):
                    for c in decoded:
                        run.add(c, place)
                    index += len(decoded)
                    place += length
                    continue
            if place < size and text[place] != char:
                # The parser dropped or moved something: go on at the next place where they agree.
                near = text.find(char, place, place + 200)
                if near >= 0 and not char.isspace():
                    place = near
            run.add(char, min(place, max(0, size - 1)))
            index += 1
            place += 1
        self.last = min(place, max(0, size - 1))

    def comment(self, node: Any) -> None:
        start = getattr(node, "origin_offset", None)
        if found := allow.comment(str(node.data or ""), start or self.last, start or self.last):
            if start is not None:
                end = self.text.find("-->", start)
                found = found._replace(end=len(self.text) if end < 0 else end + 3)
            self.allows.append(found)

    def comments_in(self, node: Any) -> None:
        stack = [node]
        while stack:
            found = stack.pop()
            if found.name == "#comment":
                self.comment(found)
            stack.extend(_children(found))

    def row(self, node: Any) -> None:
        cells: list[Run] = []
        head = True
        for cell in _children(node):
            if cell.name not in ("td", "th"):
                continue
            head = head and cell.name == "th"
            run = Run()
            stack = [cell]
            while stack:
                part = stack.pop()
                if part.name == "#text":
                    self.words(part.data or "", getattr(part, "origin_offset", None), run)
                elif part.name == "#comment":
                    self.comment(part)
                elif part.name not in _SKIP:
                    run.add(" ", self.last)
                    stack.extend(reversed(_children(part)))
            run.text()
            cells.append(run)
        row = [c.text() for c in cells]
        if head and row:
            self.heads = row
            return
        joined = Run()
        for run in cells:
            if joined.chars and run.chars:
                for char in " | ":
                    joined.chars.append(char)
                    joined.places.append(run.places[0])
            joined.chars.extend(run.chars)
            joined.places.extend(run.places)
        if made := block("row", joined, column=" | ".join(self.heads) if row != self.heads else ""):
            self.blocks.append(made)


def _noise(attrs: dict[str, Any]) -> bool:
    if "hidden" in attrs or attrs.get("aria-hidden") == "true" or attrs.get("role") in _NOISE_ROLES:
        return True
    named = f"{attrs.get('class') or ''} {attrs.get('id') or ''}"
    if "display:none" in str(attrs.get("style") or "").replace(" ", ""):
        return True
    return bool(named.strip()) and len(named) < 300 and bool(_NOISE.search(named))
