"""k2cli claim check"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from k2cli.cli.options import JsonOption, KbOption, NoColorOption
from k2cli.render import CheckFormat

if TYPE_CHECKING:
    from k2cli.check.allow import Settings
    from k2cli.check.source import Source

Many = list[str] | None


def check(
    files: Annotated[
        Many,
        typer.Argument(
            metavar="FILE…|-", help="Texts, Markdown, saved web pages, folders; - reads standard input."
        ),
    ] = None,
    said: Annotated[
        str | None, typer.Option("--said", metavar="SENTENCE", help="Check this sentence instead of a file.")
    ] = None,
    format: Annotated[
        CheckFormat,
        typer.Option("--format", "-f", help="auto, terminal, plain, json, markdown, sarif or github."),
    ] = CheckFormat.auto,
    select: Annotated[
        Many,
        typer.Option(
            "--select",
            metavar="WHAT",
            help="Only these: codes, verdicts, results, nutrients or claims; commas or repeated. Dangers stay.",
        ),
    ] = None,
    ignore: Annotated[
        Many,
        typer.Option(
            "--ignore",
            metavar="WHAT",
            help="Leave these out. Dangers can't be ignored, only allowed with a reason.",
        ),
    ] = None,
    fail_on: Annotated[
        Many,
        typer.Option(
            "--fail-on",
            metavar="WHAT",
            help="End with code 6 if there is any: dangerous, wrong, number, unsupported, overstated, omission, any, ….",
        ),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the evidence under each finding.")] = False,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of the files, if it is not UTF-8.")
    ] = None,
    config: Annotated[
        str | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help="Settings; else the nearest k2cli.toml or [tool.k2cli] of pyproject.toml.",
        ),
    ] = None,
    json: JsonOption = False,
    kb: KbOption = None,
    no_color: NoColorOption = False,
) -> None:
    """Read a text and say, sentence by sentence, what holds: verdict, gap, evidence, dangers, what is missing.

    Silence is not approval: a sentence without a finding makes no claim that this base knows.

    Examples: k2cli claim check article.md · k2cli claim check --said "K2 melts plaque out of arteries" ·
    k2cli claim check drafts/ --fail-on dangerous,wrong --format github
    """
    import os
    import sys

    from k2cli.check.run import Options
    from k2cli.check.run import check as run
    from k2cli.check.source import Source
    from k2cli.cli.options import overlays
    from k2cli.errors import CONDITION_MET, UsageError
    from k2cli.index.store import open_store
    from k2cli.render import write_check

    settings = _settings(config)
    if (said is None) == (not files):
        raise UsageError(
            "give a file, a folder or - for standard input, or a sentence with --said (not both)"
        )
    if said is not None:
        if not said.strip():
            raise UsageError("--said is empty; give a sentence")
        sources = [Source("<said>", said, "text")]
    else:
        sources = _sources(files or [], encoding or settings.encoding)
    options = Options(
        _values(select) or settings.select,
        _values(ignore) or settings.ignore,
        _values(fail_on) or settings.fail_on,
        settings.allow,
        explain,
        settings.path or None,
    )
    store = open_store(overlays(kb))
    try:
        answer = run(store, sources, options, _progress())
    finally:
        _done()
        store.close()
    try:
        write_check(
            answer, CheckFormat.json if json else format, color=not (no_color or os.environ.get("NO_COLOR"))
        )
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if answer.failed_on:
        raise typer.Exit(CONDITION_MET)


def _values(given: Many) -> tuple[str, ...]:
    """Values of a repeated option, commas allowed."""
    return tuple(part.strip().lower() for value in given or () for part in value.split(",") if part.strip())


def _settings(config: str | None) -> Settings:
    from pathlib import Path

    from k2cli.check.allow import settings, settings_of

    return settings_of(Path(config)) if config else settings(Path.cwd())


def _sources(files: list[str], encoding: str | None) -> list[Source]:
    from k2cli.check.source import SUFFIXES, files_in, read
    from k2cli.errors import UsageError

    found = files_in(files)
    if not found:
        raise UsageError(
            f"nothing to read there; files that end in {', '.join(SUFFIXES)} are read from folders"
        )
    return [read(path, encoding) for path in found]


def _progress() -> Callable[[int, int], None] | None:
    """Progress on the terminal for long texts; nothing elsewhere."""
    import sys

    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        # Short work needs no sign of life.
        if total >= 1500:
            sys.stderr.write(f"\rchecked {done:,} of {total:,} sentences")
            sys.stderr.flush()

    return show


def _done() -> None:
    import sys

    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
