"""The made-up answer, made anew for each test so that a test may change it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def make_answer() -> Callable[..., dict[str, Any]]:
    """``sample_answer`` of the file beside this one."""
    path = Path(__file__).with_name("sample_answer.py")
    spec = importlib.util.spec_from_file_location("osteotwin_sample_answer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.sample_answer


@pytest.fixture
def answer(make_answer: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """A complete answer over three years."""
    return make_answer()
