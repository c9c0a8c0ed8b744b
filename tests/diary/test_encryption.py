"""A copy under a pass phrase opens with it, whole, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osteotwin.diary import encryption
from osteotwin.diary.encryption import decrypt, encrypt, is_encrypted
from osteotwin.diary.errors import PassPhraseError
from osteotwin.errors import MissingLibraryError

PHRASE = "correct horse battery"


@pytest.fixture(autouse=True, scope="module")
def cheap_keys() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encryption, "_COST", 4)
        yield


@given(st.binary(max_size=2000), st.text(st.characters(exclude_categories=["Cs"]), min_size=40, max_size=60))
def test_it_comes_back(content: bytes, phrase: str) -> None:
    sealed = encrypt(content, phrase)
    assert is_encrypted(sealed)
    assert decrypt(sealed, phrase, "a.sqlite") == content
    assert encrypt(content, phrase) != sealed


@given(st.integers(0, 10_000), st.integers(1, 255))
@settings(max_examples=200)
def test_a_changed_byte_or_a_cut_is_noticed(place: int, by: int) -> None:
    sealed = bytearray(encrypt(b"content" * 20, PHRASE))
    place %= len(sealed)
    for bad in (sealed[:place], sealed[:place] + bytes([sealed[place] ^ by]) + sealed[place + 1 :]):
        with pytest.raises(PassPhraseError, match=r"does not open a\.sqlite, or the file is damaged"):
            decrypt(bytes(bad), PHRASE, "a.sqlite")


def test_composed_letters_are_the_same_phrase() -> None:
    assert decrypt(encrypt(b"x", "cafe\u0301 au lait noir"), "caf\u00e9 au lait noir", "a") == b"x"


def test_the_key_costs_what_a_guesser_should_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert 2**encryption._MOST_COST * 8 * 128 <= 2**30  # no file makes us take more than a gigabyte


def test_without_the_library_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption, "find_spec", lambda _: None)
    with pytest.raises(MissingLibraryError, match=r"osteotwin\[encryption\]"):
        encrypt(b"x", PHRASE)
