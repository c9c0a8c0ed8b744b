"""One test for all rows of a table: for rows so quick that a test of its own costs more than what it asks."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

#: Fixtures that are each test's own: rows of one test would share them.
OF_ONE_TEST = frozenset({"tmp_path", "monkeypatch", "capsys", "caplog", "cli", "client", "request"})


def every(
    names: str, cases: Collection[Any], ids: Callable[[Any], object] = repr
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Call a test with every case, as ``pytest.mark.parametrize`` does, but as one test that fails with all that fail.

    Parameters
    ----------
    names : str
        The argument that a case is given as; several, with commas between, where each case is a tuple of as many.
    cases : collection
    ids : callable, optional
        What a case is called where it fails.
    """
    arguments = [name.strip() for name in names.split(",")]
    if not cases:
        message = f"no case of {names}"
        raise ValueError(message)

    def of_all(test: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in arguments]
        if shared := OF_ONE_TEST.intersection(one.name for one in left):
            message = f"{test.__name__}: rows of one test would share {', '.join(sorted(shared))}"
            raise TypeError(message)

        @wraps(test)
        def all_of_them(*itself: Any, **fixtures: Any) -> None:
            failed: list[Exception] = []
            for case in cases:
                values: Any = (case,) if len(arguments) == 1 else case
                try:
                    test(*itself, **dict(zip(arguments, values, strict=True)), **fixtures)
                except Exception as error:
                    error.add_note(f"of {ids(case)}")
                    failed.append(error)
            if failed:
                message = f"{len(failed)} of {len(cases)} fail"
                raise ExceptionGroup(message, failed)

        # What pytest fills in: the fixtures, and not the cases.
        all_of_them.__signature__ = signature.replace(parameters=left)  # pyright: ignore[reportAttributeAccessIssue]
        return all_of_them

    return of_all
