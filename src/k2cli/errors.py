"""Everything that can go wrong for a reader, with its exit code.

K2Error                  a message for people; never a traceback
├── UsageError       2   a question that can't be asked that way
├── NameNotKnown     3   a name that nothing here answers to
└── BaseInvalid      5   a knowledge base or input file that can't be used

Nothing found (4) and a condition met (6) are answers, not errors: the command ends with their code.
"""

from __future__ import annotations

ANSWERED = 0
INTERNAL = 1
USAGE = 2
NOT_RECOGNISED = 3
NOTHING_FOUND = 4
INVALID = 5
CONDITION_MET = 6
INTERRUPTED = 130


class K2Error(Exception):
    """A message for people: what is wrong, which one, what to do next."""

    code = INTERNAL


class UsageError(K2Error):
    """A question that can't be asked that way."""

    code = USAGE


class NameNotKnown(K2Error):
    """A name that nothing in the knowledge base answers to."""

    code = NOT_RECOGNISED


class BaseInvalid(K2Error):
    """A knowledge base or input file that can't be used.

    `problems` holds a line for each offence, in file order; the message counts them.
    """

    code = INVALID

    def __init__(self, message: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems
