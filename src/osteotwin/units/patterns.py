"""Regular expressions that are compiled when they are first used: most runs use few of them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Later:
    """What stands for a pattern; each method is looked up once, and then is the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self.__dict__[name] = found = getattr(self._compiled, name)
        return found


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern to use as one of :func:`re.compile`, by its methods, that is compiled at its first use.

    Hundreds of patterns of a package take longer to compile than it takes to read a report with those that it needs.
    What is found knows the compiled one: compare ``found.re.pattern``.

    Examples
    --------
    >>> later("t-score", re.IGNORECASE).search("the T-score")
    <re.Match object; span=(4, 11), match='T-score'>
    """
    return cast("re.Pattern[str]", _Later(pattern, flags))
