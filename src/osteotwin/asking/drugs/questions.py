"""What is asked of drugs that are named, and not told whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from osteotwin.asking.drugs.dose_asked import is_of_dose, of_none
from osteotwin.asking.drugs.dose_words import AMOUNT, check_dose, is_dose, is_rhythm, other_rhythm, steps_of
from osteotwin.asking.drugs.names import known_kind, usual_dose, usual_rhythm
from osteotwin.asking.drugs.offered import among_words, of_range, unclear_dose
from osteotwin.asking.drugs.tablets import tablets_named
from osteotwin.asking.drugs.taken import Taken
from osteotwin.asking.drugs.told_drugs import drugs_in
from osteotwin.asking.pieces import MOST_LISTED
from osteotwin.asking.unclear import UnclearAnswerError, quoted
from osteotwin.inputs.table import value_of_key
from osteotwin.inputs.values import Mistake
from osteotwin.protocol.dose_of_drug import products_named
from osteotwin.protocol.dose_understood import understood_of
from osteotwin.protocol.library import by_way, load_drugs, misspelled, of_class, without_kinetics
from osteotwin.protocol.library.calcium_products import WhichStrengthError
from osteotwin.protocol.library.ways import ways_in
from osteotwin.protocol.plan_file import DrugTable
from osteotwin.units import in_digits
from osteotwin.units.patterns import later

#: Where a dose may begin within "arimidex 0.5 mg twice a week".
DOSE_BEGINS: Final = later(
    r"\s(?=(?:[0-9]|[½¼¾.]|half\b|quarter\b|an? (?:half|quarter)\b|one\b|two\b|single\b))", re.IGNORECASE
)


def check_ways(taken: tuple[Taken, ...]) -> None:
    """Refuse a hormone of which nothing tells how it is given.

    Raises
    ------
    UnclearAnswerError
    """
    for one in taken:
        if not one.is_supplement and not one.dose and (ways := by_way(one.name)):
            drug_class = next(iter(ways.values())).products[0].drug_class
            labels = [drug.label for drug in load_drugs().values() if drug.drug_class == drug_class]
            raise UnclearAnswerError("drugs", f"{quoted(one.name)}, which does not tell how it is given",
                                     f"one of {', '.join(labels)}", f'write for example "{labels[0]}"')  # fmt: skip


#: "letrozole 2.5 mg daily 2024"
_YEAR_LAST: Final = later(r",? \(?(?P<year>(?:19|20)\d\d)\)?$")


def check_rhythms(taken: tuple[Taken, ...]) -> None:
    """Refuse a drug of which an amount is told, and never how often it is taken.

    Raises
    ------
    UnclearAnswerError
    """
    _ask_rhythms_of_several(taken)
    for one in taken:
        if one.is_told:
            continue
        since = f" since {one.since}" if one.since else ""
        if not since and _HOLDS_DOSE.search(one.name) and (year := _YEAR_LAST.search(one.name)) is not None:
            bare, of = one.name[: year.start()], year["year"]
            raise UnclearAnswerError(
                "drugs", f"{quoted(one.name)}, in which {of} does not tell whether it began then or was taken then",
                "since when, or from when until when",
                f'write "{bare} since {of}" if it goes on, or for example "{bare} from March {of} to September {of}"',
            )  # fmt: skip
        if _HOLDS_DOSE.search(one.name):
            told, named = understood_of(one.name), drugs_in(one.name)
            left = f": {' or '.join(quoted(words) for words in told.left[:3])}" if told.left else ""
            example = (
                f"{named[0]} {told.amount} {told.often}" if named and told.amount and told.often else _EXAMPLE
            )
            raise UnclearAnswerError("drugs", f"{quoted(one.name + since)}, whose dose is not understood{left}",
                                     "its dose", f'write it in plain words, as in "{example}{since}"')  # fmt: skip
        if (british := _BRITISH.search(one.name)) is not None and _STRENGTH_BEFORE.search(one.name):
            bare, unit = one.name[: british.start()], {"7": "day", "52": "week", "12": "month"}[british["of"]]
            span = f"{british['n']} {unit}{'' if british['n'] == '1' else 's'}"
            raise UnclearAnswerError(
                "drugs", f"{quoted(one.name + since)}, in which {british[0].strip()} may mean how often or how long",
                "how often", f'write "{bare} every {span.removeprefix("1 ")}{since}", or "{bare} daily for {span}, '
                'starting today" with its own first day, whichever is meant',
            )  # fmt: skip
        if (steps := _STEPS.search(one.name)) is not None and (
            products := products_named(one.name[: steps.start()])
        ):
            unit, amounts = products[0].dose_unit, list(dict.fromkeys(steps["all"].split("/")))
            course = " then ".join(f"{amount} {unit} daily for 1 week" for amount in amounts)
            raise UnclearAnswerError(
                "drugs", f"{quoted(one.name)}, which does not tell how long each dose is taken",
                "each dose and its length",
                f'write for example "{one.name[: steps.start()]} {course}, starting today", with your own lengths',
            )  # fmt: skip
        if (bare := _BARE.fullmatch(one.name)) is not None and (products := products_named(bare["name"])):
            amount = bare["amount"] if bare["unit"] else f"{bare['amount']} {products[0].dose_unit}"
            year = f" since {bare['year']}" if bare["year"] else since
            raise UnclearAnswerError(
                "drugs", f"no unit or no word on how often in {quoted(one.name + since)}", "how much and how often",
                f'write for example "{bare["name"]} {amount} {usual_rhythm(bare["name"])}{year}" or '
                f'"{bare["name"]} {amount} {other_rhythm(bare["name"])}{year}", if so much is meant',
            )  # fmt: skip
        if (held := _STRENGTH_IN.search(one.name)) is not None and products_named(one.name):
            bare_name = f"{one.name[: held.start()].strip(' ,')} {held[0]}"
            ways_out = (f"{bare_name} {often(one.name)}{since}" for often in (usual_rhythm, other_rhythm))
            fix = "write for example " + " or ".join(quoted(way) for way in ways_out)
            raise UnclearAnswerError(
                "drugs", f"no word on how often in {quoted(one.name + since)}", "how often, too", fix
            )
        if (behind := _OFTEN_BEHIND.search(one.name)) is not None and products_named(
            bare_name := one.name[: behind.start()].strip(" ,")
        ):
            raise UnclearAnswerError(
                "drugs", f"no amount in {quoted(one.name + since)}", "how much, too",
                _with_usual(bare_name, f"{behind[1]}{since}"),
            )  # fmt: skip
        if (tail := _AMOUNT_AND_TAIL.search(one.name)) is not None and products_named(one.name):
            name, amount = one.name[: tail.start()].strip(" ,"), tail["amount"]
            raise UnclearAnswerError(
                "drugs", f"{quoted(tail['tail'].strip())} behind {name} {amount}, which is not understood",
                "how much is taken each time, and how often",
                f'write for example "{name} {amount} {usual_rhythm(name)}{since}", with your own numbers: so much in '
                "all each time",
            )  # fmt: skip
        if (amount := _AMOUNT_WITHIN.search(one.name)) is not None and not AMOUNT.search(one.name):
            rest = one.name[amount.end() :]
            if re.search(r"\d|/", rest) or not products_named(one.name[: amount.start()].strip(" ,")):
                raise UnclearAnswerError(
                    "drugs", f"{quoted(one.name + since)}, whose dose is not understood", "how much and how often",
                    'write how much it is each time in all, and how often, as in "finasteride 1 mg daily", with your '
                    "own drug and numbers",
                )  # fmt: skip
        if _AMOUNT_WITHIN.search(one.name):
            ways_out = (f"{one.name} {often(one.name)}{since}" for often in (usual_rhythm, other_rhythm))
            fix = "write for example " + " or ".join(quoted(way) for way in ways_out)
            raise UnclearAnswerError(
                "drugs", f"no word on how often in {quoted(one.name + since)}", "how often, too", fix
            )


def _ask_rhythms_of_several(taken: tuple[Taken, ...]) -> None:
    """Ask at once of several drugs with an amount how often each is taken.

    Raises
    ------
    UnclearAnswerError
    """
    open_ = [(one, found) for one in taken if not one.is_told and (found := _ONLY_AMOUNT.fullmatch(one.name))]
    if len(open_) < _SEVERAL or any(known_kind(found["name"]) is None for _, found in open_):
        return
    said = " and ".join(quoted(one.name) for one, _ in open_)
    lacking = {
        one: usual_rhythm(found["name"]) if products_named(found["name"]) else "daily" for one, found in open_
    }
    whole = "; ".join(
        " ".join(
            filter(None, (one.name, one.dose or lacking.get(one), f"since {one.since}" if one.since else ""))
        )
        for one in taken
    )
    raise UnclearAnswerError(
        "drugs", f"no word on how often in {said}", "how often each of them is taken, too",
        f'write for example "{whole}", with your own rhythms',
    )  # fmt: skip


_SEVERAL: Final = 2
#: A name and an amount with its unit, and nothing else.
_ONLY_AMOUNT: Final = later(
    r"(?P<name>[^\d()]+?) \d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|g|iu|units?)", re.IGNORECASE
)


#: "anastrozole 1 mg x2": a number behind the strength that tells neither how many nor how often.
_AMOUNT_AND_TAIL: Final = later(
    r"(?<=\s)(?P<amount>\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|iu))\b(?P<tail>(?![ ]?[/%])[^\d]*\d.*)$",
    re.IGNORECASE,
)
_AMOUNT_WITHIN: Final = later(r"\d ?(?:mg|mcg|ug|\u00b5g|g|iu|units?)(?![a-z])", re.IGNORECASE)
#: "Fosamax 70 mg po tabs": its strength, with a form behind it.
_STRENGTH_IN: Final = later(
    r"(?<=[a-z)] )\d[\d.,]* ?(?:mg|mcg|ug|\u00b5g|iu)(?= (?:(?:po|oral|film[- ]coated|mouth) )*"
    r"(?:tablets?|tabs?|capsules?|caps?|pills?|tbl\.?|filmtabletten|tabletten)\b)",
    re.IGNORECASE,
)
_OFTEN_BEHIND: Final = later(r"[\s,]+((?:once )?(?:daily|weekly|monthly))$", re.IGNORECASE)
#: "nolva 40/40/20/20"
_STEPS: Final = later(r" (?P<all>\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)+)$")
#: "1 mg 3/7": every three days, or for three days.
_BRITISH: Final = later(r" (?P<n>\d+) ?/ ?(?P<of>7|52|12)$")
_STRENGTH_BEFORE: Final = later(r"\d ?(?:mg|mcg|ug|\u00b5g|g|iu|units?) \d+ ?/ ?\d+$", re.IGNORECASE)
_EXAMPLE: Final = "letrozole 2.5 mg daily"
_HOLDS_DOSE: Final = later(
    r"\d ?(?:mg|mcg|ug|\u00b5g|g|iu|units?|ml|tablets?|tabs?|pumps?|capsules?|caps?)\b.*\b"
    r"(?:daily|weekly|monthly|every|each|once|twice|a day|a week|per day|per week|times)\b|"
    r"\b(?:daily|weekly|monthly|every|each|once|twice|a day|a week)\b.*\d ?(?:mg|mcg|ug|\u00b5g|iu)\b", re.IGNORECASE,
)  # fmt: skip
#: "Fosamax 70", "zoledronate 5 mg 2024": an amount without a unit, or a year without a word before it.
_BARE: Final = later(
    r"(?P<name>\D+?) (?P<amount>\d+(?:[.,]\d+)?(?P<unit> ?(?:mg|mcg|ug|µg|μg|g|iu|units?))?)"
    r"(?(unit),? (?P<year>(?:19|20)\d{2})|)", re.IGNORECASE,
)  # fmt: skip


def tells_dose(name: str) -> bool:
    """Tell whether a name ends with an amount, or holds one with how often."""
    return AMOUNT.search(name) is not None or _HOLDS_DOSE.search(name) is not None


def unknown_name(name: str) -> UnclearAnswerError:
    """Return what the reader of a person's file says of a name; of tablets, how they can be said here."""
    if in_digits(name)[:1].isdigit() and is_dose(name):
        check_dose(name, name, "drugs")
    bare = re.sub(r"\s*\([^()]*\)", "", name).strip().removesuffix("s")
    if bare != name and (members := of_class(bare)):
        return UnclearAnswerError(
            "drugs", f"{quoted(name)}, which may be any of several drugs", f"one of {', '.join(members)}",
            "name the one that is taken, as its pack does",
        )  # fmt: skip
    several = [part.strip() for part in name.split("/")]
    if len(several) > 1 and all(known_kind(part) is not None for part in several):
        return UnclearAnswerError(
            "drugs", f"{quoted(name)}, {len(several)} drugs with one dose", "each drug with its own dose",
            'write each with its own dose behind a semicolon, as in "finasteride 1 mg daily; omeprazole 20 mg daily" '
            "(an example of other drugs)",
        )  # fmt: skip
    if isinstance(which := tablets_named(name), WhichStrengthError):
        return UnclearAnswerError(
            "drugs",
            f"{quoted(name)}, which does not tell what one tablet holds",
            "its strength, too",
            which.fix,
        )
    if re.search(r"\bovar(?:y|ies)\b|oophorectomy|ovariectomy", name, re.IGNORECASE) and not drugs_in(name):
        return UnclearAnswerError(
            "drugs", f"{quoted(name)}, which is no drug", "the age at menopause, among the answers about the person",
            'write "menopause at 45" there, with the age at the operation',
        )  # fmt: skip
    if re.match(r"calcium\b", name, re.IGNORECASE):
        told = understood_of(name)
        example = f"calcium {told.amount or '500 mg'} {told.often or 'daily'}"
        return UnclearAnswerError(
            "drugs", f"{quoted(name)}, whose dose is not understood", "how much calcium and how often",
            f'write for example "{example}", with the mg of calcium on the label',
        )  # fmt: skip
    if _HOLDS_BOTH.search(name):
        return UnclearAnswerError(
            "drugs", f"{quoted(name)}, a product that the library does not have", "its calcium and its vitamin D apart",
            'write for example "calcium carbonate 600 mg twice a day; vitamin D 400 IU twice a day" with the mg of '
            "calcium on the label",
        )  # fmt: skip
    for dose in islice(DOSE_BEGINS.finditer(name), 3):
        if known_kind(known := name[: dose.start()].strip(" ,:")) is not None:
            if len(steps_of(name[dose.end() :]) or ()) > 1:
                check_dose(name[dose.end() :], known, "drugs")
            words = name[dose.end() :]
            return of_none(words, known, "drugs") if is_of_dose(words) else unclear_dose(known, words)
    if name.split() and by_way(head := name.split()[0]) and ways_in(name.casefold()):
        check_ways((Taken(head, is_supplement=False, dose="", since=""),))
    for gap in islice(re.finditer(r"[\s,]+", name), MOST_LISTED):
        if known_kind(known := name[: gap.start()]) is not None and is_rhythm(often := name[gap.end() :]):
            return UnclearAnswerError("drugs", f"no amount in {quoted(name)}", "how much, too",
                                      _with_usual(known, often))  # fmt: skip
    if (over := _STOPPED.match(name)) is not None and known_kind(over["name"]) is not None:
        return UnclearAnswerError(
            "drugs", f"{quoted(name)}, which does not tell how much was taken and since when", "its dose and its days",
            f'write for example "{(stopped := over["name"])} {usual_dose(stopped)} {usual_rhythm(stopped)} since 2021 '
            f'until {over["until"] or "2023"}"',
        )  # fmt: skip
    if (aside := _OF_ANOTHER_DRUG.match(name)) is not None and not drugs_in(name):
        ends = aside["last"] is not None
        lacks = "whether it goes on" if ends else "the drug that it is of, and its days"
        fix = (
            "leave it out if the drug goes on; if that was the last of all, write its first and its last day behind "
            'the drug, as "since March 2021 until June 2025"'
            if ends
            else "leave it out if it changes nothing; else write it behind the drug that it is of, with its days, as "
            '"since March 2021 until May 2024"'
        )
        return UnclearAnswerError("drugs", f"{quoted(name)}, which names no drug", lacks, fix)
    if (long := _FOR_SO_LONG.search(name)) is not None and (several := of_class(name[: long.start()])):
        bare = name[: long.start()]
        return UnclearAnswerError(
            "drugs", f"{quoted(bare)}, which may be any of several drugs", f"one of {', '.join(several)}",
            "name the one that is taken, with its dose, how often, and since when",
        )  # fmt: skip
    told = drugs_in(name)
    if told and (len(name.split()) > _FEW_WORDS or all(products_named(one) for one in told)):
        return among_words(name, told)
    try:
        _read_where_no_kinetics(name)
        for gap in list(islice(re.finditer(r"[\s,]+", name), MOST_LISTED))[
            ::-1
        ]:  # "Sustanon 250 every 3 weeks"
            _read_where_no_kinetics(name[: gap.start()])
        for bracket in islice(
            re.finditer(r"\(([^()]+)\)", name), MOST_LISTED
        ):  # "subcutaneous pellets (Testopel)"
            _read_where_no_kinetics(bracket[1])
        value_of_key(DrugTable, "name").read(name)
    except Mistake as mistake:
        if _NO_KINETICS in mistake.found:
            return _of_product(mistake)
        return UnclearAnswerError(
            "drugs",
            mistake.found,
            mistake.expected,
            mistake.fix.replace("{key}", "the drug").replace("dose = ", ""),
        )
    return UnclearAnswerError("drugs", quoted(name), "a drug of the library", "see `osteotwin list drugs`")


