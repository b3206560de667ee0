"""One file per format. `write` chooses it and imports only that one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from k2cli.answers import Answer
    from k2cli.answers_check import TextCheck


class Format(StrEnum):
    """Output formats; `auto` is terminal on a terminal and plain in a pipe."""

    auto = "auto"
    terminal = "terminal"
    plain = "plain"
    json = "json"
    markdown = "markdown"


class CheckFormat(StrEnum):
    """Formats of `claim check`: the common ones, SARIF for code scanning, and workflow annotations."""

    auto = "auto"
    terminal = "terminal"
    plain = "plain"
    json = "json"
    markdown = "markdown"
    sarif = "sarif"
    github = "github"


def write_check(answer: TextCheck, chosen: CheckFormat, color: bool) -> None:
    """Writes a checked text to standard output."""
    import sys

    if chosen is CheckFormat.sarif:
        from k2cli.render.sarif import to_sarif

        sys.stdout.write(to_sarif(answer))
    elif chosen is CheckFormat.github:
        from k2cli.render.github import to_github

        sys.stdout.write(to_github(answer))
    else:
        write(answer, Format(chosen.value), color)


def write(answer: Answer, chosen: Format, color: bool) -> None:
    """Writes `answer` to standard output."""
    import sys

    if chosen is Format.auto:
        write(answer, Format.terminal if sys.stdout.isatty() else Format.plain, color)
        return
    if chosen is Format.json:
        from k2cli.render.json_ import to_json

        sys.stdout.write(to_json(answer))
        return
    from k2cli.render.pages import page

    blocks = page(answer)
    if chosen is Format.plain:
        from k2cli.render.plain import to_plain

        sys.stdout.write(to_plain(blocks))
    elif chosen is Format.markdown:
        from k2cli.render.markdown import to_markdown

        sys.stdout.write(to_markdown(blocks))
    elif chosen is Format.terminal:
        from k2cli.render.terminal import to_terminal  # late: rich costs a third of a whole lookup

        to_terminal(blocks, color)
    else:
        assert_never(chosen)
