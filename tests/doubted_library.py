"""The library round ready to be doubted: few scenarios, a panel of two, scenarios by name of which one cannot be had."""

from library_round import FAIR, GOOD, POOR, write_whole

DOUBT = """
robustness:
  data: {draws: 300, replicates: 8, weight_bound: 0.3}
  method: {draws: 256, weights: [neutral, ahp], methods: [topsis, weighted-mean]}
  scenarios:
    equal: {name: {en: Equal weights, zh: 等权}, weights: neutral}
    others: {name: {en: Another panel, zh: 另一组专家}, weights: ahp, judgements: others.yaml}
    lost: {name: {en: Lost panel, zh: 缺失的专家组}, weights: ahp, judgements: lost.yaml}
"""
PANEL = """experts:
  Li:
    library:
      ROOT: {S over R: 3}
      R1: {R1.1 over R1.2: 2, R1.1 over R1.3: 4, R1.2 over R1.3: 2}
  Wang:
    library:
      ROOT: {S over R: 1}
      R1: {R1.1 over R1.2: 1, R1.1 over R1.3: 1, R1.2 over R1.3: 1}
"""
FIGURES = {"L01": (GOOD, FAIR), "L02": (POOR, FAIR), "L03": (FAIR, FAIR), "L04": (FAIR, POOR)}


def declare_doubt(system_file):
    """Few scenarios in a system file that is a copy."""
    system_file.write_text(system_file.read_text(encoding="utf-8") + DOUBT, encoding="utf-8")


def fill_inbox(folder):
    """Four library systems as they return their books, and the judgements of the panel."""
    for unit, (first, second) in FIGURES.items():
        write_whole(folder / "inbox" / f"{unit}.xlsx", unit, 1000, first, second)
    for name in ("judgements.yaml", "others.yaml"):
        (folder / name).write_text(PANEL if name == "judgements.yaml" else PANEL.replace("3", "1/3", 1), encoding="utf-8")