#: A clause of its own about a drug that is named elsewhere: "last one in June", "break of 6 months".
_OF_ANOTHER_DRUG: Final = later(
    r"(?P<last>(?:my |the )?last (?:one|dose|shot|injection|infusion|in|on|was)\b)|"
    r"(?:an? )?(?:break|pause|gap)\b|(?:had|have had|then|with|after|before|during|about|around|next|due|still|also) ",
    re.IGNORECASE,
)
_FOR_SO_LONG: Final = later(r",? for (?:the (?:past|last) )?[\w ]+ (?:years?|months?|weeks?)$", re.IGNORECASE)


def _with_usual(name: str, often: str) -> str:
    """Return an example of how much of a drug is taken so often; of depots of several substances each has its own."""
    if any(product.depot_sizes for product in products_named(name)):
        return 'write the amount that its pack names behind the name, as in "denosumab 60 mg every 6 months"'
    return f'write for example "{name} {usual_dose(name)} {often}"'


def clearer(piece: str, unclear: UnclearAnswerError) -> UnclearAnswerError:
    """Return a question about running words that names the drugs in them, where one about a part of them says little.

    Parameters
    ----------
    piece : str
        All that is told in one go.
    unclear : UnclearAnswerError
        What is asked about a part of it.
    """
    if len(piece.split()) <= _FEW_WORDS:
        return unclear
    (problem,) = unclear.problems
    if "not a range" in problem.fix and (of_dose := of_range(piece, drugs_in(piece))) is not None:
        return of_dose
    if not problem.fix.startswith(_LITTLE) and len(problem.fix) <= _LONG_FIX:
        return unclear
    if told := drugs_in(piece):
        return among_words(piece, told)
    words = [word.strip("()[],;:.") for word in piece.split()]
    slip = next((one for one in _spans_of(words) if _is_slip(one)), None)
    if slip is not None:
        return among_words(piece, [slip])
    several = next(((one, drugs) for one in _spans_of(words) if (drugs := of_class(one))), None)
    if several is not None:
        days = "since March 2017 until March 2022" if _IS_OVER.search(piece) else "since March 2023"
        return UnclearAnswerError(
            "drugs", f"{quoted(piece)}, in which {several[0]} may mean several drugs",
            f"which one, as {', '.join(several[1])}, and how much, how often and since when",
            f'write for example "{several[1][0]} {usual_dose(several[1][0])} {usual_rhythm(several[1][0])} '
            f'{days}", with your own numbers and days',
        )  # fmt: skip
    if (unknown := next((one for one in _spans_of(words) if without_kinetics(one)), None)) is not None:
        return unknown_name(unknown)
    if not _SPEAKS.search(piece) and not _AMOUNT_IN.search(piece):
        return unclear
    return UnclearAnswerError(
        "drugs", f"{quoted(piece)}, in which no drug is named that is known", "the name of each drug",
        'write it as in "letrozole 2.5 mg daily since March 2023", with your own drug and numbers; `osteotwin list '
        "drugs` has the names",
    )  # fmt: skip


