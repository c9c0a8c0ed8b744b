"""The README's two commands are the ones that are checked."""

from __future__ import annotations

import re
from pathlib import Path


def quick_start_commands(repository: Path) -> list[str]:
    """The first console blocks of the README: one command each."""
    text = (repository / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```bash\n(.+)\n```$", text, flags=re.MULTILINE)


def test_first_command_runs_the_demo(repository: Path) -> None:
    assert quick_start_commands(repository)[0].endswith("osteotwin demo")


def test_second_command_is_the_one_that_continuous_integration_runs(repository: Path) -> None:
    second = quick_start_commands(repository)[1]
    assert second.endswith("scripts/test")
    assert second in (repository / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_it_says_that_it_is_no_medical_advice(repository: Path) -> None:
    for page in (repository / "README.md", repository / "docs" / "index.md"):
        assert "not medical advice" in page.read_text(encoding="utf-8").lower()
