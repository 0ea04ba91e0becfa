"""The published ASEM index, declared as an indicator system and scored like any other: equal to the stages put together by hand."""

import json
from dataclasses import replace

import numpy as np
import pytest

from composite.asem_index import CONVENTIONS, asem_rows, compose, write_asem
from composite.index_files import tell_unit, write_index
from iecscore.cli import main
from iecscore.matrix.stages import (
    Aggregation,
    Imputation,
    Scaling,
    Treatment,
    denominate,
    find_posts,
    impute,
    impute_rounds,
    scale_columns,
    score_on_posts,
    treat_columns,
)
from iecscore.pipeline import evaluate
from iecscore.scoring import rank_scores
from iecscore.system import load_system
from iecscore.values import Options
from iecscore.workbook import Envelope, write_template
from stages.asem_files import THERE, read_asem, read_gapped_rounds

pytestmark = [THERE, pytest.mark.filterwarnings("ignore:.*extension is not supported")]
FIRST = ("CHE", "NLD", "DNK", "NOR", "BEL", "SWE", "AUT", "LUX", "DEU", "MLT")
SCORES = {"CHE": 68.38, "NLD": 64.82, "DNK": 64.80, "NOR": 64.47, "BEL": 63.54, "SWE": 63.00}


def load(folder, chain=CONVENTIONS, exceptions=None):
    read = load_system(write_asem(folder / "drawn", chain, exceptions))
    assert read.problems == ()
    return read.result


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    return load(tmp_path_factory.mktemp("asem"))


@pytest.fixture(scope="module")
def asem():
    return read_asem()


@pytest.fixture(scope="module")
def plain(system):
    return run(system)


def run(system, *settings, year="2018", rows=None, **options):
    return evaluate(system, Options("country", year, overrides=settings, **options), rows or asem_rows(), None, None, (), "1")


def by_unit(evaluation, asem):
    told = {row.unit: row.score for row in evaluation.ranking}
    return np.array([np.nan if told[unit] is None else told[unit] for unit in asem.units])


def test_the_published_scores_and_ranks_come_out(plain, asem):
    scores = dict(zip(asem.units, by_unit(plain, asem), strict=True))
    assert {code: round(float(scores[code]), 2) for code in SCORES} == SCORES
    assert tuple(row.unit for row in sorted(plain.ranking, key=lambda row: row.rank)[:10]) == FIRST


def test_every_node_is_what_the_stages_by_hand_give(plain, asem):
    hand = compose(asem)
    np.testing.assert_allclose(by_unit(plain, asem), hand["Index"], rtol=0, atol=1e-9)
    assert {item.node for item in plain.nodes} == {node["iCode"] for node in asem.nodes[len(asem.leaves) :]} - {"Index"}
    for item in plain.nodes:
        place = asem.units.index(item.unit)
        assert item.score == pytest.approx(hand[item.node][place], abs=1e-9)
        assert item.rank == rank_scores(hand[item.node])[place]
    for code in plain.scores.indicators:
        for unit in asem.units:
            assert plain.scores.of(unit, code) == pytest.approx(hand[code][asem.units.index(unit)], abs=1e-9)


def test_every_filled_gap_and_every_treated_cell_is_told(plain, asem):
    told = denominate(asem.columns, asem.denominators, asem.by, np.ones(len(asem.by)))
    filled = impute(told, Imputation("group-mean", groups=asem.groups))
    name = {place: leaf["iCode"] for place, leaf in enumerate(asem.leaves)}
    wanted = {(asem.units[cell.unit], name[cell.indicator]): (cell.value, cell.error) for cell in filled.cells}
    found = {(item.unit, item.indicator): (item.value, item.error) for item in plain.imputed}
    assert found.keys() == wanted.keys()
    np.testing.assert_allclose([found[key] for key in wanted], list(wanted.values()), rtol=1e-12)
    treated = treat_columns(filled.values, [Treatment()] * 49)
    wanted = {(asem.units[cell.unit], name[cell.indicator], cell.treatment): cell.after for cell in treated.cells}
    assert {(item.unit, item.indicator, item.treatment): item.after for item in plain.treated} == pytest.approx(wanted, rel=1e-12)
    assert [(item.indicator, item.treatment, item.points, item.passes) for item in plain.tested] == [
        (name[place], column.treatment, column.points, column.passes) for place, column in enumerate(treated.columns)
    ]
    shown = [(item.skewness_before, item.kurtosis_before, item.skewness_after, item.kurtosis_after) for item in plain.tested]
    moments = [(one.before.skewness, one.before.kurtosis, one.after.skewness, one.after.kurtosis) for one in treated.columns]
    np.testing.assert_allclose(np.array(shown, dtype=float), moments, rtol=1e-9)
    gappy = next(row for row in plain.ranking if row.unit == "BGD")
    assert (gappy.missing, gappy.coverage < 1) == ((), True)