_IS_OVER: Final = later(r"\b(?:off|stopped|until|till|ended|finished|came off|quit)\b", re.IGNORECASE)
#: A shorter word is a slip of too much.
_LEAST_SLIPPED: Final = 9


def _is_slip(one: str) -> bool:
    first, *others = one.split()
    if (
        len(others) == 1
        and len(one) > _LEAST_SLIPPED
        and others[0].casefold() in (misspelled(one) or "").split()
    ):
        return True  # "everol conti"
    return len(others) < 2 and len(first) >= _LEAST_SLIPPED and bool(misspelled(one) and misspelled(first))


def _spans_of(words: list[str]) -> Iterator[str]:
    """Yield what may be a name among words, the longest first."""
    spans = (" ".join(words[at : at + count]) for count in (3, 2, 1) for at in range(len(words)))
    return (one for one in spans if one.strip())


_AMOUNT_IN: Final = later(r"\d ?(?:mg|mcg|ug|iu)\b", re.IGNORECASE)
#: How advice begins that is of a name, not of running words; and advice that repeats them.
_LITTLE: Final = (
    "choose one from",
    "write the salt",
    "see `osteotwin",
)
_LONG_FIX: Final = 300
#: Who speaks, or what was done: no name of a drug.
_SPEAKS: Final = later(
    r"\b(?:i|i['\u2019](?:m|ve)|my|me|he|she|we|am|is|was|were|been|have|has|had|after|during|started|stopped|"
    r"taper(?:ed|ing)|reducing|decreasing|increasing|moving|currently|running|using|injecting|now|"
    r"prescribed|taking|reduced|switched)\b", re.IGNORECASE
)  # fmt: skip


