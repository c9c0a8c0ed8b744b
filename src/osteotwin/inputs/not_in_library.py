"""A text that the library does not know, with the names that may be meant."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Final, TypeVar

from osteotwin.errors import OsteotwinError
from osteotwin.inputs.read_once import read_once

_Entry = TypeVar("_Entry")
#: Texts of one library that are kept.
_MOST: Final = 4096


class NotInLibraryError(OsteotwinError, LookupError):
    """A text that names nothing in the library, or more than one thing.

    Attributes
    ----------
    kind : str
        ``"drug"``, ``"exercise"`` or ``"food"``.
    text : str
        What was looked for.
    nearest : tuple of str
        Names that may be meant, best first.
    ambiguous : bool
        Whether each of ``nearest`` fits the text.
    instead : str
        What to write instead of a name that is known and that the library lacks; else empty.
    """

    def __init__(
        self,
        kind: str,
        text: str,
        nearest: tuple[str, ...] | Callable[[], tuple[str, ...]],
        *,
        ambiguous: bool = False,
        instead: str = "",
    ) -> None:
        super().__init__(kind, text)
        self.kind = kind
        self.text = text
        self._nearest = nearest
        self.ambiguous = ambiguous
        self.instead = instead

    @cached_property
    def nearest(self) -> tuple[str, ...]:
        """Looked for when somebody asks: it takes far longer than to see that a text names nothing."""
        return self._nearest() if callable(self._nearest) else self._nearest

    def again(self) -> NotInLibraryError:
        """Return the same to be raised anew, with the names that this one has looked for or will."""
        return NotInLibraryError(
            self.kind, self.text, lambda: self.nearest, ambiguous=self.ambiguous, instead=self.instead
        )

    def __str__(self) -> str:
        """Return the sentence that says it."""
        said = (
            f'"{self.text}" fits several {self.kind}s'
            if self.ambiguous
            else f'no {self.kind} called "{self.text}"'
        )
        if self.instead:
            return f"{said}; {self.instead}"
        names = " or ".join(f'"{name}"' for name in self.nearest)
        return f"{said}; " + (f"did you mean {names}?" if names else f"see `osteotwin list {self.kind}s`")


def looked_up_once(find: Callable[[str], _Entry]) -> Callable[[str], _Entry]:
    """Return a finder that looks for a text once, whether it finds it or not; so the nearest names are, too.

    Parameters
    ----------
    find : callable
        A pure function of a text; it returns what nobody changes, or raises :class:`NotInLibraryError`.
    """
    return read_once(find, NotInLibraryError, NotInLibraryError.again, _MOST)
