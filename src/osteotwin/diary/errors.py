"""What can go wrong with a diary, as sentences a person can act on."""

from __future__ import annotations

from osteotwin.errors import OsteotwinError


class DiaryError(OsteotwinError):
    """Something could not be kept or read; nothing was changed."""


class NoSuchEntryError(DiaryError):
    """A person or an entry that the diary does not hold."""


class ChangedMeanwhileError(DiaryError):
    """Somebody else, or another window, changed it since it was read."""


class LastChangeError(DiaryError):
    """What is left to be taken back is how the person came, with everything that was said then."""


class DiaryFullError(DiaryError):
    """The disk, or what a process may write, is full."""


class DamagedDiaryError(DiaryError):
    """The database fails its own checks."""


class LaterVersionError(DiaryError):
    """The database, or a copy, is of a later version than this program."""


class PassPhraseError(DiaryError):
    """A pass phrase that is missing, too short, or not the one of a copy."""