def _read_where_no_kinetics(name: str) -> None:
    """Refuse a name of a drug that the library knows and the model has not.

    Raises
    ------
    Mistake
    """
    if not without_kinetics(name):  # far quicker than to look for what a name may mean
        return
    try:
        value_of_key(DrugTable, "name").read(name)
    except Mistake as mistake:
        if "no kinetics" in mistake.found:
            raise


_NO_KINETICS: Final = "of which the model has no kinetics"


def ask_no_kinetics(piece: str) -> None:
    """Ask of a product that is known and not simulated before its words are taken for several: "estradiol enanthate".

    Raises
    ------
    UnclearAnswerError
    """
    for gap in list(islice(re.finditer(r"[\s,]+|$", piece), _FEW_WORDS))[::-1]:
        name = piece[: gap.start()]
        if AMOUNT.search(name) or _SMALL_NUMBER.search(name):
            continue
        if (gap.start() == len(piece) and of_class(name)) or (
            without_kinetics(name) and (" " in name or gap.start() == len(piece))
        ):
            try:
                value_of_key(DrugTable, "name").read(name)
            except Mistake as mistake:
                raise _of_product(mistake) from None


#: "Evamist 2 sprays": no number of a name, as that of "Sustanon 250" is.
_SMALL_NUMBER: Final = later(r"\s\d{1,2}$")