def scaled(**options):
    return lambda asem: {"scale": lambda columns: scale_columns(columns, asem.types, Scaling(**options)).values}


def joined(**rules):
    return lambda _asem: {"joints": {node: Aggregation(rule) for node, rule in rules.items()}}


def treated(**options):
    return lambda asem: {"treat": [Treatment(**options)] * len(asem.by)}


RERUNS = {
    "nothing treated": (["treat.forced=none"], treated(forced="none")),
    "no point pulled in": (["treat.most=0"], treated(most=0)),
    "medians of groups": (["impute.method=group-median"], lambda asem: {"impute": Imputation("group-median", groups=asem.groups)}),
    "gaps left": (["impute.method=none", "screen.available=0"], lambda _asem: {"impute": Imputation("none")}),
    "z-scores": (["normalise.method=z-score", "normalise.ends=[100, 10]"], scaled(rule="z-score", ends=(100, 10))),
    "ranks": (["normalise.method=rank"], scaled(rule="rank")),
    "fractions": (["normalise.method=fraction-of-maximum", "normalise.ends=[0, 1]"], scaled(rule="fraction-of-maximum")),
    "one pillar geometric": (["Physical.aggregate.method=geometric"], joined(Physical="geometric")),
    "pillars of two kinds": (["Conn.aggregate.method=harmonic", "Social.aggregate.method=copeland"], joined(Conn="harmonic", Social="copeland")),
    "an indicator left out": (["weights.StMob=0"], lambda _asem: {"weights": {"StMob": 0.0}}),
}


@pytest.mark.parametrize(("settings", "told"), RERUNS.values(), ids=RERUNS)
def test_a_run_with_other_settings_is_the_hand_composition_with_them(system, asem, plain, settings, told):
    again = run(system, *settings)
    np.testing.assert_allclose(by_unit(again, asem), compose(asem, **told(asem))["Index"], rtol=0, atol=1e-9)
    assert again.id != plain.id
    assert again.options.overrides == tuple(settings)
    assert not np.allclose(by_unit(again, asem), by_unit(plain, asem), atol=1e-6)


def test_what_differs_at_a_node_holds_for_all_below_until_told_again(tmp_path, asem):
    exceptions = {
        "Conn": {"treat": {"most": 3}},
        "Physical": {"aggregate": {"method": "geometric"}},
        "CO2": {"normalise": {"method": "distance-to-target", "target": 5, "ends": [0, 100]}, "treat": {"forced": "none"}},
    }
    evaluation = run(load(tmp_path, exceptions=exceptions))
    below = {leaf["iCode"] for pillar in asem.children("Conn") for leaf in asem.children(pillar["iCode"])}
    codes = [leaf["iCode"] for leaf in asem.leaves]
    treat = [Treatment(most=3 if code in below else 5, forced="none" if code == "CO2" else "as-tested") for code in codes]

    def scale(columns):
        scores, place = scale_columns(columns, asem.types, Scaling()).values, codes.index("CO2")
        target = Scaling("distance-to-target", ends=(0, 100), targets=np.full(49, 5.0))
        scores[:, place] = scale_columns(columns, asem.types, target).values[:, place]
        return scores

    hand = compose(asem, treat=treat, scale=scale, joints={"Physical": Aggregation("geometric")})
    np.testing.assert_allclose(by_unit(evaluation, asem), hand["Index"], rtol=0, atol=1e-9)


def test_units_with_too_little_are_taken_out_before_anything_is_measured(tmp_path, asem):
    first = (CONVENTIONS[1], CONVENTIONS[0], *CONVENTIONS[2:])
    evaluation = run(load(tmp_path, first))
    columns = denominate(asem.columns, asem.denominators, asem.by, np.ones(len(asem.by)))
    there = (~np.isnan(columns)).mean(axis=1)
    gone = {unit for unit, share in zip(asem.units, there, strict=True) if share < 0.9}
    assert {item.unit for item in evaluation.removed} == gone
    assert gone == {"BGD", "BRN", "KHM", "LAO", "MMR"}
    assert all(row.rank is None and row.score is None for row in evaluation.ranking if row.unit in gone)
    stay = [place for place, unit in enumerate(asem.units) if unit not in gone]
    kept = replace(asem, units=tuple(asem.units[place] for place in stay), groups=tuple(asem.groups[place] for place in stay))
    np.testing.assert_allclose(by_unit(evaluation, kept), compose(kept, columns=columns[stay])["Index"], rtol=0, atol=1e-9)


