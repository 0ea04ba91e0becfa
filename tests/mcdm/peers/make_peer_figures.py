"""Make `figures.json`: what other libraries give for a few random matrices, each in an environment of its own.

Run it by hand where packages can be installed: `python tests/mcdm/peers/make_peer_figures.py`. The libraries cannot share an
environment, and none of them is a dependency of the project; the tests read only the stored figures.
"""

import json
import subprocess
import sys
import tempfile
import venv
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
STORED = HERE / "figures.json"
DIGITS = 12
PEERS = {
    "scikit-criteria": (("scikit-criteria==0.10",),),
    "pyrepo-mcda": (("pyrepo-mcda==0.1.15",),),
    "pyDecision": (("--no-deps", "pyDecision==5.1.8"), ("numpy", "scipy", "pandas", "matplotlib", "scikit-learn", "networkx")),
}
SHAPES = {"usual": "t1", "ushape": "t2", "vshape": "t3", "level": "t4", "linear": "t5", "gaussian": "t6"}


def draw_problems():
    """Random matrices with mixed directions, all values positive, two digits; bounds around them, thresholds inside their ranges."""
    generator = np.random.default_rng(20260101)
    problems = {}
    for name, rows, columns, costs in (("small", 5, 3, 1), ("mixed", 8, 5, 2), ("benefits", 6, 4, 0)):
        matrix = np.round(generator.uniform(1, 10, (rows, columns)), 2)
        weights = np.round(generator.dirichlet(np.full(columns, 3)), 2)
        weights[0] = round(1 - weights[1:].sum(), 2)
        problems[name] = {
            "matrix": matrix.tolist(),
            "weights": weights.tolist(),
            "types": [-1] * costs + [1] * (columns - costs),
            "bounds": [[0.5, 10.5]] * columns,
            "q": 0.8,
            "p": 3.0,
            "s": 1.7,
        }
    return problems


def ask_scikit_criteria(problem):
    """The aggregators, each behind the preprocessing its documentation asks for."""
    make = import_module("skcriteria").mkdm
    matrix, weights, types = (np.array(problem[name]) for name in ("matrix", "weights", "types"))
    benefits = [1] * len(types)
    table = make(matrix=matrix, objectives=types.tolist(), weights=weights)
    linear = make(matrix=np.where(types > 0, matrix / matrix.max(axis=0), matrix.min(axis=0) / matrix), objectives=benefits, weights=weights)
    ranged = _theirs("preprocessing.invert_objectives", "MinMaxInverter")().transform(table)
    shares = _theirs("preprocessing.scalers", "SumScaler")(target="matrix").transform(table)
    vector = _theirs("preprocessing.scalers", "VectorScaler")(target="matrix").transform(table)
    vikor = _theirs("agg.vikor", "VIKOR")(use_compromise_set=False).evaluate(table).e_
    ideals = [[high, high] if kind > 0 else [low, low] for (low, high), kind in zip(problem["bounds"], types, strict=True)]
    turned = np.where(types > 0, matrix, 1 / matrix)
    rows = np.vstack([turned.max(axis=0), turned])
    rows = rows / rows.sum(axis=0)
    found = {
        "topsis": _theirs("agg.topsis", "TOPSIS")()
        .evaluate(_theirs("preprocessing.invert_objectives", "NegateMinimize")().transform(vector))
        .e_.similarity,
        "vikor": vikor.q_k,
        "vikor.S": vikor.s_k,
        "vikor.R": vikor.r_k,
        "wsm": _theirs("agg.simple", "WeightedSumModel")().evaluate(linear).e_.score,
        "wpm": 10 ** _theirs("agg.simple", "WeightedProductModel")().evaluate(linear).e_.score,
        "waspas": _theirs("agg.waspas", "WASPAS")().evaluate(linear).e_.score,
        "mabac": _theirs("agg.mabac", "MABAC")().evaluate(ranged).e_.score,
        "cocoso": _theirs("agg.cocoso", "CoCoSo")(0.5).evaluate(ranged).e_.score,
        "codas": _theirs("agg.codas", "CODAS")().evaluate(linear).e_.score,
        "mairca": _theirs("agg.mairca", "MAIRCA")().evaluate(table).e_["values"],
        "moora": _theirs("agg.moora", "RatioMOORA")().evaluate(vector).e_.score,
        "ram": _theirs("agg.ram", "RAM")().evaluate(shares).e_.score,
        "edas": _theirs("agg.edas", "EDAS")().evaluate(table).e_.score,
        "marcos": _theirs("agg.marcos", "MARCOS")().evaluate(table).e_.utility_scores,
        "spotis": _theirs("agg.spotis", "SPOTIS")().evaluate(table, bounds=np.array(problem["bounds"])).e_.score,
        "rim": _theirs("agg.rim", "RIM")().evaluate(table, ranges=list(map(tuple, problem["bounds"])), ref_ideals=list(map(tuple, ideals))).e_.score,
        "aras": _theirs("agg.aras", "ARAS")().evaluate(make(matrix=rows[1:], objectives=benefits, weights=weights), ideal=rows[0]).e_.utility,
    }
    if (types < 0).any():
        found["copras"] = _theirs("agg.copras", "COPRAS")().evaluate(shares).e_.score / 100
    return found


