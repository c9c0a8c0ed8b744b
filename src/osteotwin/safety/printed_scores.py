"""Flags about T-scores that the density of the same scan contradicts."""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.body.sites import SITE_LABELS
from osteotwin.people.printed_scores import Apart, apart_on_one_scan
from osteotwin.safety.situation import Flag, Situation

_AGAINST = {
    "male": "against young men",
    "female": "against young women",
    "device": "by the maker's own reference",
}


def printed_apart(situation: Situation) -> Iterator[Flag]:
    """Flag each printed T-score that no reference brings together with the density of its scan."""
    for one in apart_on_one_scan(situation.person):
        tried = ", ".join(f"{score:.1f} {_AGAINST[reference]}" for reference, score in one.expected)
        site = SITE_LABELS[one.site]
        yield Flag(
            "ask_first",
            f"{site[:1].upper()}{site[1:]} of {one.printed.date}: a T-score of {one.printed.value:.1f} is printed "
            f"beside {one.density.as_given}, which makes it {tried}: more apart than scanners and references err. Look "
            "at the report (site, side, scanner, person); until it is cleared the worse of the two counts.",
            "osteotwin: the references and conversions of its scanners' table",
            about=(named(one.printed.what, one), named(one.density.what, one)),
        )


def named(what: str, one: Apart) -> str:
    """A measurement as a matter: what and when."""
    return f"{what} {one.printed.date}"
