"""Words of further European languages for how much, how often and since when → English ones.

Italian, Portuguese, Dutch, Polish, Hungarian, Czech and the Nordic languages: the words of a label or a short answer.
What could be an English word is read only behind a number and a slash, or behind its own language's "each" or "per".
"""

from __future__ import annotations

import re
from typing import Final

from osteotwin.units.days_abroad import DAYS
from osteotwin.units.foreign import compiled
from osteotwin.units.months import MONTH_NAMES, MONTHS
from osteotwin.units.patterns import later

#: A span of time, in any of its cases, and the English one.
_SPAN: Final = {
    word: english
    for english, words in (
        ("hour", "ora ore horas uur uren godzin godziny godzina óra óránként "
                 "hodin hodiny timme timmar time timer tunti"),
        ("day", "giorno giorni dia dias dag dagen dagar dage dager dzień dzien dni nap napon "
                "den dny dní päivä päivässä"),
        ("week", "settimana settimane sett semana semanas sem week weken tydzień tydzien tygodniu tygodnie tygodni hét "
                 "hetente týden týdně týdny týdnů vecka veckan veckor uge ugen uger uke uken uker viikko viikossa"),
        ("month", "mese mesi mês meses maand maanden miesiąc miesiac miesiącu miesiące miesięcy miesiecy hónap měsíc "
                  "měsíce měsíců månad månaden månader måned måneden måneder kuukausi"),
        ("year", "anno anni ano anos jaar rok roku lata lat év år året"),
    )
    for word in words.split()
}  # fmt: skip
_UNIT: Final = "|".join(sorted(_SPAN, key=len, reverse=True))
#: Words of spans and counts, of which a dose without them would tell another rhythm.
SPANS_ABROAD: Final = later(
    rf"\b(?:{_UNIT}|volt[ae]|vez(?:es)?|veces|fois|keer|maal|razy?|g\u00e5ng(?:er)?|mal|tag|wochen?|monate?n?|jours?|"
    r"semaines?|mois|d[i\u00ed]as?|mes(?:es)?|bimestre|trimestre|semestre|alterni|alternos?|alternados?)\b",
    re.IGNORECASE,
)
_MONTH: Final = "|".join(MONTH_NAMES)
_NUMBERS: Final = {
    "un": "1", "una": "1", "um": "1", "uma": "1", "een": "1", "één": "1", "eens": "1", "due": "2",
    "dois": "2", "duas": "2", "twee": "2", "dwa": "2", "két": "2", "två": "2", "to": "2",
    "tre": "3", "tri": "3", "três": "3", "drie": "3",
    "trzy": "3", "három": "3", "quattro": "4", "quatro": "4", "vier": "4", "cztery": "4", "négy": "4", "fyra": "4",
    "fire": "4", "sei": "6", "seis": "6", "zes": "6", "sześć": "6", "hat": "6", "sex": "6", "seks": "6",
}  # fmt: skip
_N: Final = rf"(?<![\w/.,-])(?P<n>\d+|{'|'.join(_NUMBERS)})"
_PER: Final = r"(?:al|alla|all['\u2019]|a|per|por|ao|à|na|w|za|om|i|om|/)"
_TIMES: Final = r"(?:x|volte|volta|vezes|vez|keer|maal|razy|raz|alkalommal|gånger|gang|gange|ganger)"
_TIMES_A: Final = {"1": "once", "2": "twice"}
_SINGLE: Final = {"raz": "once", "eens": "once", "eenmaal": "once", "tweemaal": "twice", "kétszer": "twice",
                  "egyszer": "once", "dwa razy": "twice"}  # fmt: skip


def _number(found: re.Match[str]) -> str:
    return _NUMBERS.get(found["n"].lower(), found["n"])


def _unit(found: re.Match[str]) -> str:
    return _SPAN[found["unit"].lower()]


def _month(name: str) -> str:
    return MONTHS[MONTH_NAMES[name.lower()] - 1].capitalize()


#: "2x/week" is what Dutch and English have in common.
_ENGLISH: Final = later(r"\d+ ?x ?(?:a|per|/) ?week", re.IGNORECASE)


def _often(found: re.Match[str]) -> str:
    if _ENGLISH.fullmatch(found[0]):
        return found[0]
    number = _number(found)
    return f"{_TIMES_A.get(number, f'{number} times')} a {_unit(found)}"


