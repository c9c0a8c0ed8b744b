"""The constants of time and matter that more than one place uses, each with its source.

What belongs to the model (rates, potencies, reference values) is a parameter and stands in ``parameters/data``; what
belongs to one file stays there.
"""

from __future__ import annotations

#: The Julian year, a unit of the International Astronomical Union: 365.25 days of 86,400 seconds.
DAYS_PER_YEAR = 365.25
MONTHS_PER_YEAR = 12.0
DAYS_PER_MONTH = DAYS_PER_YEAR / MONTHS_PER_YEAR
DAYS_PER_WEEK = 7.0
WEEKS_PER_YEAR = DAYS_PER_YEAR / DAYS_PER_WEEK
#: What a trial calls a year: "at 12 months" and "at week 52" are the same visit.
WEEKS_PER_TRIAL_YEAR = 52.0
HOURS_PER_DAY = 24.0

#: Standard atomic weight of calcium [g/mol]: Prohaska 2022, Pure and Applied Chemistry, 10.1515/pac-2019-0603.
CALCIUM_MG_PER_MMOL = 40.078
DECILITERS_PER_LITER = 10.0
#: Molar mass of creatinine, C4H7N3O [g/mol].
CREATININE_G_PER_MOL = 113.12
#: Molar masses [g/mol], from the same atomic weights: C18H24O2, C18H22O2, C19H28O2.
ESTRADIOL_G_PER_MOL, ESTRONE_G_PER_MOL, TESTOSTERONE_G_PER_MOL = 272.38, 270.37, 288.42
#: Molar masses [g/mol] of 25-hydroxyvitamin D3, C27H44O2, and 1,25-dihydroxyvitamin D3, C27H44O3.
CALCIFEDIOL_G_PER_MOL, CALCITRIOL_G_PER_MOL = 400.64, 416.64
#: Clinical conversions of the assays: 1 pmol/L of PTH(1-84) is 9.43 pg/mL; IGF-1 weighs 7.649 kDa.
PTH_PG_PER_PMOL, IGF1_NG_PER_NMOL = 9.43, 7.649
#: As the makers of the assays convert them: the soluble part of RANKL weighs 20 kDa, sclerostin 22.7 kDa.
RANKL_PG_PER_PMOL, SCLEROSTIN_PG_PER_PMOL = 20.0, 22.7

#: The international unit of vitamin D is 0.025 ug of cholecalciferol (World Health Organization, 1950).
IU_PER_MICROGRAM_VITAMIN_D = 40.0
IU_PER_KIU = 1000.0
MICROGRAMS_PER_MILLIGRAM = 1000.0
