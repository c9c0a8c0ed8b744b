"""Whatever lies at a path, reading it ends in a table or in one sentence."""

import os
from pathlib import Path

import pytest

from osteotwin.errors import InputError, Problem
from osteotwin.inputs import toml_file
from osteotwin.inputs.toml_file import LARGEST_FILE_BYTES, read_toml


def only_problem(path: Path | str) -> Problem:
    with pytest.raises(InputError) as caught:
        read_toml(path)
    (problem,) = caught.value.problems
    assert problem.file == str(path).replace("\0", "?")
    assert "\n" not in problem.sentence()
    assert problem.fix
    return problem


def written(folder: Path, content: bytes) -> Path:
    path = folder / "person.toml"
    path.write_bytes(content)
    return path


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    assert read_toml(written(tmp_path, b"\xef\xbb\xbfa = 1\n"))[0] == {"a": 1}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b" \n\t\n", "an empty file"),
        (b"\x7fELF\0\0\0\0", "a binary file"),
        ("a = 1".encode("utf-16"), "UTF-16"),
        (b"a = 1\nb = '\xe4'\n", "line 2: a byte that is not UTF-8 (0xe4 at byte offset 11)"),
        (b"\xef\xbb\xbfb = '\xe4'\n", "line 1: a byte that is not UTF-8 (0xe4 at byte offset 8)"),
        (b"a = " + b"[" * 100_000, "a nesting"),
        (b"a = " + b"[" * 30 + b"]" * 30, "a nesting"),
        (b"a." * 3000 + b"b = 1", "a nesting"),
        (b"[" + b"a." * 3000 + b"b]\nc = 1", "a nesting"),
        (b"a = {" + b"b." * 3000 + b"c = 1}", "a nesting"),
        (b"a = " + b"1" * 10_000, "a number too long"),
    ],
)
def test_what_is_not_text_is_distinguished(tmp_path: Path, content: bytes, found: str) -> None:
    assert found in only_problem(written(tmp_path, content)).sentence()


@pytest.mark.parametrize(
    ("content", "place", "found"),
    [
        ("a = 1\na = 2\n", "line 2: column 6", "a key is written twice"),
        ("a 1\n", "line 1: column 3", "a key without an equals sign"),
        ("a = 1 mg\n", "line 1: column 7", "something follows a complete value in `a = 1 mg`"),
        ("a = mg\n", "line 1: column 5", "a value that is neither quoted text"),
        ("a = \n", "line 1: column 5", "a value that is neither quoted text"),
        ("a = 2026-02-30\n", "line 1: column 5", "a date that is not in the calendar"),
        ("a = 2026-13-01\n", "line 1: column 9", "a date that is not in the calendar"),
        ("a = 14.05.1972\n", "line 1: column 10", "a date that is not in the calendar"),
        ('a = "x\n', "line 1: column 7", "a line break or control character"),
        ("[a\nb = 1\n", "line 1: column 3", "a table header or list that is never closed"),
        ("a = [1, 2\n", "end of file", "a list that is never closed"),
        ("[a]\n[a]\n", "line 2: column 3", "a [table] is declared twice"),
        ('a = "\\q"\n', "line 1: column 8", "a backslash in a quoted text"),
    ],
)
def test_a_syntax_error_says_where_and_why_in_plain_words(
    tmp_path: Path, content: str, place: str, found: str
) -> None:
    problem = only_problem(written(tmp_path, content.encode()))
    assert problem.place.endswith(place)
    assert found in problem.found


def test_a_missing_file_names_its_neighbors(tmp_path: Path) -> None:
    written(tmp_path, b"a = 1")
    problem = only_problem(tmp_path / "persom.toml")
    assert problem.found == "no such file"
    assert '"person.toml"' in problem.fix
    assert "folder" in only_problem(tmp_path / "nowhere" / "person.toml").fix


def test_a_folder_is_reported(tmp_path: Path) -> None:
    written(tmp_path, b"a = 1")
    problem = only_problem(tmp_path)
    assert problem.found == "a folder"
    assert '"person.toml"' in problem.fix


def test_a_path_through_a_file_or_with_an_impossible_character_is_reported(tmp_path: Path) -> None:
    only_problem(written(tmp_path, b"a = 1") / "b.toml")
    only_problem("a\0b.toml")
    only_problem(tmp_path / ("x" * 5000))


def test_a_loop_of_links_is_reported(tmp_path: Path) -> None:
    try:
        (tmp_path / "a.toml").symlink_to(tmp_path / "b.toml")
        (tmp_path / "b.toml").symlink_to(tmp_path / "a.toml")
    except OSError:
        pytest.skip("this system does not let tests make links")
    assert "cannot be opened" in only_problem(tmp_path / "a.toml").found


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert only_problem(tmp_path / "pipe.toml").found == "a device or pipe"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable to root")
def test_an_unreadable_file_is_reported(tmp_path: Path) -> None:
    path = written(tmp_path, b"a = 1")
    path.chmod(0)
    assert only_problem(path).found == "a file that may not be read"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE_BYTES + 1)  # sparse: nothing but its size is there
    assert "5.0 MB" in only_problem(path).found


@pytest.mark.parametrize(
    "text",
    [
        "a." * 60_000 + "b = 1",
        "[" + "a." * 60_000 + "b]",
        '"a" . ' * 60_000 + "b = 1",
        "'a'." * 60_000 + "b = 1",
        "a = {" + "b." * 60_000 + "c = 1}",
    ],
)
def test_a_key_of_many_parts_never_meets_the_parser_whose_memory_grows_with_their_square(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toml_file.tomllib, "loads", lambda _: pytest.fail("it was parsed"))
    with pytest.raises(RecursionError):
        toml_file.parsed_toml(text)


def test_long_words_lists_of_numbers_and_sentences_are_no_such_keys() -> None:
    numbers = ", ".join(f"{number}.5" for number in range(3000))
    document = toml_file.parsed_toml(
        f'a = "{"w" * 200_000}"\nb = [{numbers}]\nc = "{"One. Two. " * 40}..........."\n'
    )
    assert len(document["b"]) == 3000


@pytest.mark.parametrize("name", ["bundle.json", "log.CSV", "report.pdf", "export.zip", "export.xml"])
def test_what_is_read_in_is_told_how(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"%PDF-1.7\0" if name.endswith("pdf") else b'{"resourceType": "Bundle"}')
    with pytest.raises(InputError, match=f"osteotwin import {name} --into person.toml"):
        read_toml(file)
