"""Which communities show a special case, so that every mark of the output is met once."""

from typing import Final

FIRST_ROUND: Final = 2023
ROUNDS: Final = (2023, 2024, 2025)
LAST_ROUND: Final = ROUNDS[-1]

# Finance figures not collected in the last round: a criterion is withheld, so the community is not ranked.
UNTOLD_FINANCE: Final = "C19"
# A community of four schools: too few platforms and patents for some indicators.
SMALL: Final = "C22"
# Returned in the last round as parts: the secretariat's, one of each school, one of each enterprise.
IN_PARTS: Final = "C24"
# Survey groups that stay below their minimum in the last round.
THIN_GROUPS: Final = {"C06": "E", "C11": "M", "C17": "G"}
