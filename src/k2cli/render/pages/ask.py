"""The page of a question in plain words: how it was read, then the page of each kind of answer."""

from __future__ import annotations

from k2cli import answers as a
from k2cli.render.layout import Block, Bullets, Caution, Rule, Span, Title, line, para
from k2cli.render.pages import page
from k2cli.render.pages.common import closing
from k2cli.vocabulary import CAVEAT_SEVERITIES


def ask_page(answer: a.AskAnswer) -> list[Block]:
    """Cautions of all parts first and once, then how the question was understood, then the parts."""
    end = closing()
    parts: list[list[Block]] = [
        [block for block in page(part) if block not in end]
        for part in (answer.interactions, answer.foods, *answer.nutrients, answer.claims)
        if part is not None
    ]
    cautions: list[Block] = list(dict.fromkeys(b for part in parts for b in part if isinstance(b, Caution)))
    cautions.sort(key=lambda b: CAVEAT_SEVERITIES.index(b.severity) if isinstance(b, Caution) else 0)
    blocks: list[Block] = [*cautions, Title(answer.asked, "a question")]
    if answer.not_recognised:
        names = ", ".join(f"'{name}'" for name in answer.not_recognised)
        blocks.append(para(Span(f"Not recognised: {names}. ", "unknown"), "Nothing below speaks of it."))
    if answer.understood:
        rows = tuple(
            line(f"'{u.asked}': ", Span(u.name, "strong"), Span(f" ({u.how})", "dim"))
            for u in answer.understood
        )
        blocks.append(Bullets(rows))
    if answer.read_as:
        blocks.append(para(Span("Answered with ", "dim"), "; ".join(answer.read_as), "."))
    if not parts:
        blocks.append(
            para(
                Span("Nothing here answers this. ", "unknown"),
                "That is not a verdict: it was not looked into. "
                "Try `k2cli claim search WORDS` or `k2cli food list`.",
            )
        )
    for part in parts:
        blocks += [Rule(), *(block for block in part if not isinstance(block, Caution))]
    return blocks + end
