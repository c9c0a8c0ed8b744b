"""osteotwin: a digital twin of the human skeleton.

The names listed in ``__init__.pyi`` are the whole public interface; commands and pages call nothing else. They are
loaded when they are first used, so that importing the package is quick.

Examples
--------
>>> import osteotwin as ot
>>> person = ot.read_person(ot.demo_path())
>>> round(person.age_at_start)
54
"""

import logging as _logging
import pkgutil as _pkgutil
import re as _re
from importlib import import_module as _import_module

_import_module("osteotwin.engine.kernel.load_time")  # notes the time before any equation is loaded

# Who uses the package decides where its log goes; the command sends it to standard error.
_logging.getLogger("osteotwin").addHandler(_logging.NullHandler())

#: public name -> module that defines it
_MODULES: dict[str, str] = {
    name: module
    for module, name in _re.findall(
        r"^from (\S+) import (\w+) as \2$",
        (_pkgutil.get_data("osteotwin", "__init__.pyi") or b"").decode(),
        _re.MULTILINE,
    )
}

__all__ = list(_MODULES)  # pyright: ignore[reportUnsupportedDunderAll]  # checkers read __init__.pyi


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        message = f"module 'osteotwin' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(_import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return __all__
