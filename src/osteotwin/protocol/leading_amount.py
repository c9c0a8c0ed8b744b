"""The amount with which a dose begins: by weight, volume, gel or tablets, or as a patch delivers it."""

from __future__ import annotations

import re

from osteotwin.protocol.dose_step import DoseStep, amount_text
from osteotwin.protocol.dose_strength import EACH as _EACH
from osteotwin.protocol.dose_strength import MASS as _M
from osteotwin.protocol.dose_strength import NUMBER as _N
from osteotwin.units.patterns import later

_GEL = later(
    rf"(?:(?P<count>{_N}) (?:x )?)?(?P<n>{_N}) ?g(?:rams?)?(?: (?:tubes?|sachets?|packets?|packs?))?(?: of)?"
    rf"(?: testosterone)? (?:(?P<p>{_N}) ?%(?: testosterone)? gel|gel,? \(?(?P<q>{_N}) ?%\)?)"
)
_VOLUME = later(
    rf"(?P<v>{_N}) ?(?:ml|cc)(?: of| at|,| @)? ?\(?(?P<s>{_N}) ?(?P<m>mg|ug|mcg|iu) ?(?:/|per) ?"
    rf"(?P<per>{_N})? ?(?:ml|cc)\)?"
    r"(?: (?:solution|oil|vial))?"
)
_TABLETS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<count>{_N}) (?:x )?(?:of )?(?:an? )?(?P<n>{_N}) ?(?P<m>{_M}) {_EACH}",
        rf"(?P<count>{_N}) {_EACH} ?(?:of|at|,)? ?\(?(?P<n>{_N}) ?(?P<m>{_M})\)?(?: each)?",
        rf"(?P<count>{_N}) ?x ?(?P<n>{_N}) ?(?P<m>{_M})(?! ?/ ?(?:24|d))(?: {_EACH})?",
        rf"(?:an? )?(?P<n>{_N}) ?(?P<m>{_M}) {_EACH}",
    )
)
_PLAIN = later(rf"(?P<n>{_N}) ?(?P<m>{_M})\b")
_HOURS_24 = r"24 ?h(?:ours?|rs?)?"
#: What a patch delivers, as its label says it.
_DELIVERED = later(
    rf"(?:(?P<count>{_N}|an?) (?:x )?(?:of )?)?(?P<n>{_N}) ?(?P<m>mg|ug|mcg) ?(?:/|per |a ) ?"
    rf"(?:(?:{_HOURS_24}|day|d)\.?"
    # Nothing but a patch says what it delivers, and is changed after more than a day.
    r"(?: patch(?:es)?\b|(?=,? (?:changed|replaced|renewed) ))|"
    rf"{_HOURS_24}\.?(?=,? (?:(?:twice|once|[12] ?x|[12] times)(?: a| per|/)? ?week|every [347] days|weekly)))"
)


def leading_amount(text: str) -> tuple[DoseStep, str] | None:
    """Return the amount at the beginning of a text, and what follows it."""
    gel = _GEL.match(text)
    if gel is not None:
        share = float(gel["p"] or gel["q"]) / 100.0
        grams = float(gel["count"] or 1) * float(gel["n"])
        return DoseStep(amount_text(1000.0 * grams * share, "mg"), gel_strength=share), text[gel.end() :]
    volume = _VOLUME.match(text)
    if volume is not None:
        mass = float(volume["v"]) * float(volume["s"]) / float(volume["per"] or 1)
        return DoseStep(amount_text(mass, volume["m"])), text[volume.end() :]
    for form in _TABLETS:
        tablets = form.match(text)
        if tablets is not None:
            count = float(tablets.groupdict().get("count") or 1)
            return DoseStep(amount_text(count * float(tablets["n"]), tablets["m"])), text[tablets.end() :]
    delivered = _DELIVERED.match(text)
    if delivered is not None:
        count = 1.0 if delivered["count"] in (None, "a", "an") else float(delivered["count"])
        amount = amount_text(count * float(delivered["n"]), delivered["m"])
        return DoseStep(f"{amount}/day"), text[delivered.end() :] or "daily"
    plain = _PLAIN.match(text)
    return (
        None if plain is None else (DoseStep(amount_text(float(plain["n"]), plain["m"])), text[plain.end() :])
    )
