"""Examples in docstrings run and give what they say; those of the public names are in the reference."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import osteotwin as ot

SOURCE = Path(ot.__file__).parent
#: Examples that simulate a person.
SLOW = ("ot.run(", "ot.write_table(", "person_to_sbml", "person_to_omex", "write_petab(")


def modules() -> list[object]:
    found: list[object] = []
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if ">>> " in text:
            name = ".".join(("osteotwin", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
                ".__init__"
            )
            slow = [pytest.mark.slow] if any(call in text.partition(">>> ")[2] for call in SLOW) else []
            found.append(pytest.param(name, marks=slow, id=name))
    return found


@pytest.mark.parametrize("name", modules())
def test_examples_give_what_they_say(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.attempted > 0
    assert result.failed == 0
