"""Scoring methods of multi-criteria analysis as plain functions on arrays, each as its paper has it."""

from iecscore.scoring.mcdm.codas import score_codas
from iecscore.scoring.mcdm.edas import score_edas
from iecscore.scoring.mcdm.fixed import score_rim, score_spotis
from iecscore.scoring.mcdm.grey import grade_series, score_gra
from iecscore.scoring.mcdm.promethee import Flows, score_promethee
from iecscore.scoring.mcdm.ranges import score_cocoso, score_mabac, score_mairca
from iecscore.scoring.mcdm.ratios import score_aras, score_copras, score_marcos, score_ram
from iecscore.scoring.mcdm.scored import Scored, rank_alternatives
from iecscore.scoring.mcdm.sums import score_moora, score_waspas, score_wpm, score_wsm
from iecscore.scoring.mcdm.topsis import score_topsis
from iecscore.scoring.mcdm.vikor import Compromise, score_vikor

__all__ = [
    "Compromise",
    "Flows",
    "Scored",
    "grade_series",
    "rank_alternatives",
    "score_aras",
    "score_cocoso",
    "score_codas",
    "score_copras",
    "score_edas",
    "score_gra",
    "score_mabac",
    "score_mairca",
    "score_marcos",
    "score_moora",
    "score_promethee",
    "score_ram",
    "score_rim",
    "score_spotis",
    "score_topsis",
    "score_vikor",
    "score_waspas",
    "score_wpm",
    "score_wsm",
]
