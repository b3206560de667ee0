"""Answers to pages: one module a noun. `page` finds the right one."""

from __future__ import annotations

from k2cli import answers as a
from k2cli.render.layout import Block


def page(answer: a.Answer) -> list[Block]:
    """The blocks that show `answer`."""
    # late: only the page that is asked for is built
    if isinstance(answer, a.Lookup):
        from k2cli.render.pages.foods import lookup_page

        return lookup_page(answer)
    if isinstance(answer, a.ClaimSearch):
        from k2cli.render.pages.claims import search_page

        return search_page(answer)
    if isinstance(answer, a.ClaimAnswer):
        from k2cli.render.pages.claims import claim_page

        return claim_page(answer)
    if isinstance(answer, a.InteractionsAnswer):
        from k2cli.render.pages.interactions import interactions_page

        return interactions_page(answer)
    if isinstance(answer, a.AskAnswer):
        from k2cli.render.pages.ask import ask_page

        return ask_page(answer)
    if type(answer).__name__ == "TextCheck":
        # by name: no other answer should pay for importing the module of checks
        from k2cli.answers_check import TextCheck
        from k2cli.render.pages.check import check_page

        assert isinstance(answer, TextCheck)
        return check_page(answer)
    from k2cli.render.pages.references import reference_page

    return reference_page(answer)