def test_one_scale_over_all_rounds_scores_each_year_on_the_posts_of_the_panel(tmp_path):
    years = ("2018", "2019", "2020", "2021", "2022")
    panel = [read_asem("asem_iData_panel.csv", year) for year in years]
    rows = asem_rows("asem_iData_panel.csv", years)
    chain = (*CONVENTIONS[:3], {"normalise": {"over": "rounds"}}, CONVENTIONS[4])
    system = load(tmp_path, chain)
    told = [denominate(asem.columns, asem.denominators, asem.by, np.ones(49)) for asem in panel]
    filled = [impute(columns, Imputation("group-mean", groups=asem.groups)).values for columns, asem in zip(told, panel, strict=True)]
    posts = find_posts(np.vstack([treat_columns(columns, [Treatment()] * 49).values for columns in filled]), panel[0].types, Scaling())
    evaluation = run(system, year="2019", rows=rows)
    hand = compose(panel[1], scale=lambda columns: score_on_posts(columns, posts), columns=told[1])
    np.testing.assert_allclose(by_unit(evaluation, panel[1]), hand["Index"], rtol=0, atol=1e-9)


def test_the_commands_give_the_same_index_from_workbooks(tmp_path, monkeypatch, capsys, plain):
    monkeypatch.setenv("IECSCORE_LANG", "en")
    content, folder = tmp_path / "content", tmp_path / "round"
    (content / "surveys").mkdir(parents=True)
    system = load_system(write_asem(content / "indicators" / "drawn")).result
    assert main(["--content", str(content), "init", str(folder), "--system", "drawn"]) == 0
    monkeypatch.chdir(folder)
    for row in asem_rows():
        cells = dict(zip(row.columns, row.rows[0], strict=True))
        write_template(folder / "inbox" / f"{row.unit}.xlsx", system, Envelope(row.unit, 2018), language="en", rows={"unit": [cells]})
    assert main(["import", "inbox"]) == 0
    assert main(["evaluate", "--round", "2018", "--level", "country", "--json", "index.json"]) == 0
    told = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    assert [(row["unit"], row["rank"]) for row in told["ranking"]] == [(row.unit, row.rank) for row in plain.ranking]
    np.testing.assert_allclose([row["score"] for row in told["ranking"]], [row.score for row in plain.ranking], rtol=0, atol=1e-9)
    assert (told["options"]["method"], len(told["imputed"]), len(told["treated"]), told["removed"]) == ("index", 65, 35, [])
    assert set(told["nodes"][0]) == {"unit", "node", "score", "coverage", "rank", "weight"}
    assert main(["evaluate", "--round", "2018", "--level", "country", "--set", "weights.StMob=0", "--json", "without.json"]) == 0
    again = json.loads((folder / "without.json").read_text(encoding="utf-8"))
    weights = {item["node"]: item["local"] for item in again["weights"]["nodes"]}
    assert (weights["StMob"], again["options"]["overrides"]) == (0, ["weights.StMob=0"])
    capsys.readouterr()
    assert main(["explain", "BGD", "ConSpeed", "--round", "2018"]) == 0
    shown = capsys.readouterr().out
    assert "Filled in: " in shown
    assert "normalised by min-max" in shown


@pytest.mark.parametrize("rule", ["latest", "constant", "linear", "linear-constant"])
def test_gaps_of_the_panel_are_filled_from_the_country_s_own_years(tmp_path, rule):
    cube, years, units, codes = read_gapped_rounds()
    rows = tuple(
        tell_unit(int(year), unit, {code.lower(): None if np.isnan(figure) else figure for code, figure in zip(codes, line, strict=True)})
        for year, layer in zip(years, cube, strict=True)
        for unit, line in zip(units, layer, strict=True)
    )
    chain = [{"impute": {"method": rule}}, {"normalise": {}}, {"aggregate": {}}]
    tree, indicators = {"D": {"N": codes}}, dict.fromkeys(codes, ("benefit",))
    folder = write_index(tmp_path / "drawn", units="country", groups=(), indicators=indicators, tree=tree, chain=chain)
    evaluation = evaluate(load_system(folder).result, Options("country", "2020"), rows, None, None, (), "1")
    hand = impute_rounds(cube, np.array(years), rule)
    wanted = {(units[cell.unit], codes[cell.indicator]): cell for cell in hand.cells if cell.round == years.index(2020)}
    assert wanted
    found = {(item.unit, item.indicator): item for item in evaluation.imputed}
    assert found.keys() == wanted.keys()
    for key, cell in wanted.items():
        assert found[key].value == pytest.approx(cell.value, abs=1e-12)
        assert found[key].error == pytest.approx(cell.error, rel=1e-9)
        assert found[key].sources == tuple(int(years[source]) for source in cell.sources)
