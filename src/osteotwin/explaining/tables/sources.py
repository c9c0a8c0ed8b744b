"""What the key of a source stands for."""

from __future__ import annotations

from osteotwin.explaining.bands import Json
from osteotwin.explaining.references import Reference, load_references
from osteotwin.explaining.tables.run_numbers import FILE, RUN
from osteotwin.protocol.library import load_drugs, load_exercises


def reference_of(key: str, answer: Json) -> Reference:
    """Return what a key stands for.

    Parameters
    ----------
    key : str
    answer : dict
        Whose run, file and flags some keys are of.
    """
    kind, _, name = key.partition(".")
    if key == RUN:
        versions, people = answer["versions"], answer["uncertainty"]["people"]
        text = (
            f"This run: osteotwin {versions['code']}, model {versions['model']}, parameters "
            f"{versions['parameter_set']}, "
            f"{people} virtual people"
        )
        return Reference(key, text)
    if key == FILE:
        return Reference(key, "Your file")
    if kind == "flag":
        return Reference(key, answer["flags"][int(name)]["source"])
    if kind == "drug":
        return Reference(key, "; ".join(load_drugs()[name].source))
    if kind == "exercise":
        return Reference(key, "; ".join(load_exercises()[name].source))
    return load_references()[key]


def not_of_men(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys without those of publications that are about men alone."""
    known = load_references()
    return tuple(key for key in keys if key not in known or not known[key].men_only)
