"""A sentence on training in plain words: one sign for each thing, English words of time, no reasons behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from osteotwin.asking.training.amounts import UNIT
from osteotwin.asking.training.asides import in_minutes_of_walking
from osteotwin.asking.training.notation import in_notation
from osteotwin.asking.training.phrases import in_plain_words
from osteotwin.units import in_digits
from osteotwin.units.german import in_english
from osteotwin.units.slips import without_slips

_GERMAN: Final = {"ein": "1", "zwei": "2", "drei": "3", "vier": "4", "f\u00fcnf": "5", "sechs": "6"}
_ROMANCE: Final = {"un": "1", "una": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "deux": "2",
                   "trois": "3", "quatre": "4", "cinq": "5"}  # fmt: skip
_ROMANCE_DAYS: Final = {
    "lundi": "Monday", "mardi": "Tuesday", "mercredi": "Wednesday", "jeudi": "Thursday", "vendredi": "Friday",
    "samedi": "Saturday", "dimanche": "Sunday", "lunes": "Monday", "martes": "Tuesday", "mi\u00e9rcoles": "Wednesday",
    "miercoles": "Wednesday", "jueves": "Thursday", "viernes": "Friday", "s\u00e1bado": "Saturday",
    "sabado": "Saturday", "domingo": "Sunday",
}  # fmt: skip
MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_SECONDS: Final = r"\d+(?:-\d+)? ?-?(?:s|secs?|seconds?|min\w*)\b"
_RHYTHM: Final = r"\b(?:once|twice|times|daily|weekly|days?)\b"
_ROW_OF_LOADS: Final = rf"(?P<loads>\d+(?:/\d+)+) ?(?P<unit>{UNIT})\b"
_ROW_OF_REPS: Final = r"(?P<reps>\d+(?:/\d+)+)"
_PLAIN: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (r"[\u2018\u2019\u02bc`]", "'"),
        (r"\u00d7", "x"),
        #: French articles and pronouns that are written together with the word behind them.
        (r"\b(?:l|d|qu)'(?=[a-z\u00e0-\u00ff]{2})", ""),
        #: "8 reps x 3 sets", "45 sec x 4 sets", "20 min x2 daily"
        (r"(?<!x )(?<![x\d])(?P<n>\d{1,3}) ?(?:reps?\.?|wdhs?\.?|wiederholungen|r\u00e9p\u00e9titions|repeticiones) ?"
         r"[x\u00d7] ?(?P<m>\d{1,2})(?: ?(?:sets?|s\u00e4tze|s\u00e9ries|series)\b|"
         r"\b(?! ?(?:sets|s\u00e4tze|s\u00e9ries|series|kg|lb|kilo|pound|times|an?\b|per|/|x|weekly|days?)))",
         r"\g<m>x\g<n>"),
        (r"\b(?P<n>\d{1,3}(?:\.\d)?|an) ?(?P<unit>min(?:ute)?s?|sec(?:ond)?s?|s|h(?:(?:ou)?rs?)?)\b\.?"
         r"(?:,? (?:each|per|a) (?:side|leg|arm))?,? ?\(?[x\u00d7] ?(?P<m>\d{1,2})\b\)?"
         r"(?: ?(?:sets?|rounds?|intervals?)\b|"
         r"(?!,? ?(?:times|an?\b|per|each|/|x|weekly|week|kg|lb)| ?(?:sets|rounds|intervals|days?\b|\d)))"
         r"(?=.*\b(?:daily|every|days|times|twice|once|week|weekly|\w+days?)\b)",
         lambda found: _times(found)),
        (r"\b(?:half|quarter|parallel)[- ](?=squats?\b)", "partial "),
        #: A walk of 30 min at an incline of 12 %.
        (r"\b12[-/ ]3[-/ ]30\b", "incline treadmill walking 30 min"),
        #: Of a bar; "pull-ups 3x5 1 x BW" are without one.
        (r"(?<=[ @])(?P<n>[12](?:\.\d+)?) ?x ?(?:bw|body-?weight)\b",
         lambda found: f"with {100.0 * float(found['n']):g} %BW" if _OF_A_BAR.search(found.string[: found.start()])
         else found[0]),
        (r"\b(?P<go>(?:walk|run|jog|cycl)(?:s|e|es|n?ing)?) (?:to|from|around|past) (?:the |my )?(?:pool|lake|sea)\b",
         r"\g<go>"),
        (r"\bwalk(?:s|ing)? (?:up ?stairs|up (?:the )?stairs)\b", "stair climbing"),
        #: Of now, and so idle: "this year I run".
        (r"\bthis (?:cycle|block|phase)\b:?", ""),
        (r"\b(?:this (?:year|month)|dieses jahr|diesen monat|este (?:a\u00f1o|mes)|cette ann\u00e9e)\b(?!')"
         r"(?: so far)?,?", ""),
        #: "hop 10 times"; a few times a day are sessions.
        (r"\b(?P<what>(?:hop|jump|skip)(?:s|ping|ing)?(?: (?:on|with)"
         r"(?: (?:one|1|each|both|the|my|left|right|legs?|feet|foot))+)?) (?P<n>[89]|[1-9]\d{1,2}) (?:times|x)\b"
         r"(?!,? ?(?:a|per|each) week)",
         r"\g<what> \g<n> jumps"),
        (r"\b(?:i )?(?:(?:pull|back)(?:ed)?|(?:scale|move)d?|drop(?:ped)?|cut|dial|go|went) (?:back |down |off )+to "
         r"(?=(?:\d|two|three|four|five|six) (?:days|times|sessions))", ""),
        (r",? ?\b(?:por ejemplo|zum beispiel|z\. ?b\.|par exemple)(?: ?,|(?= ))", ","),
        (r"\b(?:some |any )?(?:aerobic|cardio) (?:activity|exercise) (?:such as|like) |"
         r"\b(?:alguna )?actividad aer[o\u00f3]bica (?:como|tal como) |"
         r"\bactivit\u00e9 a\u00e9robie (?:comme|telle que) ", ""),
        (r"(?<=[a-z] )(?P<n>[2-9]\d|\d{3,4}) ?x(?=$|[,;)]| (?!\d|(?:a|per|each) (?:week|month|year)))", r"\g<n> reps"),
        #: "2 x 30 + 1 x 60 min per week"
        (r"\b(?P<n>[1-7]) ?x ?(?P<t>\d{2,3})(?: ?min\w*)? ?(?:\+|and|,|&) ?(?P<m>[1-7]) ?x ?(?P<u>\d{2,3}) ?min\w* ?"
         r"(?:(?:a|per|each) |/ ?)(?:week|wk)\b", r"\g<t> min \g<n> times a week and \g<u> min \g<m> times a week"),
        #: "Mondays 10:00-11:00", "Mon 7:00"
        (rf"(?P<day>\b{DAY},?) (?:at )?(?P<h>0?[5-9]|1\d|2[0-3]):(?P<m>\d\d)"
         r"(?: ?(?:-|\u2013|to|until) ?(?P<i>\d{1,2}):(?P<j>\d\d))?(?! ?(?:min|h\b|hours?|kg|lb|x|[ap]\.?m|per|/))",
         lambda found: found["day"] + _between(found)),
        (r"\b(?P<n>\d{1,3}) (?:each|per|a) (?:leg|side|arm) ?x ?(?P<m>\d{1,2})\b(?! ?(?:a\b|per|week|times|/))",
         r"\g<m>x\g<n>"),
        #: Each time: "45 minutes a day, five days a week".
        (r"(?<!once )(?<!twice )(?<!times )(?<!\dx )(?<!days )\b(?:a|per|each) day,? (?:on |for )?"
         r"(?=(?:[1-7]|two|three|four|five|six|seven) (?:days?|times) (?:a|per|each|every) week\b)", ""),
        #: "8 L/8 R", "20x burpees", "x 4 sets of 10 count", "10x(300,250,250 lb)", "3x10x(2x20 lb)"
        (r"\b(?P<n>\d{1,3}) ?(?:l|left) ?[/,+&] ?(?P=n) ?(?:r|right)\b", r"\g<n> reps each side"),
        (r"^(?P<n>[89]|[1-9]\d) ?x (?=[a-z]{3})(?!min|sec|week|per\b|day)", r"\g<n> "),
        (r"\b(?!(?:reps?|wdh|kgs|lbs|kilos?|pounds?|min\w*|sec\w*)\b)(?P<name>[a-z]{3,}) x (?=\d{1,2} sets?\b)",
         r"\g<name> "),
        (r"(?P<sets>\bsets? of \d{1,3}) counts?\b", r"\g<sets>"),
        (rf"(?P<before>\b\d ?x ?)?(?<!\d)(?P<reps>\d{{1,2}}) ?[x@] ?"
         rf"\((?P<loads>\d+(?: ?[,/] ?\d+)+) ?(?P<unit>{UNIT})\)",
         lambda found: _one_each(found)),
        (r"\b(?P<name>split squats?|lunges?), ?(?P<how>rear[- ]foot[- ]elevated)\b", r"\g<how> \g<name>"),
        (rf"(?P<sets>\d ?x ?\d{{1,2}}) ?x ?\((?P<load>[^()]*\d ?{UNIT})\)", r"\g<sets> \g<load>"),
        (r"(?:^|(?<=[,;:] ))(?P<t>[1-9]\d) ?s (?=[a-z]{3})(?!.*\bx ?\d)", r"\g<t> seconds "),
        #: "my", and no Monday.
        (r"(?<=\bavec )mon |(?<=\bdans )mon |(?<=\bsur )mon |(?<=\bpour )mon |(?<=\bchez )mon ", ""),
        (r"(?<=\d)(?P<unit> ?(?:kgs?|lbs?|pounds?)) ?(?P<what>[dk])bs?\b",
         lambda found: f"{found['unit']} {'dumbbells' if found['what'].lower() == 'd' else 'kettlebells'}"),
        (r"(?<=\d) ?(?:series|s\u00e9ries|s\u00e4tzen?|rondas|vueltas|tours|runden) "
         r"(?:de|\u00e0|a|zu|von|mit|je|\u00e1) (?=\d)",
         " sets of "),
        (r"(?<=\d) ?(?:segundos?|secondes?|sekunden?|seg|sek)\b\.?", " seconds"),
        (r"\be/s\b", "each side"),
        (r"(?<![\dx.])(?<!x )(?<!of )(?<!- )(?<!-)\b(?P<n>\d{1,2}) (?=(?:each|per) (?:leg|side|arm)s?\b)",
         r"\g<n> reps "),
        (r"\b(?P<a>back|chest|shoulders?|legs) ?(?:and|&|/|\+) ?(?P<b>bi|tri)'?s?\b", r"\g<a> and \g<b>ceps"),
        (r"\b(?:jeder tag|jeder trainingstag|each day|every day|chaque jour|cada d\u00eda|every session|each session) "
         r"(?=beg\w+|starts?\b|commence|empieza)", ""),
        (rf"\b(?:(?:on )?weekdays|mon(?:day)?s? ?(?:-|to|through|thru) ?fri(?:day)?s?),? "
         rf"(?:except|but not|not)(?: on| for)? {DAY}\b", "4 times a week"),
        (r"\b(?P<n>\d)-(?=mal\b|fach\b|fois\b|veces\b)", r"\g<n> "),
        (r"\b(?:una )?hora y media\b|\b(?:une )?heure et demie\b|\b(?:anderthalb|eineinhalb|1,5|1 1/2) "
         r"stunden\b", "90 min"),
        (r"\b(?:i'?m |i am )?training for (?:an? |my |the )?(?:half )?(?:0\.5 )?"
         r"(?:marathon|10k|race|triathlon|event)\b:?,?(?=.*\bruns?\b)",
         ""),
        (r"\boff (?:of )?(?:an? |the )?(?:step|block|blocks|box|floor|rack|pins|bench|plate)s?\b", ""),
        (r"\bclean ?& ?(?=jerk\b|press\b)", "clean and "),
        #: "10 x 30s on/30s off": all of them together
        (r"(?P<n>\d{1,2}) ?(?:x|times|rounds of|sets of) ?(?P<on>\d{1,3}) ?(?:seconds|secs?|s)? (?:on|hard|work|fast) "
         r"?(?:/|,|and|-)? ?(?P<off>\d{1,3}) ?(?:seconds|secs?|s)? (?:off|easy|rest|slow)\b",
         lambda found: f"{int(found['n']) * (int(found['on']) + int(found['off'])) / 60.0:.3g} min"),
        (r"\bea\b\.?", "each"),
        (r"\b(?P<n>[1-7]) (?:days |times )?(?:out )?of (?:7|seven) days\b|\b(?P<m>[1-7]) days out of (?:7|seven)\b",
         lambda found: f"{found['n'] or found['m']} days a week"),
        (r"\b(?:no|without(?: an?)?) (?:buggy|carts?|golf cart|caddy|caddie|music|rush|stops?|breaks?)\b", ""),
        (r"\bstairs:? (?:i )?climb(?:ing)?\b|\bclimb(?:ing)?(?= (?:up )?\d+ (?:flights?|floors?|stairs)\b)",
         "stair climbing"),
        (r"\b(?:clusters?|drop|giant|rest[- ]pause|back ?off)[ -]?sets?\b:?(?: (?:of|on|for))? "
         r"(?=[a-z]{3}.*\d ?[x@(])", ""),
        #: What comes next.
        (r"[,.]? ?\b(?:so |and |but )?(?:(?:i'?ll|i will|i'?m going to|going to|time to|"
         r"i(?= go up (?:next|again|in weight))) )+"
         r"(?:go up|move up|increase|"
         r"add (?:more |some )?weight|try (?:more|heavier)|up the weight)\b[^;.]*", ""),
        (r"\s*[\u2013\u2014]\s*(?!\d)", " - "),
        (r"[\u2013\u2014]", "-"),
        (r"[\u2022\u00b7]", ","),
        (r"\u00ba", "\u00b0"),
        (r"\bevery ?day\b", "every day"),
        (rf"(?<=\d)-(?={UNIT}\b)", " "),
        #: How long is rested between sets.
        (rf",? ?\(?(?:\b(?:with|and) |w/ ?)?(?:\b(?:(?:no|more|than|at|most|about|up|to|max\.?|an?|of)|"
         rf"{_SECONDS})[ -])*"
         r"\brest(?:s|ed|ing)?(?: (?:time|periods?|breaks?))? between (?:the |each |all )?(?:sets?|rounds?)\b"
         rf"(?: (?:from|of|for|is) (?:{_SECONDS}|(?:(?!{_RHYTHM})[^,;()])*))?\)?", ""),
        (r",? \(?(?:with )?(?:no|without)(?: any| real| major| big)* "
         r"(?:problems?|issues?|trouble|difficult\w+)\b\)?", ""),
        (r" ?\(in lieu of [^()]*\)", ""),
        (r"\bin lieu of\b", "instead of"),
        (r"\bfor a count of (?P<n>\d{1,3})\b(?: ?\(?(?P<m>\d{1,2}) (?:times|x)\)?)?",
         lambda found: f"{found['m'] or 1} x {found['n']} seconds"),
        (rf",? ?(?:and |first )?(?:i )?warm(?:s|ed|ing)?[ -]?up (?:to|with|at) (?:(?:1|one) rep (?:at|with|@) ?)?"
         rf"\d+(?:\.\d+)? ?{UNIT}\b(?: ?\([^()]*\))?", ""),
        (r"\bbiceps?(?= (?:and|&) triceps? (?P<what>curls?|work|exercises)\b)", r"biceps \g<what>"),
        (r"(?P<load>\d{2,3}) ?x ?(?P<reps>\d{1,2}) ?\(x ?(?P<sets>\d)\)", r"\g<sets>x\g<reps> @ \g<load>"),
        #: "3 x 15 - 50": of so many more repetitions it is a load.
        (r"(?P<sets>\b\d{1,2} ?x ?)(?P<low>\d{1,2}) - (?P<high>\d{2,3})(?! ?(?:reps|wdh|,|\d|min|s\b|sec))",
         lambda found: f"{found['sets']}{found['low']} @ {found['high']}"
         if int(found["high"]) > 2 * int(found["low"]) else found[0]),
        (r"[+&]? ?\b\d{0,2} ?(?=chains\b)", " "),
        #: "415-435-455 x2", "265-375-485 3x8": each load is of one set
        (rf"(?<![\d./-])(?P<loads>\d{{2,3}}(?:[-/]\d{{2,3}})+) ?(?P<unit>{UNIT}\b)? ?"
         r"(?:x ?(?P<reps>\d{1,2})\b(?! ?x|/)|(?P<sets>[2-9]) ?x ?(?P<each>\d{1,2})\b(?![/-]))",
         lambda found: _chain(found)),
        #: "60/70/80 kg x 8/6/4", "3 x 5 - 130, 150, 170": one load for each set
        (rf"{_ROW_OF_LOADS} ?(?:x|for) ?{_ROW_OF_REPS}|{_ROW_OF_REPS.replace('reps', 'first')} ?(?:x|@|at|with) ?"
         rf"{_ROW_OF_LOADS.replace('loads', 'last').replace('unit', 'of')}", lambda found: _set_by_set(found)),
        (r"\b(?:work(?:s|ed|ing)? (?:my way )?)?up to (?=(?:about |around )?\d+(?:\.\d+)? ?(?:kg|lb|kilo|pound))", ""),
        #: The top of several sets.
        (r"(?<=\d) ?(?:miles|mi\b\.?) (?:an?|per) hour\b", " mph"),
        (r"(?<=\d) ?(?:km|kms|kilom\w+) (?:an?|per|pro|por|par|\u00e0 l'|\u00e0 )? ?(?:hours?|stunde|hora|heure)\b|"
         r"(?<=\d) ?km/hr?\b",
         " km/h"),
        (r"\b(?P<n>\d)/(?P<m>\d{1,2})(?:ths?|rds?|s)? of an? (?P<unit>mile|kilomet(?:er|re)|km)\b",
         lambda found: f"{int(found['n']) / int(found['m']):.3g} {found['unit']}"),
        (r",? ?\b(?:so )?i (?P<go>walk|bike|cycle|ride|run|jog) (?:over|there|down|across)(?:,| and) "
         r"(?:(?P=go) )?back(?: again| home)?\b",
         ""),
        (r"\bwork(?:s|ed|ing)? (?:my way )?up to (?:an? )?(?:top set (?:of |at )?)?(?=\d)", ""),
        #: A day of a log, and no habit of that weekday.
        (rf",? ?\b(?:on )?(?:(?:{DAY})?,? ?\bthe \d{{1,2}}(?:st|nd|rd|th)\b(?: of {MONTH})?"
         rf"(?! (?:set|rep|time|day|week|round))|"
         rf"{DAY},? {MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b):?", ""),
        #: "a private Pilates session each week"
        (r"\b(?:(?P<n>[1-7]|one|two|three|four|five) (?P<what>(?:(?!and\b|for\b|of\b|then\b)[^\W\d]+ ){1,3}?"
         r"(?:session|class|lesson|course|kurs|cours|clase)(?:e?s)?)|"
         r"(?:an? )?(?P<one>(?:(?!(?:and|for|of|then|one|two|three|four|five|six|seven)\b)[^\W\d]+ ){1,3}?"
         r"(?:session|class|lesson|course|kurs|cours|clase))),? (?P<per>a|per|each|every) (?P<time>week|day)\b",
         lambda found: f"{found['what'] or found['one']} {_number(found['n'])} times {found['per']} {found['time']}"),
        #: Beside where it is done, "cardio" says nothing more.
        (r"\b(?:some |easy |light )*cardio (?:(?:on|with|using|in|at) (?:the |an? |my )?|: ?|- ?|\()"
         r"(?=(?:(?:stationary|exercise|spin|recumbent|rowing|assault|air|stair|step|arc|cross) ?-?)?"
         r"(?:bikes?|bicycle|treadmill|"
         r"elliptical|rower|machine|trainer|stepper|climber|ergometer|pool|cycle|bici|v[e\u00e9]lo)\b)", ""),
        (r"\bdaily (?=life|living|activit|routine|chores|tasks|business)", ""),
        (r"\bon (?:the|my|an?) (?:turbo |smart |indoor |bike )?trainer\b", ""),
        (r"\bone (?=(?:[a-z/-]+ ){0,2}(?:class|session|routine|workout|lesson|hike|walk|run|swim|ride|game)\b)", "a "),
        (r"\b(?P<n>\d{1,2}|eight|six|ten|twelve) (?:stations|machines|exercises|stops)(?: with| of|,| at|:)* "
         r"(?P<m>\d{1,3}|fifty|ten|twelve|fifteen|twenty) reps\b",
         lambda found: f"{in_digits(found['n'])}x{in_digits(found['m'])}"),
        (r"\b(?:caminatas?|camino|paseos?) (?:a paso )?(?:en\u00e9rgicas?|en\u00e9rgicos?|r\u00e1pidas?|"
         r"r\u00e1pido|ligero|ligeras?)\b",
         "brisk walking"),
        (r"\bin (?:an? |the |my )?(?:squat|power|half) (?:rack|cage)\b", ""),
        (r"\b(?P<tool>(?:(?:db|dumb-?bell|kb|kettle-?bell|bb|barbell) )*)(?:(?:hang|squat) )+clusters?\b",
         r"\g<tool>thruster"),
        (r"(?P<n>\d+)(?P<name>[^()\d]*)\((?P<half>\d+) ?(?:/|per|each|a|on each) ?(?:side|leg|arm)s?\)",
         lambda found: f"{found['n']}{found['name']}" if int(found["n"]) == 2 * int(found["half"]) else found[0]),
        #: The same load in another unit.
        (rf"(?<=\w) ?\((?:that'?s|that is|which is|i\.?e\.?|=|about|ca\.?|~|approx\w*)[^()]*\d ?{UNIT}\b[^()]*\)", ""),
        (r"\bat \d{1,2}:\d\d(?! ?(?:/|per|min|pace|mph|h\b|[ap]\.?m))", ""),
        (r"\((?:no|without) (?:\w+ )?weights?\)|"
         r"(?:(?<=x\d)|(?<=x\d\d)) (?:no|without) (?:any |added |extra )?weights?\b", " bodyweight"),
        (r"\b(?:work|works|working|build|building) up to (?:an? )?(?:heavy |top |hard )*(?:set of (?P<n>\d{1,2})|"
         r"single) (?:at|with|@|of) (?=\d)",
         lambda found: f"1x{found['n'] or 1} "),
        (rf"(?P<load>\d ?{UNIT}) (?:hand|ankle|wrist|arm) ?-?weights", r"\g<load>"),
        (r"\bi garden\b", "gardening"),
        (r"\bten[- ]pin ", ""),
        (r"\bdiari[oa]s?(?:mente)?\b", "daily"),
        (r"\bp\.?/w\b|(?<=\dx )pw\b|(?<=\d x )pw\b|(?<=times )pw\b", "a week"),
        (r"\b(?:no hago (?:nada )?m[a\u00e1]s que|ich mache nichts (?:au\u00dfer|als)|je ne fais que|"
         r"(?:i )?do nothing (?:but|other than|except))\b", ""),
        (r"\bwalk(?:ing|s)?\b(?P<rest>(?:(?!\band\b|\brun|\bjog|\bswim|"
         r"\bcycl)[^;,]){1,40}?),? ?\(?\b(?P<how>brisk|slow|fast|quick)(?:ly)?"
         r"(?: pace)?\)?$", r"\g<how> walking\g<rest>"),
        (r"\btwo-a-days?\b:?", ""),
        (r"\b(?:pasos|schritte|pas(?= (?:par jour|a day)))\b", "steps"),
        (r"\b(?:(?:gehe )?mit dem hund (?:raus|spazieren|gassi)|gassi(?: gehen)?|paseo (?:al|con el|con mi) perro|"
         r"(?:je )?prom\u00e8ne (?:le|mon) chien)\b", "walk the dog"),
        (r"\b(?:je )?soul\u00e8ve des poids\b", "weights"),
        (r"\b(?:(?:at|over|during) (?:my )?lunch(?: ?time| break| hour)?|(?:before|after) (?:work|breakfast|"
         r"dinner|lunch))\b", ""),
        (r"\b(?:the |on )*other (?=(?:\d|two|three|four|five|six) days)", ""),
        (rf"(?P<days>{DAY}(?:[/+]{DAY})+)\s*(?:&|and|und|y|et)\s*(?={DAY}[/+]{DAY})", r"\g<days>, "),
        (r"(?:i'?m |i am )?(?:an? )?\d\d[- ]years?[- ]old(?: (?:man|woman|male|female|guy|lady|gentleman))?,?", ""),
        #: Of what a load is made.
        (r"(?<=[a-z#]) ?\((?=[^()]*\b(?:bar|plates?)\b)[\d.,+& ]*(?:(?:bar|plates?|and|kgs?|lbs?|pounds?|plus|of|"
         r"each side)[\d.,+& ]*)+\)", ""),
        (r"[,.]? (?:and )?(?:sonst nichts|nothing else|nothing more|nada m[a\u00e1]s|rien d'autre|that'?s (?:it|all))"
         r"(?=\W*$)", ""),
        (r"(?<=\D) x ?(?P<n>[1-7]) ?(?:weekly|(?:a|per) week|/ ?w(?:ee)?k)\b",
         lambda found: found[0] if _ONE_OF_SETS.search(found.string[: found.start()])
         else f" {found['n']} times a week"),
        (r"\b(?P<n>[1-7]) ?d ?/ ?w(?:k|eek)?\b", r"\g<n> days a week"),
        (r"(?<=\d)[ -]?second\b", " seconds"),
        #: "Set 1) 5 reps @ 125 lb"
        (r"\bset ?#?\d{1,2}(?: ?[):.\u2013-] *| +)(?=\d)", ""),
        #: To jump on a bike is no jump.
        (r"\b(?:jump|hop|get|climb)\w* (?:back )?on(?:to)? (?:(?:the|my|an?|our) )?"
         r"(?=(?:\w+ )?(?:bike|treadmill|rower|rowing|elliptical|cross|stair\w*|step\w*|erg\w*|peloton|spin))", ""),
        (r"^[-*+] ", ""),
        (r"\brid(?:es?|ing) (?=(?:an?|my|the|his|her) (?!horse|hour))", ""),
        (r"\bmy (?:personal )?(?:trainer|coach|pt|physio\w*|doctor) (?:has|makes|lets|gets) me "
         r"(?:to )?(?:do(?:ing)? )?", ""),
        (r"\bwalk(?:s|ing)? (?:the|my|our|his|her|their|a) dogs?\b", "walk the dog"),
        (r"\b(?P<n>\d) ?(?:x|mal|fois|veces)? ?/? ?(?:woche|semana|semaine)\b", r"\g<n> x a week"),
        (r"\bx ?(?P<n>[1-7]) days?\b(?! a| per| each|/)", r"\g<n> days"),
        (r"^(?:kein(?:en)? sport|sin (?:ejercicio|deporte)|pas de sport|no hago (?:ejercicio|deporte)),? "
         r"(?:aber|nur|pero|solo|mais|sauf) ", ""),
        (r"\b(?:tous les matins|chaque matin|jeden morgen|todas las ma\u00f1anas|cada ma\u00f1ana)\b", "every morning"),
        (r"\b(?:tous les soirs|chaque soir|jeden abend|todas las noches|cada noche)\b", "every evening"),
        (r"\b(?:mr|mrs|ms|dr)\.? [A-Z]\w+", ""),
        (r"(?<![\w/])w/ ?(?=[a-z\d])", "with "),
        (r"(?<=\d)x(?=amrap|max|failure)", "x "),
        (r"(?<=\d) ?x ?f\b", "x failure"),
        (r"\b(?:m[a\u00e1]s o menos|plus ou moins|mehr oder weniger|more or less|give or take)\b", ""),
        (r",? ?\b(?:since|seit|depuis|desde hace)(?: (?:\d+|vielen|einigen|mehreren|many|several|des|de|plusieurs|"
         r"quelques|muchos|varios|unos|\u00fcber|about|mehr|als|m\u00e1s))* (?:jahren|ann\u00e9es|ans|a\u00f1os|years|"
         r"jahrzehnten|decades)\b", ""),
        (r"\b(?:half[- ]|0\.5 )?marathon training(?: plan)?\b:?,?(?=.*\bruns?\b)", ""),
        #: The day of a log.
        (rf"(?<!since )(?<!from )(?<!until )(?<!till )\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{MONTH}\b"
         r"(?:,? \d{4})?(?= ?[:,-]|$)", ""),
        (r"(?<![\d/])(?!5/3/1)(\d{1,2})/(\d{1,2})/(\d{1,2})(?:/(\d{1,2}))?(?:/(\d{1,2}))?(?![\d/])",
         lambda found: "-".join(filter(None, found.groups()))),
        (r",? ?(?:and )?(?:i )?(?:always )?(?:walk(?:s|ing)?|carry(?:ing)?|carries) (?:the )?course", " "),
        (r"\b(?:una|une?|ein(?:e[nr]?)?) (?:hora|heure|stunde)\b", "1 hour"),
        (r"\b(?:media hora|une? demi[- ]heure|eine halbe stunde|halbe stunde)\b", "30 min"),
        (r"(?<=\d) ?#(?=\W|$)", " lb"),
        (r"(?<=\d) ?[*\u00d7] ?(?=\d)", "x"),
        (r"(?<=\d)lbs?\b", " lb"),
        (r"\b(?:try|tries|trying|aim|aiming) to (?=get|do|go|walk|run|lift|swim|ride|train|keep|fit)", ""),
        (r"\b(?:end|ends|ended) up (?=\w+ing)", ""),
        (r"^(?:fwiw,? )?(?:(?:at age|aged) \d+|i(?:'?m| am) (?:\w+ )?\d\d\+?(?: years old)?),? (?:and )?", ""),
        #: What is no exercise, before what is one.
        (r"^(?:no|not much|little) (?:\w+ )?(?:exercise|activity|training|sport)s?,? "
         r"(?:but|other than|except(?: for)?|apart from|besides|just|only) ", ""),
        (r"\b(?P<n>ein|zwei|drei|vier|f\u00fcnf|sechs|\d) ?mal "
         r"(?=die|pro|in der|w\u00f6chentlich|a week|weekly|a day|daily)",
         lambda found: f"{_GERMAN.get(found['n'].lower(), found['n'])} times "),
        (rf"\b(?P<n>{'|'.join(_ROMANCE)}) (?=horas?\b|heures?\b|minut\w+|series\b|s\u00e9ries\b|kil\w+|km\b|sesiones|"
         rf"s\u00e9ances)", lambda found: f"{_ROMANCE[found['n'].lower()]} "),
        (rf"\b(?P<n>{'|'.join(_GERMAN)}) (?:(?:fixe|feste|volle|ganze) )?"
         r"(?=(?:stunden?|minuten|kilometer|km|runden|einheiten|tage)\b)",
         lambda found: f"{_GERMAN[found['n'].lower()]} "),
        (rf"\b(?P<n>{'|'.join(_ROMANCE)}) (?P<what>d[i\u00ed]as?|jours?|veces|fois)\b",
         lambda found: f"{_ROMANCE[found['n'].lower()]} {'days' if found['what'][0] in 'dDjJ' else 'times'}"),
        (r"\b(?P<n>\d) (?:d[i\u00ed]as?|jours?|tagen?)\b", r"\g<n> days"),
        (rf"\b(?:(?:tous )?les? |el |(?:todos )?los |cada |chaque )?(?P<day>{'|'.join(_ROMANCE_DAYS)})s?\b",
         lambda found: _ROMANCE_DAYS[found["day"].lower()]),
        (r"(?<=day) (?:et|y|und|e) (?=\w+day)", " and "),
        (r"\b(?:los |les |am |at |on )?(?:fines? de semana|week-ends?|wochenenden?)\b", "weekends"),
        (r"\btodos los d[i\u00ed]as\b|\btous les jours\b|\bcada d[i\u00ed]a\b|\bchaque jour\b", "daily"),
        (r"\bgood[ -]mornings?\b", "goodmorning"),
        (r"\b(?:have|has|had|hired|got|see|sees|saw|meet with|work with|use|uses) (?:an?|"
         r"my) (?:personal )?(?:trainer|coach|pt)\b", ""),
        (r"\b(?:je cours|(?:ich )?laufe|ich renne|corro)\b", "running"),
        (r"\b(?:je marche|camino|ich gehe(?= \d| t\u00e4glich| jeden tag \d| daily \d)"
         r"(?!.*(?:laufen|joggen|schwimmen|spazier|wandern|walken|ins|zum|zur|rennen|klettern|train)))\b", "walking"),
        (r"\b(?:je nage|(?:ich )?schwimme|nado)\b", "swimming"),
        (r"\b(?:(?:ich )?jogge|troto|je trottine)\b", "jogging"),
        (r"\bich fahre (?:mit dem )?(?:rad|fahrrad)\b", "cycling"),
        #: "3 runs a week", "4 days week"
        (r"\b(?P<n>[1-9]|two|three|four|five) (?P<what>runs|walks|swims|rides|hikes|games|matches) "
         r"(?P<per>a|per|each|every) week", r"\g<what> \g<n> times \g<per> week"),
        (r"\b(?P<n>[1-9]|two|three|four|five|six) ?(?P<what>x|times?|days?|sessions?) (?=(?:week|wk)\b)",
         r"\g<n> \g<what> a "),
        (r"\bonce (?:every|each|a|per|at the) week-?end\b", "once a week"),
        #: Long ago.
        (rf",? since (?:early |mid |late |about )?(?:{MONTH} )?(?:19\d\d|200\d|201\d)\b", ""),
        (r"\((?:supposed|meant|planned|was going|should have|goal|target|plan)\b[^()]*\)", ""),
        #: Why, behind what is done.
        (r",? (?:which|because|leav(?:es?|ing) (?:me|my)|resulting in|"
         r"to (?:keep|stay|get|be) (?:fit|healthy|active|strong|in shape|moving|mobile)|"
         r"for (?:my |general )?(?:health|fun|fitness|bones?|my bones|pleasure|well-?being))\b[^,;]*", ""),
    )
)  # fmt: skip


def _one_each(found: re.Match[str]) -> str:
    """Return one set of each of several loads; what was found where there are not as many sets."""
    loads = re.findall(r"\d+", found["loads"])
    if found["before"] and int(found["before"][0]) != len(loads):
        return found[0]
    return ", ".join(f"1x{found['reps']} {load} {found['unit']}" for load in loads)


#: Another set with its load stands before it, and no sets: "80 kg x 5, 85 kg x 5 weekly".
_ONE_OF_SETS: Final = re.compile(
    rf"\d ?{UNIT} ?x ?\d{{1,2}}\b[^;]*[,;/&+] ?\d+(?:\.\d+)? ?{UNIT}$|"
    rf"(?<![\dx] )(?<![\dx])\b\d{{1,2}} ?x ?\d+(?:\.\d+)? ?{UNIT}$",
    re.IGNORECASE,
)


_OF_A_BAR: Final = re.compile(r"squat|deadlift|bench|thrust", re.IGNORECASE)


def _chain(found: re.Match[str]) -> str:
    """Return one set of each of several loads; what was found where they may be something else."""
    loads = [float(one) for one in re.split("[-/]", found["loads"])]
    same = found["sets"] is None or int(found["sets"]) == len(loads)
    if not same or min(loads) < _LEAST_OF_CHAIN or len(loads) < _LEAST_LONG:
        return found[0]
    reps = found["reps"] or found["each"]
    return ", ".join(
        f"1x{reps} {load:g} {found['unit']}" if found["unit"] else f"{load:g}x{reps}" for load in loads
    )


#: Loads in a row are at least so heavy, and so many: two may be the ends of a range.
_LEAST_OF_CHAIN, _LEAST_LONG = 20.0, 3


def _number(word: str | None) -> str:
    """Return a number of sessions in digits; one for an article or none."""
    return "1" if word is None or word.casefold() in ("a", "an") else in_digits(word)


def _set_by_set(found: re.Match[str]) -> str:
    """Return sets that each have their repetitions and load; what was found where the two are not as many."""
    loads, unit, reps = (found[first] or found[last] for first, last in _ROWS)
    rows = loads.split("/"), reps.split("/")
    if len(rows[0]) != len(rows[1]):
        return found[0]
    return ", ".join(f"1x{times} {load} {unit}" for load, times in zip(*rows, strict=True))


def _times(found: re.Match[str]) -> str:
    """Return a time that is told to be done several times as the time of all."""
    number = 1.0 if found["n"].casefold() == "an" else float(found["n"])
    return f"{number * int(found['m']):g} {'seconds' if found['unit'].casefold() == 's' else found['unit']}"


_ROWS: Final = (("loads", "last"), ("unit", "of"), ("reps", "first"))
#: "a brisk walk of 30 minutes", "half an hour": numbers in words that are no digits yet.
_SPACES: Final = re.compile(r"\s+")


#: "Mo Mi Fr": German days, written with a capital.
_GERMAN_DAYS: Final = {
    "Mo": "Mon",
    "Di": "Tue",
    "Mi": "Wed",
    "Do": "Thu",
    "Fr": "Fri",
    "Sa": "Sat",
    "So": "Sun",
}
_DAYS_IN_A_ROW: Final = re.compile(
    rf"\b(?:{'|'.join(_GERMAN_DAYS)})(?:[ ,/+&-]+(?:{'|'.join(_GERMAN_DAYS)})\b)+"
)


#: "M/W/F", "TTh": written with capitals.
_LETTERS: Final = (
    (re.compile(r"(?<=\d )DU\b"), "double unders"),
    #: To walk; "joggen gehen", "ich gehe ins Studio" is to go.
    (
        re.compile(
            r"(?<!spazieren )(?<![a-z]en )(?<![a-z]es )(?<!zum )\bGehen\b|(?<=[Mm]in )gehen\b|"
            r"(?<=[Mm]inuten )gehen\b|(?:^|(?<=[,;] ))gehen(?= \d)"
        ),
        "walking",
    ),
    (
        re.compile(
            r"\b(?:(?:M|Mo|T|Tu|W|We|Th|R|F|Fr|Sa|Su|S)/)+(?:M|Mo|T|Tu|W|We|Th|R|F|Fr|Sa|Su|S)\b(?! ?:? ?\d)"
        ),
        lambda days: _in_full(days[0].split("/")),
    ),
    (re.compile(r"\bTu ?[/,&]? ?Th ?[/,&]? ?Sa\b"), "Tue, Thu, Sat"),
    (re.compile(r"\bMo ?[/,&]? ?We ?[/,&]? ?Fr\b"), "Mon, Wed, Fri"),
    (re.compile(r"\bM ?[/,&]? ?W ?[/,&]? ?F(?:r|ri)?\b"), "Mon, Wed, Fri"),
    (re.compile(r"\b(?:T|Tu) ?[/,&]? ?(?:Th|R)\b"), "Tue, Thu"),
)


def _between(found: re.Match[str]) -> str:
    """Return how long it is between two times of a day; nothing where one is told."""
    if not found["i"]:
        return ""
    minutes = 60 * (int(found["i"]) - int(found["h"])) + int(found["j"]) - int(found["m"])
    return f" {minutes} min" if minutes > 0 else ""


_IN_FULL: Final = {"M": "Mon", "Mo": "Mon", "T": "Tue", "Tu": "Tue", "W": "Wed", "We": "Wed", "Th": "Thu", "R": "Thu",
                   "F": "Fri", "Fr": "Fri", "Sa": "Sat", "Su": "Sun"}  # fmt: skip


def _in_full(letters: list[str]) -> str:
    """Return the days of a week that letters stand for; a first "S" is a Sunday, another a Saturday."""
    days = [_IN_FULL.get(one, "Sun" if place == 0 else "Sat") for place, one in enumerate(letters)]
    return ", ".join(days) if len(set(days)) == len(days) else "/".join(letters)


_SPAN_OF_DAYS: Final = re.compile(
    rf"(?<![-\u2013])\b(?P<first>{DAY}) ?[-\u2013] ?(?P<last>{DAY})\b(?! ?[-\u2013] ?{DAY})", re.IGNORECASE
)
_ONE_DAY: Final = re.compile(rf"\b(?!month){DAY}\b", re.IGNORECASE)
_WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _with_all_days(sentence: str) -> str:
    """Return a sentence with the days between two of them, where more days are told: "Mon-Fri and Sun"."""
    if len(_ONE_DAY.findall(sentence)) < _LEAST_DAYS:
        return sentence

    def days(found: re.Match[str]) -> str:
        first, last = (_WEEK.index(found[end][:3].lower()) for end in ("first", "last"))
        return ", ".join(one.capitalize() for one in _WEEK[first : last + 1]) if first < last else found[0]

    return _SPAN_OF_DAYS.sub(days, sentence)


_LEAST_DAYS: Final = 3


@lru_cache(maxsize=1024)
def plain(sentence: str) -> str:
    """Return a sentence as the spans of training are looked for in it.

    Examples
    --------
    >>> plain("I lift twice a week, which helps my back"), plain("Squats - 95# 5*5")
    ('i lift twice a week', 'squats - 95 lb 5x5')
    """
    sentence = _DAYS_IN_A_ROW.sub(
        lambda days: re.sub(r"[A-Z][a-z]", lambda day: _GERMAN_DAYS[day[0]], days[0]), sentence
    )
    sentence = _with_all_days(sentence)
    for letters, days in _LETTERS:
        sentence = letters.sub(days, sentence)
    for pattern, said in _PLAIN:
        sentence = pattern.sub(said, sentence)
    sentence = in_notation(in_english(without_slips(sentence)))
    sentence = in_plain_words(in_minutes_of_walking(sentence))
    return _SPACES.sub(" ", in_digits(sentence).replace("\u00d7", "x")).strip(" ,.;")
