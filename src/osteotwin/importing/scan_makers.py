"""Whose scanner measured a scan: the one named for it, and never one that is named for another scan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from osteotwin.importing.lines import LONGEST_LINE, Line
from osteotwin.importing.scan_words import PRIOR, maker_of

#: A sentence on another scan, or on a number that was made of one by another device.
_OF_ANOTHER: Final = re.compile(
    rf"{PRIOR}|\b(?:next|last|should|converted|conversion|convert|compar(?!able)\w*|another|other|elsewhere|outside|baseline|"
    r"voraufnahme\w*|vergleich\w*|n[äa]chste[rnsm]?|k[üu]nftig\w*|prochaine?|pr[óo]xim[oa]|equivalent)\b|\bvoruntersuchung",
    re.IGNORECASE,
)
_SENTENCES: Final = re.compile(r"(?<=[.;])\s+")
SEVERAL_MAKERS: Final = (
    "the report names scanners of several makers, and none beside this value; add its device by hand"
)


@dataclass(frozen=True)
class Makers:
    """The makers that a report names for its own scans, each with the number of its line."""

    named: tuple[tuple[int, str], ...]

    def of_line(self, at: int, block: int, first: int) -> tuple[str | None, str]:
        """Return the maker whose scanner measured the values of a line, and what is to be said of it.

        Parameters
        ----------
        at : int
            The number of the line.
        block : int
            That of the line which dated its scan.
        first : int
            That of the first line with a value: where a maker is named above it, each is named above its values.
        """
        makers = {maker for _, maker in self.named}
        if len(makers) < 2:
            return next(iter(makers), None), ""
        own = {maker for n, maker in self.named if n == at}
        above = [maker for n, maker in self.named if block - 1 <= n < at]
        if len(own) == 1:
            return own.pop(), ""
        if len({*above}) == 1 and self.named[0][0] <= first:
            return above[0], ""
        return None, SEVERAL_MAKERS


def makers_of(lines: Sequence[Line]) -> Makers:
    """Return the makers that lines name for their own scans.

    Examples
    --------
    >>> from osteotwin.importing.found import Place
    >>> makers_of([Line("Prior study on a Hologic unit. GE Lunar iDXA.", Place("a.txt"))]).named
    ((0, 'lunar'),)
    """
    return Makers(
        tuple(
            (at, maker)
            for at, line in enumerate(lines)
            for part in _SENTENCES.split(line.text[:LONGEST_LINE])
            if not _OF_ANOTHER.search(part) and (maker := maker_of(part)) is not None
        )
    )
