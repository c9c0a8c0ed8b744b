"""The supplements that a plan may name: by nutrient, by brand, or by what one tablet of both holds."""

from __future__ import annotations

import re
from typing import Final

from osteotwin.inputs.values import Choice, Mistake, Schema, Text
from osteotwin.protocol.library import misspelled, named_drug, named_drugs
from osteotwin.protocol.library.calcium_products import (
    WhichStrengthError,
    calcium_product_names,
    calcium_with_d,
    unknown_beside,
    vitamin_d_brands,
)
from osteotwin.protocol.library.drug_names import forms_of, without_dose
from osteotwin.units import shown_value
from osteotwin.units.patterns import later

NUTRIENTS = ("calcium_carbonate", "calcium_citrate", "vitamin_d")
_NUTRIENT_NAMES = {
    "vitamin d3": "vitamin_d", "cholecalciferol": "vitamin_d", "colecalciferol": "vitamin_d", "vit d": "vitamin_d",
    "vit d3": "vitamin_d", "d3": "vitamin_d", "caltrate": "calcium_carbonate", "tums": "calcium_carbonate",
    "os cal": "calcium_carbonate", "oscal": "calcium_carbonate", "citracal": "calcium_citrate",
    "calcichew": "calcium_carbonate", "cacit": "calcium_carbonate",
    "adcal": "calcium_carbonate", "rennie": "calcium_carbonate", "calcium carb": "calcium_carbonate",
    "caco3": "calcium_carbonate", "oyster shell calcium": "calcium_carbonate",
    "carbonate of calcium": "calcium_carbonate",
    "citrate of calcium": "calcium_citrate", "calcium citrate malate": "calcium_citrate",
    "cal citrate": "calcium_citrate",
    "d 3": "vitamin_d", "vitamin d 3": "vitamin_d", "vitamin d supplement": "vitamin_d",
    "vit d supplement": "vitamin_d",
    "vitamin d drops": "vitamin_d", "sunshine vitamin": "vitamin_d", "vitamin d3 drops": "vitamin_d",
    **{f"{brand}{of}": "vitamin_d" for brand in vitamin_d_brands() for of in ("", " d3", " vitamin d")},
}  # fmt: skip
_NUTRIENT_WITHIN = {
    "vitamin_d": re.compile(
        r"\b(?:vit(?:amin|\.)? ?d ?-?3?|cholecalciferol|colecalciferol)\b", re.IGNORECASE
    ),
    "calcium_carbonate": re.compile(r"\b(?:calcium carb(?:onate)?|tums)\b", re.IGNORECASE),
    "calcium_citrate": re.compile(r"\bcalcium citrate\b", re.IGNORECASE),
}
_OTHER_NUTRIENTS = later(
    r"\b(?:k-?[127]|mk-?7|vitamin k|magnesium|zinc|boron|omega|fish|cod|multi\w*|d2|and|with|plus|iron|b-?12|"
    r"vitamin c|adcal|"
    r"accrete|calceos|natecal|os-?cal|caltrate|citracal|cacit|theical|evacal|calci(?!um)\w*)\b|"
    r"[+&/]", re.IGNORECASE
)  # fmt: skip
_WHICH_NUTRIENT = (
    "write the salt that holds the calcium, vitamin_d, or what one tablet of both holds, for example "
    '"calcium carbonate 600 mg with vitamin D 400 IU"; other supplements are not in the model'
)
#: What one tablet holds, in words of the person's own: "calcium carbonate 600 mg with vitamin D 400 IU".
_HOLDS_BOTH = "[Cc]al.*[0-9].*[0-9]"
#: A supplement outside the model, by any of its names.
_OUTSIDE = Text("boron")
#: Kinds of what brings calcium or vitamin D in forms outside the model, so that leaving it out is asked.
_OF_NUTRIENTS: Final = ("calcium_form", "vitamin_d_form")
_SLOW_RELEASE = later(r"\bcitracal\b.*\bslow\b", re.IGNORECASE)
_VITAMINS_D_AND_K = later(
    r"\b(?:vit(?:amin)? ?)?d-?3?\b.*\b(?:vit(?:amin)? ?)?(?:k-?[127]?|mk-?7)\b", re.IGNORECASE
)
#: What tells of another nutrient beside vitamin D, or beside a salt of calcium, where one is read within a name.
_CALCIUM: Final = later(r"\b(?:calcium|kalzium|ca)\b|\d ?(?:mg|g)\b", re.IGNORECASE)
_UNITS: Final = later(r"\d ?(?:iu|ie|i\.u|units?|mcg|µg|μg|ug)\b", re.IGNORECASE)


