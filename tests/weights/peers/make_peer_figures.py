"""Make `figures.json`: what other libraries weigh for a few random matrices, each in an environment of its own.

Run it by hand where packages can be installed: `python tests/weights/peers/make_peer_figures.py`. The libraries cannot share an
environment, and none of them is a dependency of the project; the tests read only the stored figures.
"""

import json
import subprocess
import sys
import tempfile
import venv
from importlib import import_module
from importlib.metadata import version
from itertools import combinations
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
STORED = HERE / "figures.json"
DIGITS = 10
PEERS = {
    "scikit-criteria": (("scikit-criteria==0.10",),),
    "pyrepo-mcda": (("pyrepo-mcda==0.1.15",),),
    "pyDecision": (("--no-deps", "pyDecision==5.1.8"), ("numpy", "scipy", "pandas", "matplotlib", "scikit-learn", "networkx")),
    "ahpy": (("ahpy==2.1",),),
}


def draw_problems():
    """Decision matrices above 0, one with zeros; judgements on the scale from 1/9 to 9, whole and with blanks; best-worst judgements."""
    generator = np.random.default_rng(20260202)
    problems = {}
    for name, rows, columns, costs in (("benefits", 6, 4, 0), ("mixed", 9, 5, 2), ("zeros", 7, 3, 0)):
        matrix = np.round(generator.uniform(1, 10, (rows, columns)), 2)
        if name == "zeros":
            matrix[[0, 2, 5], [0, 1, 1]] = 0
        problems[name] = {"matrix": matrix.tolist(), "types": [-1] * costs + [1] * (columns - costs)}
    for name, size, blanks in (("three", 3, 0), ("five", 5, 0), ("seven", 7, 0), ("four-blank", 4, 1), ("six-blank", 6, 4)):
        problems[name] = {"judgements": judge(generator, size, blanks)}
    problems["best-worst"] = {"best_to_others": [2, 1, 4, 3, 8], "others_to_worst": [4, 8, 2, 3, 1]}
    return problems


def judge(generator, size, blanks):
    """The upper triangle, row by row, of somewhat contradictory judgements as [numerator, denominator], null for a blank."""
    weights = generator.dirichlet(np.full(size, 2.0))
    pairs = list(combinations(range(size), 2))
    ratios = [weights[i] / weights[j] * np.exp(generator.normal(0, 0.4)) for i, j in pairs]
    told = [[int(np.clip(round(ratio), 1, 9)), 1] if ratio >= 1 else [1, int(np.clip(round(1 / ratio), 1, 9))] for ratio in ratios]
    loose = [place for place, (i, j) in enumerate(pairs) if j > i + 1]
    for place in generator.choice(loose, blanks, replace=False).tolist():
        told[place] = None
    return told


def fill(told):
    """The whole matrix of a triangle without blanks."""
    size = int((1 + (1 + 8 * len(told)) ** 0.5) / 2)
    matrix = np.ones((size, size))
    for (i, j), (over, under) in zip(combinations(range(size), 2), told, strict=True):
        matrix[i, j], matrix[j, i] = over / under, under / over
    return matrix


def ask_scikit_criteria(problem):
    """The weighting functions on arrays, and CRITIC behind its own scaling."""
    if "matrix" not in problem:
        return {}
    weighters = import_module("skcriteria.preprocessing.weighters")
    matrix, types = np.array(problem["matrix"]), np.array(problem["types"])
    table = import_module("skcriteria").mkdm(matrix=matrix, objectives=types.tolist())
    found = {
        "entropy": weighters.entropy_weights(matrix),
        "standard-deviation": weighters.std_weights(matrix),
        "gini": weighters.gini_weights(matrix),
        "critic": weighters.CRITIC(scale=True).transform(table).weights.to_numpy(),
        "critic.spearman": weighters.CRITIC(scale=True, correlation="spearman").transform(table).weights.to_numpy(),
    }
    return found | ({"merec": weighters.MEREC().transform(table).weights.to_numpy()} if (matrix > 0).all() else {})


