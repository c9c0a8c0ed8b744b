"""``osteotwin diary``: copies of the diary, the way back, files out and in, erasing; without a browser."""

from __future__ import annotations

import datetime
import sys
import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import osteotwin as ot
from osteotwin.cli.diary_place import Data, DatabaseUrl, PassPhraseFile, phrase_in, place_of
from osteotwin.cli.options import folder_problems, raise_if_any
from osteotwin.cli.terminal import one_line, say
from osteotwin.errors import InputError, Problem
from osteotwin.files import write_bytes

if TYPE_CHECKING:
    from osteotwin.diary.diary import Diary
    from osteotwin.diary.records import DiaryPerson

app = typer.Typer(
    help="Copy the diary, go back to a copy, take files out and in, erase.", rich_markup_mode=None
)

Person = Annotated[
    str,
    typer.Argument(
        metavar="PERSON", help="Name or identifier: see osteotwin diary people.", show_default=False
    ),
]
Out = Annotated[
    Path, typer.Option("--out", metavar="DIR", help="Write person.toml and diary.toml into this folder.")
]
CopyOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write the copy to this file, too.",
        show_default=False,
    ),
]
Copy = Annotated[Path, typer.Argument(metavar="COPY", help="The copy to go back to.", show_default=False)]
File = Annotated[
    Path, typer.Argument(metavar="PERSON.toml", help="The file about a person.", show_default=False)
]
Beside = Annotated[
    Path | None,
    typer.Option(
        "--diary", metavar="FILE", help="The diary.toml that was exported with it.", show_default=False
    ),
]
Into = Annotated[
    str | None,
    typer.Option(
        "--into", metavar="PERSON", help="Let it be the file of somebody who is there.", show_default=False
    ),
]
Name = Annotated[
    str | None,
    typer.Option(
        "--name", metavar="NAME", help="What the person is called; else by the file.", show_default=False
    ),
]
CopyPhrase = Annotated[
    Path | None,
    typer.Option(
        "--copy-pass-phrase-file",
        metavar="FILE",
        help="Under which the copy is, where another.",
        show_default=False,
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


@app.callback(invoke_without_command=True)
def diary(context: typer.Context) -> None:
    """Copy the diary, go back to a copy, take files out and in, erase."""
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command()
def people(data: Data = None, database: DatabaseUrl = None, pass_phrase_file: PassPhraseFile = None) -> None:
    """List who is in the diary: identifier, changes, name."""
    with _opened(data, database, pass_phrase_file) as held:
        for one in held.people():
            print(f"{one.id}  {one.revision:>6}  {one_line(one.name)}")


@app.command()
def backup(
    out: CopyOut = None,
    data: Data = None,
    database: DatabaseUrl = None,
    pass_phrase_file: PassPhraseFile = None,
) -> None:
    """Make a copy now, and print where it lies. Each day with a change has one anyway; the newest fourteen stay."""
    with _opened(data, database, pass_phrase_file) as held:
        copy = held.back_up()
        if out is not None:
            raise_if_any(_there(out))
            copy = write_bytes(out, copy.read_bytes(), private=True, on_disk=True)
    print(copy)


@app.command()
def backups(data: Data = None, database: DatabaseUrl = None, pass_phrase_file: PassPhraseFile = None) -> None:
    """List the copies, the newest first."""
    from osteotwin.diary.backups import backups as copies_at

    for copy in copies_at(place_of(data, database, pass_phrase_file)):
        print(copy)


@app.command()
def restore(
    copy: Copy,
    yes: Yes = False,
    copy_pass_phrase_file: CopyPhrase = None,
    data: Data = None,
    database: DatabaseUrl = None,
    pass_phrase_file: PassPhraseFile = None,
) -> None:
    """Go back to a copy: the whole diary is as it was then. What is there now is kept as a copy, or put aside.

    A copy of SQLite leads into PostgreSQL, and back: so a diary moves from one to the other.
    """
    from osteotwin.diary.restoring import restore as go_back

    place = place_of(data, database, pass_phrase_file)
    phrase = phrase_in(copy_pass_phrase_file)
    if not copy.is_file():
        fix = "take one that osteotwin diary backups lists"
        raise_if_any([Problem("COPY", "", f'no file "{copy}"', "a copy of the diary", fix)])
    _ask(yes, f"Let the diary in {place} be as it is in {copy}?")
    done = go_back(place, copy, _today(), phrase)
    count = f"{done.people} {'person' if done.people == 1 else 'people'}"
    say(f"osteotwin: the diary holds {count} again; what was there before is {done.kept}.")


@app.command()
def export(
    person: Person,
    out: Out = Path(),
    data: Data = None,
    database: DatabaseUrl = None,
    pass_phrase_file: PassPhraseFile = None,
) -> None:
    """Write a person's file as the command line reads it, and what only the diary keeps beside it."""
    raise_if_any([*folder_problems(out), *_there(out / "person.toml"), *_there(out / "diary.toml")])
    with _opened(data, database, pass_phrase_file) as held:
        found = _find(held, person)
        texts = {"person.toml": held.text(found.id), "diary.toml": held.text(found.id, "diary")}
    for name, text in texts.items():
        if text or name == "person.toml":
            print(write_bytes(out / name, text.encode(), private=True))


@app.command("import")
def import_file(
    file: File,
    beside: Beside = None,
    into: Into = None,
    name: Name = None,
    data: Data = None,
    database: DatabaseUrl = None,
    pass_phrase_file: PassPhraseFile = None,
) -> None:
    """Take a person's file into the diary, as somebody new or for somebody who is there; one change to take back."""
    from osteotwin.diary.diary_file import check_diary_file
    from osteotwin.diary.records import Where

    ot.read_person(file)
    texts: dict[Where, str] = {"file": file.read_text(encoding="utf-8-sig")}
    if beside is not None:
        texts["diary"] = beside.read_text(encoding="utf-8-sig")
        check_diary_file(_parsed(texts["diary"], beside), str(beside))
    documents = {where: tomllib.loads(text) for where, text in texts.items()}
    what = f"{file.name} taken over"
    with _opened(data, database, pass_phrase_file) as held:
        if into is None:
            called = name or str(documents["file"]["person"].get("name") or file.stem)
            found = held.add_person(called, documents["file"], documents.get("diary"), what=what)
            count = len(held.entries(found.id))
        else:
            found = _find(held, into)
            count = held.take_over_all(found.id, texts, what=what)
    say(f"osteotwin: {one_line(found.name)} ({found.id}): {count} entries added or removed.")


@app.command()
def erase(
    person: Person,
    yes: Yes = False,
    data: Data = None,
    database: DatabaseUrl = None,
    pass_phrase_file: PassPhraseFile = None,
) -> None:
    """Remove a person from the diary and from its copies. It cannot be taken back."""
    with _opened(data, database, pass_phrase_file) as held:
        found = _find(held, person)
        _ask(yes, f"Remove {one_line(found.name)} ({found.id}) and all that was entered, for good?")
        held.erase(found.id)
        aside = sorted(held.folder.glob("diary.sqlite.damaged-*"))
    say(f"osteotwin: {one_line(found.name)} is erased; of the copies there is one, made anew.")
    if aside:
        say(f"Damaged files that were put aside may still hold it: remove {', '.join(map(str, aside))}.")


@contextmanager
def _opened(data: Path | None, database: str | None, pass_phrase_file: Path | None) -> Generator[Diary]:
    place = place_of(data, database, pass_phrase_file)
    from osteotwin.diary.diary import Diary

    held = Diary(place)
    try:
        yield held
    finally:
        held.close()


def _find(held: Diary, person: str) -> DiaryPerson:
    """The one whose identifier or name it is."""
    everybody = held.people()
    found = [one for one in everybody if one.id == person] or [one for one in everybody if one.name == person]
    if len(found) == 1:
        return found[0]
    what = f'{len(found)} people who are called "{person}"' if found else f'nobody, "{person}"'
    fix = "take the identifier from osteotwin diary people"
    raise InputError([Problem("PERSON", "", what, "one person of the diary", fix)])


def _there(file: Path) -> list[Problem]:
    """That a file would be replaced."""
    if not file.exists():
        return []
    return [Problem("--out", "", f'a file that is there, "{file}"', "a place for a new one", "name another")]


def _parsed(text: str, file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError([Problem(str(file), "", f"no TOML ({error})", "TOML", "export it again")]) from None


def _ask(yes: bool, question: str) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise InputError([Problem("--yes", "", "no terminal to ask in", "a yes", "add --yes")])
    typer.confirm(question, abort=True)


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()