_WORDS: Final = (
    # of prescriptions
    (r"\bp\.o\.(?!\w)", lambda _: "po"),
    (r"\b(?P<n>[btq])\.i\.d\.?(?!\w)", lambda found: f"{found['n']}id"),
    (r"\bq\.(?P<unit>[dw])\.?(?!\w)", lambda found: f"q{found['unit']}"),
    (r"(?<=\w) ?/ ?die\b", lambda _: "/day"),
    (r"\bvitamin[ea]\b(?= ?(?:[dk] ?[23]?|c|b ?-?\d{1,2})\b)", lambda _: "vitamin"),
    (r"\b(?:microgram(?:os|as|mes?|mi)|mikrogramm)\b", lambda _: "ug"),
    (r"(?<=\d) ?(?:mi[ck]rol[i\u00ed]t(?:ros?|res?|ers?|ri)|[\u00b5\u03bc]l)\b", lambda _: " microliter"),
    (r"(?P<n>\d) ?[x\u00d7] ?/ ?j(?:our)?\b", lambda found: f"{found['n']} x a day"),
    (r"\b(?P<form>cpr?|comp|tablet) ?/ ?j(?:our)?\b", lambda found: f"{found['form']} a day"),
    # With meals or without: none of it changes a dose.
    (r"\b(?:con o sin (?:las? )?(?:comidas?|alimentos?)|(?:pris(?:e?s)? )?(?:avec ou sans|"
     r"(?:au cours|pendant|lors) (?:des? repas )?ou en dehors) (?:de |des |du )?(?:repas|nourriture|aliments?)|"
     r"(?:mit oder ohne|unabh\u00e4ngig vo[nm]) "
     r"(?:den |der |dem )?(?:mahlzeit(?:en)?|essen|nahrung)|con o senza cibo|met of zonder voedsel)\b",
     lambda _: "with or without food"),
    *((rf"\b(?:sauf|except\u00e9|excepto|salvo|tranne|au(?:\u00df|ss)er|nicht) (?:(?:am|le|los?|el|la) )?(?:{names})\b",
       lambda _, day=day: f"except {day}") for day, names in DAYS.items()),
    (r"\b(?:en el desayuno|con el desayuno|au petit[- ]d\u00e9jeuner|a colazione|bij het ontbijt)\b",
     lambda _: "with breakfast"),
    (r"\b(?:au d\u00eener|en la cena|con la cena|a cena)\b", lambda _: "with dinner"),
    (rf"\b(?:d['\u2019]|de |von )(?P<a>{_MONTH}) (?:\u00e0|au|a|hasta) (?P<b>{_MONTH})\b",
     lambda found: f"from {_month(found['a'])} to {_month(found['b'])}"),
    # "om de dag", "a giorni alterni", "dia sim, dia não", "un día sí y otro no", "un jour sur deux", "varannan dag"
    (rf"\b(?:om de(?: andere)?|varannan|varje annan|hver anden|hver andre|annenhver|co drugi|ogni altro|ogni secondo) "
     rf"(?P<unit>{_UNIT})\b", lambda found: f"every 2 {_unit(found)}s"),
    (r"\b(?:(?:(?:a|em) )?(?:giorni alterni|dias? alternados?)|(?:(?:en|a) )?d[ií]as? alternos?|"
     r"(?:(?:un|um) )?(?:giorno|d[ií]a) (?:s[iìí]|sim),? (?:[ey] )?(?:(?:uno?|otro|outro|un altro) )?"
     r"(?:(?:giorno|d[ií]a) )?(?:no|n[aã]o)|(?:un|1) jour sur (?:deux|2))\b", lambda _: "every 2 days"),
    (r"\b(?:una volta|uma vez|una vez|une fois|[eé][eé]n keer|eenmaal) "
     r"(?=(?:ogni|(?:a )?cada|om de|elke|(?:a )?every) )",
     lambda _: ""),
    # "Sun nite and Thurs morn"
    (r"\bnites?\b", lambda _: "night"),
    (r"\b(?P<day>(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)(?:[a-z]*day)?) (?P<part>eve|morn)\b",
     lambda found: f"{found['day']} {'evening' if found['part'].lower() == 'eve' else 'morning'}"),
    (r"\b(?P<count>[1-9]|una?|due|een) compress[ae] da (?=\d)", lambda found:
     f"{_NUMBERS.get(found['count'].lower(), found['count'])} tablet of "),
    (r"\b(?P<count>[1-9]|een) tablett?(?:en)? van (?=\d)", lambda found:
     f"{_NUMBERS.get(found['count'].lower(), found['count'])} tablet of "),
    (r"\b(?:dopo (?:il )?pranzo|ap[oó]s o almo[cç]o|na de lunch|dopo (?:la )?colazione|ap[oó]s o caf[eé] da manh[aã]|"
     r"dopo (?:la )?cena|ap[oó]s o jantar|dopo (?:i |il )?past[oi]|na het eten|na de maaltijd)(?!\w)",
     lambda _: "after food"),
    # "ogni 6 mesi", "co 6 miesięcy", "om de 3 maanden", "var 6:e månad", "hver 3. måned"
    (rf"\b(?:ogni|co|om de|elke|iedere|a cada|cada|minden|každých|každé|varje|var|hver|hvert|hvar) "
     rf"{_N}(?:\.|:e|e|-ik)? "
     rf"(?P<unit>{_UNIT})\b", lambda found: f"every {_number(found)} {_unit(found)}s"),
    (rf"\b(?:ogni|co|elke|iedere|a cada|cada|minden|každý|varje|hver|hvert) (?P<unit>{_UNIT})\b",
     lambda found: f"every {_unit(found)}"),
    (rf"\b{_N} ?{_TIMES} ?{_PER} ?(?P<unit>{_UNIT})\b", _often),
    (rf"\b(?P<word>{'|'.join(_SINGLE)}) ?(?:{_PER} )?(?P<unit>{_UNIT})\b",
     lambda found: f"{_SINGLE[found['word'].lower()]} a {_unit(found)}"),
    (rf"(?<=[a-zµμ]) ?/ ?(?!week)(?P<unit>{_UNIT})\b(?! ?\d)", lambda found: f" a {_unit(found)}"),
    (rf"(?<=mg |µg |μg |ie |ui )(?:al|alla|per|por|ao|na) (?P<unit>{_UNIT})\b",
     lambda found: f"a {_unit(found)}"),
    (rf"\b(?P<month>{_MONTH})(?: de[l]?)?(?=,? (?:19|20)\d\d\b)",
     lambda found: _month(found["month"])),
    (rf"(?<=\bper )(?P<unit>{_UNIT})\b", _unit),
    (r"(?<=mg)/j\b(?:our)?", lambda _: " a day"), (r"(?<=mg)/an\b(?! [a-z])", lambda _: " a year"),
    (r"\b(?:giornaliero|giornaliera|quotidianamente|diário|diária|diariamente|todos os dias|tutti i giorni|dagelijks|"
     r"dziennie|codziennie|naponta|denně|dagligen|dagligt|daglig|päivittäin)\b", lambda _: "daily"),
    (r"\b(?:settimanale|settimanalmente|semanalmente|wekelijks|tygodniowo|cotygodniowo|hetente|týdně|ugentlig|"
     r"ukentlig|viikoittain)\b", lambda _: "weekly"),
    (r"\b(?:mensile|mensilmente|mensalmente|maandelijks|miesięcznie|havonta|měsíčně|månedlig|månatligen)\b",
     lambda _: "monthly"),
    (r"\b(?:annuale|anualmente|jaarlijks|rocznie|évente|ročně|årlig|årligen)\b", lambda _: "yearly"),
    (r"\b(?:la mattina|al mattino|de manhã|pela manhã|'s ochtends|rano|reggel|ráno|på morgonen|om morgenen)\b",
     lambda _: "in the morning"),
    (r"\b(?:la sera|alla sera|à noite|'s avonds|wieczorem|este|večer|på kvällen|om aftenen|om kvelden)\b",
     lambda _: "in the evening"),
    (r"\b(?:a digiuno|a stomaco vuoto|em jejum|en ayunas|à jeun|nuchter|na czczo|éhgyomorra|nalačno)\b",
     lambda _: "on an empty stomach"),
    (r"(?<=mg )(?:v\.?o\.?|via oral|por via oral|per via orale|per os|doustnie|oraal)(?=[\s,;.]|$)", lambda _: "po"),
    (r"\b(?:dal|da|desde|depuis|sinds|vanaf|sedan|siden) (?=(?:[a-zç]+ )?(?:19|20)\d\d\b|\d)", lambda _: "since "),
    (r"\b(?:fino al?|até|tot|t/m|til|indtil) (?=(?:[a-zç]+ )?(?:19|20)\d\d\b)", lambda _: "until "),
    (r"^(?:prendo|assumo|tomo|eu tomo|ik (?:neem|gebruik|slik)|biorę|przyjmuję|szedek|beru|jag tar|jeg tager|jeg tar) ",
     lambda _: "I take "),
)  # fmt: skip
EUROPEAN: Final = compiled(_WORDS)
