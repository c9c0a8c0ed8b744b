"""A command of the folder ``scripts``, which has no ending of Python's, as a module."""

from __future__ import annotations

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest


def load_script(path: Path) -> ModuleType:
    """Load a script without leaving bytecode, a path or a module behind."""
    name = f"{path.name}_script"
    loader = SourceFileLoader(name, str(path))
    spec = spec_from_loader(name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.dont_write_bytecode", True)
        patch.setattr("sys.path", list(sys.path))
        patch.setitem(sys.modules, name, module)
        loader.exec_module(module)
    return module