def _theirs(path, name):
    return getattr(import_module(f"skcriteria.{path}"), name)


def ask_pyrepo(problem):
    """The classes as they come, with the normalisation named where there is a choice."""
    methods, norms = import_module("pyrepo_mcda.mcda_methods"), import_module("pyrepo_mcda.normalizations")
    arguments = tuple(np.array(problem[name]) for name in ("matrix", "weights", "types"))
    criteria = len(problem["weights"])
    promethee = methods.PROMETHEE_II()
    q, p = np.full(criteria, problem["q"]), np.full(criteria, problem["p"])
    shapes = {
        "usual": "_usual_function",
        "ushape": "_ushape_function",
        "vshape": "_vshape_function",
        "level": "_level_function",
        "linear": "_linear_function",
    }
    flows = {
        f"promethee-ii.{name}": promethee(*arguments, preference_functions=[getattr(promethee, shape)] * criteria, p=p, q=q)
        for name, shape in shapes.items()
    }
    return flows | {
        "topsis": methods.TOPSIS(normalization_method=norms.vector_normalization)(*arguments),
        "topsis.minmax": methods.TOPSIS(normalization_method=norms.minmax_normalization)(*arguments),
        "topsis.max": methods.TOPSIS(normalization_method=norms.max_normalization)(*arguments),
        "topsis.sum": methods.TOPSIS(normalization_method=norms.sum_normalization)(*arguments),
        "vikor": methods.VIKOR()(*arguments),
        "wsm": methods.SAW(normalization_method=norms.linear_normalization)(*arguments),
        "waspas": methods.WASPAS()(*arguments),
        "aras": methods.ARAS()(*arguments),
        "edas": methods.EDAS()(*arguments),
        "marcos": methods.MARCOS()(*arguments),
        "codas": methods.CODAS()(*arguments),
        "copras": methods.COPRAS()(*arguments),
        "moora": methods.MULTIMOORA_RS()(*arguments),
        "cocoso": methods.COCOSO()(*arguments),
        "spotis": methods.SPOTIS()(*arguments, np.array(problem["bounds"]).T),
    }


