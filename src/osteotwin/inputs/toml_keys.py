"""A key into a table of a document with comments: what stands above the next table stays there."""

from __future__ import annotations

from typing import Any


def put_key(table: Any, key: str, value: object) -> None:
    r"""Set a key of a tomlkit table, a new one behind its last key and not behind the next table's comment.

    Parameters
    ----------
    table : tomlkit.items.Table
        Changed in place.
    key : str
    value : object

    Examples
    --------
    >>> import tomlkit
    >>> document = tomlkit.parse('[person]\nsex = "male"\n\n# what I plan\n[plan]\n')
    >>> put_key(document["person"], "weight", "86 kg")
    >>> print(tomlkit.dumps(document).strip())
    [person]
    sex = "male"
    weight = "86 kg"
    <BLANKLINE>
    # what I plan
    [plan]
    """
    from tomlkit.items import Table

    if key in table or not isinstance(table, Table):
        table[key] = value
        return
    body = table.value.body
    behind: list[Any] = []
    while body and body[-1][0] is None:  # blank lines and comments
        behind.insert(0, body.pop())
    table[key] = value
    body.extend(behind)
