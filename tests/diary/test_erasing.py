"""What is erased is nowhere any more, also where a program was killed in the middle of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from osteotwin.diary import diary as diary_module
from osteotwin.diary.backups import backups, read_backup
from osteotwin.diary.diary import Diary
from osteotwin.diary.errors import NoSuchEntryError
from osteotwin.diary.place import Place

FILES = """
    SELECT pg_relation_filepath(oid), pg_relation_filepath(nullif(reltoastrelid, 0))
    FROM pg_class WHERE relname = ANY(:tables)
"""
PHRASE = "five words that nobody guesses"


def _bytes_of(place: Place) -> Iterator[bytes]:
    """Whatever is kept of a diary, as it lies on the disk."""
    for file in sorted(place.folder.rglob("*")):
        if file.is_file():
            yield file.read_bytes()
    if place.database is not None:
        diary = Diary(place)
        with diary._database.engine.connect() as connection:
            data = Path(str(connection.execute(text("SHOW data_directory")).scalar()))
            found = connection.execute(text(FILES), {"tables": ["people", "entries", "changes", "steps"]})
            names = [name for row in found for name in row if name is not None]
            connection.commit()
        with diary._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("CHECKPOINT"))
        diary.close()
        yield from ((data / str(name)).read_bytes() for name in names)


def _is_there(place: Place) -> bool:
    return any(b"Erased-name" in content for content in _bytes_of(place))


@pytest.mark.slow
@pytest.mark.parametrize("phrase", [None, PHRASE])
def test_what_is_erased_is_nowhere_any_more(place: Place, phrase: str | None) -> None:
    place = Place(place.folder, place.database, phrase)
    diary = Diary(place)
    kept = diary.add_person("Other", {"note": "stays-here"})
    person = diary.add_person("Erased-name", {"person": {"name": "Erased-name"}}).id
    diary.back_up()
    assert _is_there(place)
    diary.erase(person)
    assert not _is_there(place)
    assert [b"Erased-name" in read_backup(copy, phrase) for copy in backups(place)] == [False]
    assert diary.document(kept.id) == {"note": "stays-here"}
    with pytest.raises(NoSuchEntryError):
        diary.erase(person)
    diary.close()


def test_an_erasure_that_was_cut_short_is_finished_at_the_next_start(
    diary: Diary, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = diary.add_person("Other", {"note": "stays-here"})
    person = diary.add_person("Erased-name", {"person": {"name": "Erased-name"}}).id
    diary.back_up()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(diary_module, "forget_what_was_deleted", killed)
    with pytest.raises(KeyboardInterrupt):
        diary.erase(person)
    diary.close()
    assert any(b"Erased-name" in copy.read_bytes() for copy in backups(place))
    again = Diary(place)
    assert not _is_there(place)
    assert again.document(kept.id) == {"note": "stays-here"}
    again.close()
