"""French and Spanish words of how much and how often → English ones."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.foreign import compiled

_SPAN: Final = {
    "jour": "day", "giorno": "day", "settimana": "week",
    "h": "hour", "semaine": "week", "mois": "month", "an": "year", "année": "year", "heure": "hour",
    "día": "day", "dia": "day", "semana": "week", "mes": "month", "mese": "month", "año": "year", "hora": "hour",
}  # fmt: skip
_UNIT: Final = "|".join(sorted(_SPAN, key=len, reverse=True))
_COUNT: Final = {
    "une": "1", "un": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7", "huit": "8",
    "dix": "10",
    "una": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8",
    "nueve": "9", "diez": "10",
}  # fmt: skip
_N: Final = rf"(?P<n>\d+|{'|'.join(_COUNT)})"
_PIECES: Final = {
    "comprimé": "tablet", "comprime": "tablet", "comprimido": "tablet", "gélule": "capsule", "gelule": "capsule",
    "cápsula": "capsule", "capsula": "capsule", "cp": "tablet", "cpr": "tablet", "comp": "tablet", "tableta": "tablet",
    "pastilla": "tablet", "gragea": "tablet", "inyección": "injection", "inyeccion": "injection", "ampolla": "ampoule",
    "capsule": "capsule", "ampoule": "ampoule", "pulsación": "pump", "pulsacion": "pump", "pulsacione": "pump",
    "gota": "drop", "goutte": "drop",
}  # fmt: skip


#: How names of calcium and vitamins begin, which are counted as tablets are.
SUPPLEMENT: Final = r"(?:[ck]al[ckt]|vit|magn[e\u00e9]s)"


def _number(found: re.Match[str]) -> str:
    return _COUNT.get(found["n"].lower(), found["n"])


def _every(found: re.Match[str]) -> str:
    return f"every {_number(found)} {_SPAN[found['unit'].lower()]}s"


def _times(found: re.Match[str]) -> str:
    often = {"1": "once", "2": "twice"}.get(_number(found), f"{_number(found)} times")
    return f"{often} a {_SPAN[found['unit'].lower()]}"


_PER: Final = rf"(?:(?:par|por|al|a la) |/)(?P<unit>{_UNIT})s?\b"
_SPANS: Final = {
    "años": "years", "meses": "months", "semanas": "weeks", "ans": "years", "mois": "months", "semaines": "weeks",
}  # fmt: skip
_WORDS: Final = (
    (r"\b(?:la |una? )?(?:prise|toma|assunzione|administraci[o\u00f3]n) (?:d['\u2019]|de |di )", lambda _: ""),
    (r"\b(?:environ|aproximadamente|approximativement|alrededor de|m[a\u00e1]s o menos)(?= \S)", lambda _: "about"),
    (r"\bentre (?P<n>\d+) (?:y|et|e) (?P<m>\d+)(?= \S)", lambda found: f"{found['n']} to {found['m']}"),
    (r" de la (?:bomba|pompe)(?: (?:de|du) gel)?\b", lambda _: ""),
    (rf"\bllevo (?:casi |unos |m[aá]s de )?{_N} (?P<unit>{_UNIT})(?:e?s)? (?:tomando|con)\b",
     lambda found: f"for the past {_number(found)} {_SPAN[found['unit'].lower()]}s taking"),
    (r"\bc/ ?(?=\d)", lambda _: "cada "),
    (r"\b(?:une? )?demie?[- ](?:comprim\u00e9|comprime|cp|g\u00e9lule)s?\b", lambda _: "half a tablet"),
    (r"\bdue (?=compress|capsul|gocce|pastigli)", lambda _: "2 "),
    (r"\bmedi[ao] (?:tableta|comprimido|pastilla)\b", lambda _: "half a tablet"),
    (r"\b(?:matin et soir|ma\u00f1ana y noche|mattina e sera)\b", lambda _: "in the morning and in the evening"),
    (r"\b(?:chaque matin|cada mañana)\b", lambda _: "every morning"),
    (r"\b(?:chaque soir|cada noche)\b", lambda _: "every night"),
    (rf"\b(?:tous les|toutes les|cada|ogni) {_N} (?:o|ou|u|[a\u00e0]) (?P<m>\d+) ?(?P<unit>{_UNIT})s?\b",
     lambda found: f"every {_number(found)} or {found['m']} {_SPAN[found['unit'].lower()]}s"),
    (rf"\b(?:tous les|toutes les|cada) {_N} ?(?P<unit>{_UNIT})s?\b", _every),
    (rf"\b(?:tous les|toutes les|chaque|cada) (?P<unit>{_UNIT})s?\b",
     lambda found: f"every {_SPAN[found['unit'].lower()]}"),
    (rf"\b{_N} ?(?:x|fois|vez|veces|volta) ?{_PER}", _times),
    # "/an" may be English.
    (rf"(?<=[\w)]) ?(?!/(?:an|h)\b){_PER}", lambda found: f" a {_SPAN[found['unit'].lower()]}"),
    (rf"\b{_N} (?P<piece>{'|'.join(_PIECES)})s?(?: de)?\b",
     lambda found: f"{_number(found)} {_PIECES[found['piece'].lower()]}{'' if _number(found) == '1' else 's'}"),
    (rf"\b{_N}(?= {SUPPLEMENT})", _number),
    (rf"\b(?:pendant|durante|por) {_N} (?P<unit>{_UNIT})s?\b",
     lambda found: f"for {_number(found)} {_SPAN[found['unit'].lower()]}s"),
    (rf"\b(?:il y a|hace(?<!desde hace)) {_N} ?(?P<unit>{_UNIT})(?:e?s)?\b",
     lambda found: f"{_number(found)} {_SPAN[found['unit'].lower()]}s ago"),
    (r"\b(?:dernière (?:injection|dose|perfusion)|última (?:inyección|dosis|infusión))\b",
     lambda _: "last dose"),
    (rf"\b(?:depuis|desde hace) {_N} (?P<unit>{_UNIT})s?\b",
     lambda found: f"since {_number(found)} {_SPAN[found['unit'].lower()]}s"),
    (r"\bpuis\b(?= \d)", lambda _: "then"), (r"(?<= )(?:et|y)(?= \d)", lambda _: "and"),
    (r"\b(?:anual|anualmente|annuel(?:le)?|annuellement)\b", lambda _: "yearly"),
    (r"\b(?:par l['\u2019]infirmi[eè]re?|por la enfermera)\b", lambda _: "by the nurse"),
    (r"(?:^|(?<= ))(?:tomar|tome|tomo|prendre|prenez)(?= \d)", lambda _: "take"),
    (r"\b(?:(?:por )?v[ií]a oral|(?:par )?voie orale)\b", lambda _: "by mouth"),
    (r"\b(?:subcut[aá]ne[ao]s?|sous[- ]cutanée?s?)\b", lambda _: "sc"),
    (r"(?:\bà vie|\bau long cours|\bde por vida|\bpermanentemente)\b", lambda _: "indefinitely"),
    (r"\b(?:le matin|por la mañana|(?<=mg )matin)\b", lambda _: "in the morning"),
    (r"\b(?:le soir|por la noche)\b", lambda _: "in the evening"),
    (r"\b(?:au coucher|al acostarse)\b", lambda _: "at bedtime"),
    (r"\b(?:diarios?|diarias?|diariamente|quotidien(?:ne)?)\b", lambda _: "daily"),
    (r"\b(?:semanal|semanalmente|hebdomadaire)\b", lambda _: "weekly"),
    (r"\b(?:mensual|mensualmente|mensuel(?:le)?)\b", lambda _: "monthly"),
    (r"(?<=\d) ?U\.?I\b\.?", lambda _: " IU"),
    (rf"\b{_N} (?P<unit>{'|'.join(_SPANS)})\b", lambda found: f"{_number(found)} {_SPANS[found['unit'].lower()]}"),
    (r"(?<=years) y (?=\d+ months)|(?<=years) et (?=\d+ months)", lambda _: " and "),
)  # fmt: skip
ROMANCE: Final = compiled(_WORDS)