def ask_pydecision(problem):
    """The functions with printing and plotting off; their PROMETHEE knows no costs, so these are negated."""
    methods = import_module("pyDecision.algorithm")
    matrix, weights, types = (np.array(problem[name]) for name in ("matrix", "weights", "types"))
    kinds = ["max" if kind > 0 else "min" for kind in types]
    low, high = np.array(problem["bounds"]).T
    criteria, quiet = len(weights), {"graph": False, "verbose": False}
    limits = [[problem[name]] * criteria for name in ("q", "s", "p")]
    flows = {
        f"promethee-ii.{name}": methods.promethee_ii(matrix * types, weights, *limits, [shape] * criteria, sort=False, verbose=False)[:, 1]
        for name, shape in SHAPES.items()
    }
    of_s, of_r, of_q, _ = (part[np.argsort(part[:, 0])][:, 1] for part in methods.vikor_method(matrix, weights, kinds, **quiet))
    return flows | {
        "topsis": methods.topsis_method(matrix, weights, kinds, **quiet),
        "vikor": of_q,
        "vikor.S": of_s,
        "vikor.R": of_r,
        "wsm": methods.saw_method(matrix, kinds, weights, **quiet)[:, 1],
        "waspas": methods.waspas_method(matrix, kinds, weights, 0.5, graph=False)[2],
        "gra": methods.gra_method(matrix, kinds, weights, **quiet),
        "mabac": methods.mabac_method(matrix, kinds, **quiet),
        "aras": methods.aras_method(matrix, weights, kinds, **quiet)[:, 1],
        "edas": methods.edas_method(matrix, kinds, weights, **quiet),
        "marcos": methods.marcos_method(matrix, weights, kinds, **quiet),
        "codas": methods.codas_method(matrix, weights, kinds, **quiet)[:, 1],
        "copras": methods.copras_method(matrix, weights, kinds, **quiet)[:, 1],
        "moora": methods.moora_method(matrix, weights, kinds, **quiet)[:, 1],
        "cocoso": methods.cocoso_method(matrix, kinds, weights, **quiet),
        "mairca": methods.mairca_method(matrix, weights, kinds, **quiet),
        "spotis": methods.spotis_method(matrix, kinds, weights, low, high, **quiet),
    }


ASK = {"scikit-criteria": ask_scikit_criteria, "pyrepo-mcda": ask_pyrepo, "pyDecision": ask_pydecision}


def answer(peer):
    """Inside a peer's environment: its versions and figures, as JSON on the last line."""
    problems = json.load(sys.stdin)
    figures = {
        name: {
            method: [None if np.isnan(score) else round(float(score), DIGITS) for score in scores] for method, scores in ASK[peer](problem).items()
        }
        for name, problem in problems.items()
    }
    sys.stdout.write("\n" + json.dumps({"versions": {peer: version(peer), "numpy": version("numpy")}, "figures": figures}) + "\n")


def ask_in_environment(peer, problems, folder):
    """Install a peer in an environment of its own and ask it."""
    venv.create(folder, with_pip=True)
    python = str(Path(folder) / "bin" / "python")
    for wanted in PEERS[peer]:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
    run = subprocess.run([python, __file__, peer], input=json.dumps(problems), capture_output=True, text=True, check=True)
    return json.loads(run.stdout.strip().splitlines()[-1])


def write_figures():
    """Ask all peers and store what they say."""
    problems, peers = draw_problems(), {}
    for peer in PEERS:
        with tempfile.TemporaryDirectory() as folder:
            peers[peer] = ask_in_environment(peer, problems, folder)
    lines = [f'"{name}": {json.dumps(problem)}' for name, problem in problems.items()]
    told = [
        f'"{peer}": {{\n"versions": {json.dumps(said["versions"])},\n'
        + ",\n".join(
            f'"{name}": {{\n' + ",\n".join(f'  "{method}": {json.dumps(scores)}' for method, scores in methods.items()) + "\n}"
            for name, methods in said["figures"].items()
        )
        + "\n}"
        for peer, said in peers.items()
    ]
    STORED.write_text('{"problems": {\n' + ",\n".join(lines) + '\n},\n"peers": {\n' + ",\n".join(told) + "\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    answer(sys.argv[1]) if len(sys.argv) > 1 else write_figures()