def ask_pyrepo(problem):
    """The functions as they come."""
    if "matrix" not in problem:
        return {}
    methods = import_module("pyrepo_mcda.weighting_methods")
    matrix, types = np.array(problem["matrix"]), np.array(problem["types"])
    found = {
        "entropy": methods.entropy_weighting(matrix),
        "standard-deviation": methods.std_weighting(matrix),
        "gini": methods.gini_weighting(matrix),
        "critic": methods.critic_weighting(matrix),
        "coefficient-of-variation": methods.coeff_var_weighting(matrix),
        "angle": methods.angle_weighting(matrix, types),
    }
    if (matrix > 0).all():
        found |= {
            "merec": methods.merec_weighting(matrix, types),
            "cilos": methods.cilos_weighting(matrix, types),
            "idocriw": methods.idocriw_weighting(matrix, types),
        }
    return found


def ask_pydecision(problem):
    """The functions with printing off."""
    methods = import_module("pyDecision.algorithm")
    if "matrix" in problem:
        matrix, kinds = np.array(problem["matrix"]), ["max" if kind > 0 else "min" for kind in problem["types"]]
        found = {"entropy": methods.entropy_method(matrix, kinds), "critic": methods.critic_method(matrix, kinds)}
        if (matrix > 0).all():
            found |= {"merec": methods.merec_method(matrix, kinds), "cilos": methods.cilos_method(matrix, kinds)}
        return found
    if "judgements" in problem:
        if None in problem["judgements"]:
            return {}
        found = {}
        for name, word in (("eigenvector", "me"), ("geometric-mean", "g"), ("column-mean", "m")):
            weights, ratio = methods.ahp_method(fill(problem["judgements"]), wd=word)
            found |= {f"ahp.{name}": weights, f"cr.{name}": [ratio]}
        return found
    return {"bwm": methods.bw_method(np.array(problem["best_to_others"]), np.array(problem["others_to_worst"]), verbose=False)}


def ask_ahpy(problem):
    """Comparisons by name, both of its random indices; blanks are filled to four digits, the most it does in sensible time."""
    if "judgements" not in problem:
        return {}
    compare = import_module("ahpy").Compare
    size = int((1 + (1 + 8 * len(problem["judgements"])) ** 0.5) / 2)
    names = [f"n{place}" for place in range(size)]
    pairs = zip(combinations(names, 2), problem["judgements"], strict=True)
    told = {pair: judged[0] / judged[1] for pair, judged in pairs if judged}
    found = {}
    for name, word in (("donegan-dodd", "dd"), ("saaty-2005", "saaty")):
        answer = compare("goal", told, precision=DIGITS, random_index=word, iterations=1000)
        found |= {"ahp.eigenvector": [answer.target_weights[part] for part in names], f"cr.{name}": [answer.consistency_ratio]}
    return found


ASK = {"scikit-criteria": ask_scikit_criteria, "pyrepo-mcda": ask_pyrepo, "pyDecision": ask_pydecision, "ahpy": ask_ahpy}


def answer(peer):
    """Inside a peer's environment: its versions and figures, as JSON on the last line."""
    problems = json.load(sys.stdin)
    figures = {
        name: {method: [round(float(weight), DIGITS) for weight in weights] for method, weights in ASK[peer](problem).items()}
        for name, problem in problems.items()
    }
    told = {"versions": {peer: version(peer), "numpy": version("numpy")}, "figures": {name: found for name, found in figures.items() if found}}
    sys.stdout.write("\n" + json.dumps(told) + "\n")


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
            f'"{name}": {{\n' + ",\n".join(f'  "{method}": {json.dumps(weights)}' for method, weights in methods.items()) + "\n}"
            for name, methods in said["figures"].items()
        )
        + "\n}"
        for peer, said in peers.items()
    ]
    STORED.write_text('{"problems": {\n' + ",\n".join(lines) + '\n},\n"peers": {\n' + ",\n".join(told) + "\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    answer(sys.argv[1]) if len(sys.argv) > 1 else write_figures()
