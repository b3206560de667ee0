"""Where the shipped data and the cache are."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def shipped_data() -> Path:
    """The folder of the base that everything is laid on: inside the package, else the checkout's.

    `K2CLI_DATA` puts another folder in its place, for a base that shall stand alone.
    """
    if set_by_hand := os.environ.get("K2CLI_DATA"):
        return Path(set_by_hand)
    here = Path(__file__).parent
    installed = here / "data"
    return installed if installed.is_dir() else here.parents[1] / "data"


def cache_dir() -> Path | None:
    """The folder for compiled indexes, or None where no home is known. Not created here.

    `K2CLI_CACHE` wins. platformdirs gives the rest, but costs 3 ms to import, so the common case of
    Linux is answered by the same XDG rule here.
    """
    if set_by_hand := os.environ.get("K2CLI_CACHE"):
        return Path(set_by_hand)
    if sys.platform.startswith("linux"):
        if xdg := os.environ.get("XDG_CACHE_HOME"):
            return Path(xdg) / "k2cli"
        try:
            return Path.home() / ".cache" / "k2cli"
        except RuntimeError:
            return None
    from platformdirs import user_cache_dir  # late: see above

    return Path(user_cache_dir("k2cli", appauthor=False))