class NutrientValue(Choice):
    """A supplement of the model, or one that is known and outside it, which keeps its name and is shown only.

    A tablet of calcium with vitamin D is read as the words for what one holds.
    """

    def schema(self) -> Schema:
        names = {"type": "string", "enum": [*super().schema()["enum"], *calcium_product_names()]}
        return {"anyOf": [names, {"type": "string", "pattern": _HOLDS_BOTH}, _OUTSIDE.schema()]}

    def read(self, written: object) -> str:
        try:
            both = calcium_with_d(written) if isinstance(written, str) else None
        except WhichStrengthError as question:
            raise Mistake(f"{shown_value(written)}, which does not tell what one tablet holds", self.expected,
                          question.fix) from None  # fmt: skip
        if both is not None:
            return both.text
        if isinstance(written, str) and _VITAMINS_D_AND_K.search(written):
            raise Mistake(f"{shown_value(written)}, which holds two vitamins", self.expected,
                          "write two entries: vitamin D with its IU, and vitamin K2")  # fmt: skip
        if isinstance(written, str) and _SLOW_RELEASE.search(written):
            raise Mistake(f"{shown_value(written)}, which holds two salts of calcium, and vitamin D", self.expected,
                          "write two entries: calcium citrate with the milligrams of calcium on the label, and "
                          "vitamin D with its IU")  # fmt: skip
        if not isinstance(written, str):
            return super().read(written)
        if (outside := named_drug(written)) is not None:
            if named_drugs()[outside].kind in _OF_NUTRIENTS:
                raise Mistake(f"{shown_value(written)}, a form that the model does not have", self.expected,
                              f'write the form that is nearest, or write it as a drug, name = "{written}": then it is '
                              "shown and said to be left out")  # fmt: skip
            return written.strip()
        # The fullest form that is known: "Vitamin D3 5,000 IU softgels", "elemental calcium carbonate".
        for form in forms_of(
            re.sub(r"\b(?:elemental|chewable)\b ?", "", written, flags=re.IGNORECASE).strip()
        ):
            if not form.other and self.named(form.name):
                return super().read(form.name)
        # A maker's name stands before it, and nothing else is in it.
        within = None if _OTHER_NUTRIENTS.search(written) else self._within(written)
        if within and not unknown_beside(written):
            return within
        if (meant := misspelled(written)) and named_drug(meant):
            return meant
        return super().read(without_dose(written))

    def _within(self, written: str) -> str | None:
        """Return the one nutrient of a text with other words around it; ask where it holds another one as well."""
        within = [kind for kind, words in _NUTRIENT_WITHIN.items() if words.search(written)]
        if len(within) != 1:
            return None
        if (_CALCIUM if within == ["vitamin_d"] else _UNITS).search(written):
            raise Mistake(f"{shown_value(written)}, which holds more than one nutrient", self.expected,
                          "write an entry for each: a salt of calcium with its mg, vitamin D with its IU")  # fmt: skip
        return within[0]


NUTRIENT: Final = NutrientValue(NUTRIENTS, _NUTRIENT_NAMES, _WHICH_NUTRIENT, are_things=True)
