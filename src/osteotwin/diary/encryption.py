"""A copy under a pass phrase: AES in GCM, with a key that scrypt makes of the phrase."""

from __future__ import annotations

import contextlib
import secrets
import unicodedata
from importlib.util import find_spec
from typing import Final

from osteotwin.diary.errors import PassPhraseError
from osteotwin.errors import MissingLibraryError

#: A copy can be tried offline for as long as one likes.
LEAST_LENGTH: Final = 12
_MAGIC: Final = b"osteotwin encrypted copy 1\n"
_SALT, _NONCE = 16, 12
#: Cost of a key: 2**17 with blocks of 8 needs 128 MB for a third of a second. What a file may ask for is limited.
_COST: Final = 17
_MOST_COST: Final = 20
_HEADER: Final = len(_MAGIC) + 1 + _SALT + _NONCE


def require_long(phrase: str) -> None:
    """Refuse a pass phrase that could be guessed.

    Raises
    ------
    PassPhraseError
    """
    if len(_normal(phrase)) < LEAST_LENGTH:
        message = f"the pass phrase has fewer than {LEAST_LENGTH} signs. Fix: take a longer one, such as five words."
        raise PassPhraseError(message)


def is_encrypted(content: bytes) -> bool:
    """Whether it is a copy under a pass phrase."""
    return content.startswith(_MAGIC)


def encrypt(content: bytes, phrase: str) -> bytes:
    """Return the content under a pass phrase; each time other bytes.

    Raises
    ------
    PassPhraseError
        If the pass phrase is too short.
    MissingLibraryError
    """
    require_long(phrase)
    _require_library()
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    header = _MAGIC + bytes([_COST]) + salt + nonce
    return header + AESGCM(_key(phrase, salt, _COST)).encrypt(nonce, content, header)


def decrypt(content: bytes, phrase: str, name: str) -> bytes:
    """Return what was encrypted.

    Raises
    ------
    PassPhraseError
        If the phrase is another, or a byte of the content.
    MissingLibraryError
    """
    _require_library()
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    header = content[:_HEADER]
    rest = header[len(_MAGIC) :]
    if len(header) == _HEADER and rest[0] <= _MOST_COST:
        key = _key(phrase, rest[1 : 1 + _SALT], rest[0])
        with contextlib.suppress(InvalidTag, ValueError):
            return AESGCM(key).decrypt(rest[1 + _SALT :], content[_HEADER:], header)
    message = (
        f"the pass phrase does not open {name}, or the file is damaged. Fix: try another, or another copy."
    )
    raise PassPhraseError(message)


def _key(phrase: str, salt: bytes, cost: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=2**cost, r=8, p=1).derive(_normal(phrase).encode())


def _normal(phrase: str) -> str:
    """The same text for the same letters, however a keyboard composes them."""
    return unicodedata.normalize("NFKC", phrase)


def _require_library() -> None:
    if find_spec("cryptography") is None:
        raise MissingLibraryError("A copy under a pass phrase", "cryptography", "encryption")
