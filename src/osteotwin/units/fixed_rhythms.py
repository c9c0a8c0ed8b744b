"""How often in one word or phrase that stands for itself: ``"EOD"``, ``"fortnightly"``, ``"morning and night"``."""

from __future__ import annotations

from osteotwin.units.kinds import KINDS
from osteotwin.units.patterns import later

#: One word or phrase, and the days between two times.
FIXED = {
    "daily": 1.0, "nightly": 1.0, "qd": 1.0, "od": 1.0, "q day": 1.0, "ed": 1.0, "e/d": 1.0, "e/w": 7.0, "ew": 7.0,
    "om": 1.0, "o.m": 1.0, "qam": 1.0, "qpm": 1.0, "qhs": 1.0,
    "qn": 1.0, "nocte": 1.0, "mane": 1.0, "bid": 1 / 2, "bd": 1 / 2, "bds": 1 / 2, "tid": 1 / 3, "tds": 1 / 3,
    "qid": 1 / 4, "qds": 1 / 4, "qod": 2.0, "eod": 2.0, "alternate days": 2.0, "every alternate day": 2.0,
    "alternate day": 2.0, "alt days": 2.0, "alt day": 2.0, "hs": 1.0,
    "qw": 7.0, "qwk": 7.0, "weekly": 7.0, "ow": 7.0, "biw": 3.5, "tiw": 7 / 3, "semiweekly": 3.5,
    "fortnightly": 14.0, "every fortnight": 14.0, "eow": 14.0, "alternate weeks": 14.0,
    "once a fortnight": 14.0, "once per fortnight": 14.0, "a fortnight": 14.0,
    "on the first of each month": "month", "on the first of every month": "month", "on the 1 of each month": "month",
    "on the 1 of every month": "month",
     "every alternate week": 14.0,
    "morning and evening": 1 / 2, "morning and night": 1 / 2, "daily except sunday": 7 / 6, "qmo": "month",
    "q month": "month", "qmonth": "month",
    "qm": "month", "monthly": "month",
    "quarterly": ("month", 3), "every quarter": ("month", 3), "half yearly": ("month", 6),
    "semiannually": ("month", 6), "semi annually": ("month", 6), "yearly": "year", "annually": "year", "qy": "year",
    "every other month": ("month", 2), "pw": 7.0, "p w": 7.0, "wkly": 7.0, "per diem": 1.0, "a diem": 1.0, "pd": 1.0,
    "every single day": 1.0, "7 days a week": 1.0, "annual": "year", "once annually": "year",
    "every half year": ("month", 6), "once a quarter": ("month", 3),
    "1 day yes, 1 day no": 2.0, "1 day yes 1 day no": 2.0, "yes 1 day no 1 day": 2.0, "every 2 day": 2.0,
    "once every other month": ("month", 2), "once every other week": 14.0, "once every fortnight": 14.0,
}  # fmt: skip

ONCE_WORDS = ("once", "one time", "1 time", "single dose", "one dose", "1 dose", "single infusion", "one infusion",
              "1 infusion", "single injection", "one injection", "1 injection", "one off", "stat")  # fmt: skip
_HORMONE = r"(?:testosterone |test |trt |t |estradiol |hormone )?"
WITH_SHOT = later(
    r"(?:taken |given |take )?(?:"
    rf"(?:(?:along|together) )?(?:with|w/|alongside|on|at|after|before|(?:on |at )?the (?:same )?(?:day|time)(?: "
    rf"as| of|"
    r" after| before)?|day (?:of|after|before)|same (?:day|time) as|on the day of) (?:each |every |the |my )?"
    rf"{_HORMONE}"
    r"(?:shot|injection|pin|jab|inj|dose of testosterone)s?(?: (?:day|time)s?)?|"
    rf"(?:on |with )?(?:each |every |the |my )?{_HORMONE}(?:shot|injection|pin|jab|inj|pinning) days?|"
    rf"(?:(?:each|every) time|when|whenever) (?:i |he |she )?(?:inject|pin|injects|pins)|"
    rf"(?:per|every|each) {_HORMONE}(?:shot|injection|pin|jab)(?: days?)?"
    r")$"
)


def fixed_days(text: str) -> float | None:
    """Return the days between two times of a phrase that stands for itself; ``None`` for any other text."""
    fixed = FIXED.get(text)
    if isinstance(fixed, tuple):
        return KINDS["duration"].units[fixed[0]] * fixed[1]
    return KINDS["duration"].units[fixed] if isinstance(fixed, str) else fixed
