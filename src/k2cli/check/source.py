"""Input files: bytes to text, with line and column for every character."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from pathlib import Path

from k2cli.errors import BaseInvalid, UsageError

# A book is about 1 MB of text; what is larger is no article, and would only wear the reader's patience.
LARGEST = 20_000_000
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Source:
    """A text with its name and kind (text, markdown, html). Every newline is a line feed."""

    def __init__(self, name: str, text: str, kind: str = "text") -> None:
        self.name = name
        self.kind = kind
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._starts = [0]
        place = self.text.find("\n")
        while place >= 0:
            self._starts.append(place + 1)
            place = self.text.find("\n", place + 1)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both counted from 1, in characters."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """The text of `data`: by its byte order mark, the `encoding` asked for, a page's own charset, else UTF-8.

    Raises BaseInvalid for what is too large, binary or in another encoding; UsageError for an unknown encoding.
    """
    if len(data) > LARGEST:
        raise BaseInvalid(
            f"'{name}' holds {len(data):,} bytes; the most that is read is {LARGEST:,}. Split it"
        )
    chosen = next((e for mark, e in _BOMS if data.startswith(mark)), None)
    if chosen is None and encoding:
        try:
            chosen = codecs.lookup(encoding).name
        except (LookupError, ValueError):
            raise UsageError(f"no encoding is called '{encoding}'; try utf-8, cp1252 or latin-1") from None
    if chosen is None:
        if b"\x00" in data:
            raise BaseInvalid(
                f"'{name}' is no text: it holds zero bytes. Save it as plain text, Markdown or HTML"
            )
        if found := _META_CHARSET.search(data[:4096]):
            try:
                chosen = codecs.lookup(found[1].decode("ascii")).name
            except (LookupError, ValueError):
                chosen = None
    try:
        text = data.decode(chosen or "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BaseInvalid(
            f"'{name}' is not {(chosen or 'utf-8').upper()}: line {line} holds byte 0x{data[error.start]:02x} "
            "that can't be read. Save it as UTF-8, or say `--encoding cp1252`"
        ) from None
    except (UnicodeError, LookupError, ValueError, TypeError, AssertionError):
        # Codecs that are not text encodings (base64, zlib, idna) fail in ways of their own.
        raise UsageError(f"'{name}' can't be read as '{chosen}'; try `--encoding utf-8`") from None
    if not isinstance(text, str):
        raise UsageError(f"'{name}' can't be read as '{chosen}'; try `--encoding utf-8`")
    return text.removeprefix("\ufeff")


def kind_of(name: str, text: str) -> str:
    """text, markdown or html: by the ending of the name, else by how the text begins."""
    kind = SUFFIXES.get(Path(name).suffix.lower())
    if kind:
        return kind
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<p>")):
        return "html"
    return "markdown" if re.match(r"(?:---\n|#{1,6} \S)", head) else "text"


def files_in(paths: list[str]) -> list[str]:
    """The files to read, folders opened (hidden ones and other kinds of file left out), each once, in order.

    Raises UsageError for a path that is not there.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path == "-":
            found[path] = None
            continue
        try:
            place = Path(path)
            if place.is_dir():
                for file in sorted(place.rglob("*")):
                    hidden = any(part.startswith(".") for part in file.relative_to(place).parts)
                    if file.suffix.lower() in SUFFIXES and not hidden and file.is_file():
                        found[str(file)] = None
            elif place.exists():
                found[path] = None
            else:
                raise UsageError(f"no file or folder '{path}'")
        except (OSError, ValueError) as error:
            raise UsageError(f"'{path}' can't be opened: {error}") from None
    return list(found)


def read(path: str, encoding: str | None = None) -> Source:
    """A file, or standard input for `-`."""
    if path == "-":
        import sys

        name, data = "<stdin>", sys.stdin.buffer.read(LARGEST + 1)
    else:
        name = path
        try:
            with open(path, "rb") as opened:
                data = opened.read(LARGEST + 1)
        except (OSError, ValueError) as error:
            raise UsageError(f"'{path}' can't be read: {getattr(error, 'strerror', None) or error}") from None
    text = decode(data, name, encoding)
    return Source(name, text, kind_of(name, text))