def _of_product(mistake: Mistake) -> UnclearAnswerError:
    """Return what is asked of a product that is not simulated, or of a name that several bear."""
    found = mistake.found.replace(_NO_KINETICS, "whose course in the blood is not simulated")
    names = [one[:1].lower() + one[1:] for one in mistake.expected.removeprefix("one of ").split(", ")]
    fix = mistake.fix
    if _NO_KINETICS in mistake.found and mistake.expected.startswith("one of "):
        fix = f'write the one that is nearest to it in its place, for example "{names[0]}"'
    return UnclearAnswerError("drugs", found, mistake.expected, fix)


#: So many may be a misspelled name, with its dose.
_FEW_WORDS: Final = 4
_STOPPED: Final = later(
    r"(?:i )?(?:have )?(?:stopped|finished|quit|came off|come off|discontinued|took|was on|am off|off|"
    r"no longer (?:on|take|using)|used to take)(?: taking)? "
    r"(?P<name>.+?)(?: (?:in|on|until) (?P<until>.*\d{4}))?$", re.IGNORECASE,
)  # fmt: skip


#: Names of tablets of calcium with vitamin D, as Adcal-D3 and Caltrate +D3 have them.
_HOLDS_BOTH: Final = later(r"\bcal\w*\W+(?:\w+\W+)?d3?\b|\w*cal\w*[ +-]+d3?\b", re.IGNORECASE)
