"""Every model once more, by another formulation and one dense programme a unit: multipliers (duals), and Tone's own form of super-sbm."""

import numpy as np
from scipy.optimize import linprog

INFEASIBLE_OR_UNBOUNDED = (2, 3)
SHARP = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


def draw(seed, units, inputs, outputs, undesirable=0):
    rng = np.random.default_rng(seed)
    used = rng.lognormal(sigma=0.6, size=(units, inputs))
    made = used.mean(axis=1, keepdims=True) ** 0.9 * rng.uniform(0.4, 1, (units, 1)) * rng.lognormal(sigma=0.3, size=(units, outputs))
    return used, made, rng.lognormal(sigma=0.5, size=(units, undesirable))


def judge_by_multipliers(inputs, outputs, unit, orientation, returns, *, apart=False):
    """Largest u y + free with v x = 1 (input) or least v x + free with u y = 1 (output), u Y + free <= v X for all (apart: for the others)."""
    others = np.arange(len(inputs)) != unit if apart else np.ones(len(inputs), dtype=bool)
    used, made = inputs / inputs[unit], outputs / outputs[unit]
    m, s = used.shape[1], made.shape[1]
    prices = np.hstack([-used[others], made[others], np.ones((others.sum(), 1))])
    free = (None, None) if returns == "variable" else (0, 0)
    own_inputs, own_outputs = np.r_[np.ones(m), np.zeros(s + 1)], np.r_[np.zeros(m), np.ones(s), 0]
    goal, held = (np.r_[np.zeros(m), -np.ones(s + 1)], own_inputs) if orientation == "input" else (np.r_[np.ones(m), np.zeros(s), -1], own_outputs)
    found = linprog(goal, prices, np.zeros(len(prices)), held[None], [1], [(0, None)] * (m + s) + [free], options=SHARP)
    if found.status in INFEASIBLE_OR_UNBOUNDED:
        return np.nan
    assert found.status == 0
    return -found.fun if orientation == "input" else 1 / found.fun


def judge_slacks_by_multipliers(inputs, outputs, undesirable, unit, orientation, returns):
    """Dual of Tone (2001, 2003): largest xi, with every price at least its share."""
    bad, good = np.hstack([inputs, undesirable]), outputs
    bad, good = bad / bad[unit], good / good[unit]
    m, b, s = inputs.shape[1], undesirable.shape[1], outputs.shape[1]
    in_share, out_share = float(orientation != "output") / m, float(orientation != "input") / (s + b)
    free = (None, None) if returns == "variable" else (0, 0)
    peers = np.hstack([np.zeros((len(bad), 1)), -bad, good, np.ones((len(bad), 1))])
    whole = np.r_[1, np.ones(m + b), -np.ones(s), -1]
    shares = np.hstack([np.r_[np.zeros(m), np.full(b + s, out_share)][:, None], -np.eye(m + b + s), np.zeros((m + b + s, 1))])
    limits = np.r_[np.full(m, -in_share), np.zeros(b + s)]
    found = linprog(
        np.r_[-1, np.zeros(m + b + s + 1)],
        np.vstack([peers, whole, shares]),
        np.r_[np.zeros(len(bad)), 1, limits],
        bounds=[(None, None)] + [(0, None)] * (m + b + s) + [free],
        options=SHARP,
    )
    assert found.status == 0
    return -found.fun


def judge_beyond_as_tone(inputs, outputs, unit, orientation, returns):
    """Tone (2002): variables are the nearest point x~, y~ itself, beside weights and t."""
    others = np.arange(len(inputs)) != unit
    used, made = (inputs / inputs[unit])[others].T, (outputs / outputs[unit])[others].T
    (m, n), s = used.shape, len(made)
    mean_in, mean_out = np.r_[np.zeros(1 + n), np.full(m, 1 / m), np.zeros(s)], np.r_[np.zeros(1 + n + m), np.full(s, 1 / s)]
    t = np.r_[1, np.zeros(n + m + s)]
    zero = np.zeros
    rows = [
        np.hstack([zero((m, 1)), used, -np.eye(m), zero((m, s))]),
        np.hstack([zero((s, 1)), -made, zero((s, m)), np.eye(s)]),
        np.hstack([np.ones((m, 1)), zero((m, n)), -np.eye(m), zero((m, s))]),
        np.hstack([-np.ones((s, 1)), zero((s, n + m)), np.eye(s)]),
    ]
    equal = [mean_out if orientation != "input" else t]
    if orientation == "input":
        equal += list(np.hstack([-np.ones((s, 1)), zero((s, n + m)), np.eye(s)]))
    if orientation == "output":
        equal += list(np.hstack([-np.ones((m, 1)), zero((m, n)), np.eye(m), zero((m, s))]))
    if returns == "variable":
        equal.append(np.r_[-1, np.ones(n), zero(m + s)])
    upper = np.vstack(rows)
    held = np.r_[1, np.zeros(len(equal) - 1)]
    found = linprog(mean_in, upper, np.zeros(len(upper)), np.array(equal), held, options=SHARP)
    if found.status in INFEASIBLE_OR_UNBOUNDED:
        return np.nan
    assert found.status == 0
    return found.fun
