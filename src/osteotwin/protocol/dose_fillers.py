"""Words around a dose that change nothing of it, and those that part one dose from the next."""

from __future__ import annotations

from typing import Final

from osteotwin.protocol.dose_gathered import END
from osteotwin.units.patterns import later

#: Words around a dose that change nothing of it.
FILLER: Final = later(
    r"(?:(?:i|he|she|we)(?:['’]m| am| is|['’]s|['’]ve| have| has)?(?: been)?(?: (?:put|started))?(?= )|i['’]m|im|"
    r"(?:at|by|in|from) (?:the |my |a |our )?(?:local )?(?:surgery|clinic|hospital|doctor['’]?s?(?: office| "
    r"surgery)?|gp|"
    r"practice|nurse|practice nurse|office|pharmacy|home|outpatients?|infusion cent(?:er|re))|"
    r"(?:done|given|injected|jabbed|administered)(?= (?:at|by) (?:the |my |a |an |our )?[a-z])|"
    r"(?:given |done |injected |administered )?by (?:my |the )?(?:wife|husband|partner|spouse|girlfriend|boyfriend|"
    r"(?:practice |district |community )?nurse)|"
    r"(?:on |to )?(?:the )?(?:inside|outside|inner side|outer side) of (?:the |my )?(?:upper |lower )?(?:thighs?|arms?|"
    r"legs?)|"
    r"(?:gp|nurse|doctor|dr|wife|partner|spouse) (?:does|gives|injects|administers) it|at the moment|at present|"
    r"(?:with|after|before) (?:food|meals|a meal)|administration|frequency|schedule|regimen|regime|"
    r"(?:take|use|apply|inject|wear|change) it|"
    r"takes?|taking|uses?|using|injects?|injecting|pins?|pinning|pinned|jabs?|jabbing|runs?|running|inject|"
    r"applies|apply|applying|rubs?|wears?|wearing|swallow|been|on|at|of|at a|an?|the|my|his|her|with|"
    r"currently|now|usually|normally|typically|generally|just|only|about|around|approx(?:imately|\.)?|roughly|ca\.?|"
    r"as(?= [\d.]+ ?(?:mg|mcg|ug|iu)\b)|"
    r"(?:on )?(?:the )?same (?:date|day|time)(?: (?:each|every|of the) (?:day|week|month))?|"
    r"(?:at )?any time(?: of (?:the )?day)?|"
    r"by (?:an? |the |my )?(?:health ?care provider|hcp|physician|doctor|gp|nurse)|"
    r"first thing|sublingual(?:ly)?|s\.?l\.?|buccal(?:ly)?|ivpb|clinic|"
    r"dos(?:e|es|age|ages|ing)|doses?|rx|sig|prescribed|prescription|script|please|total|ongoing|indefinitely|"
    r"as (?:directed|prescribed)|long[- ]term|right now|still|always|to be taken|"
    r"(?:is |was )?given|administered|self[- ]inject(?:s|ed|ion)?|injected|taken|swallowed|applied|used|"
    r"per (?:dose|injection|shot|pin|time)|each(?: time)?(?= ?(?:\(|$))|"
    r"(?:an? )?(?:injections?|shots?|jabs?|pins?|infusions?|tablets?|tabs?|pills?|capsules?|caps?|doses?)|"
    r"(?:for(?: a total of)?|total(?:l?ing)?(?: of)?|i\.?e\.?|so|which is|that is|equals)(?= ?\d)|"
    r"(?:maintenance|current|usual|standard|regular|full)(?= dos| \d)|maintenance(?=\W*$)|"
    r"e\.?c\.?(?= \d)|enteric[- ]coated|"
    r"protocol|trt|hrt|replacement|treatment|therapy|low[- ]dose|generic|brand|"
    r"with (?:a |plenty of )?(?:full )?(?:glass of |sip of )?(?:plain )?(?:water|fluids?)|whole|"
    r"for (?:my |his |her |the )?(?:bones?|bone (?:health|density|loss)|osteoporosis|osteopenia|gyno|e2(?: control)?|"
    r"estrogen(?: control)?|estradiol|breast cancer|prostate cancer|hair(?: loss)?|trt|hrt|fertility|low t|"
    r"inflammation|asthma|copd|arthritis|ra|pmr|polymyalgia|maintenance|ttrt)|"
    r"(?:left|right|alternat(?:e|ing)|rotating|both) (?:sides?|sites?|thighs?|legs?|arms?|shoulders?|glutes?|delts?)|"
    r"(?:in|into|to)? ?(?:the |my |his |her |each |clean,? dry )?(?:upper |lower |outer |left |right )?"
    r"(?:(?:thighs?|arms?|stomach|belly|abdomen) or )?"
    r"(?:shoulders?|skin|arms?|thighs?|abdomen|stomach|belly(?: fat)?|glutes?|delts?|deltoids?|quads?|buttocks?|butt|"
    r"ventroglute(?:al)?s?|vg|muscle|legs?|hips?|fat|love handles?)|"
    r"i[./]?m\.?|s/c|s\.?c\.?|sq|sub-? ?q|subcut|subcutaneous(?:ly)?|intra-?muscular(?:ly)?|intravenous(?:ly)?|"
    r"i\.?v\.?|"
    r"p\.?o\.?|under (?:the |my )?(?:skin|tongue)|shallow|deep|oral(?:ly)?|by mouth|per os|"
    r"transdermal(?:ly)?|topical(?:ly)?|"
    r"(?:from|with|using|via) (?:the |an? |my )?(?:pen|auto[- ]?injector|syringe)|"
    r"(?:auto[- ]?)?injectors?|pens?|pre-?filled(?: syringe| pen)?|"
    r"a\.?c\.?(?: breakfast)?|p\.?c\.?|"
    r"push|drip|slow|patch(?:es)?|worn|chang(?:e|ed|ing)(?: it)?|replac(?:e|ed|ing)|insulin syringe|syringe|solution|"
    r"oil|depot|effervescent|chewable|film[- ]coated|gastro[- ]resistant|too(?=\W*$)|and|by)"
    rf"{END}"
)
SKIPPED: Final = later(r"(?:[\s,;:|~]|\.(?!\d)|[-–—](?=\s)|[()\[\]]|@|=)+")
THEN: Final = later(
    rf"(?:and )?(?:then|followed by|after that|afterwards?|thereafter|"
    rf"(?:reduc|taper|decreas|dropp|lower|titrat|increas)(?:ing|ed?) (?:down |up )?to|(?:going |go )?down to)"
    rf"(?: (?:to|on|by|reduce to|taper to|drop to|down to|back to))?{END}|->|→|➔"
)
STOP: Final = later(r"(?:and )?(?:then )?(?:stop(?:ped)?|off|nothing|done)$")
