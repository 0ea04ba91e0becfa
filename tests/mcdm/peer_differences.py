"""Where another library, as stored in `peers/figures.json`, gives other figures than ours, and why: for the tests and for the methods' pages."""

SCORES = {
    ("pyDecision", "waspas"): ("adds 1 to a scaling by range, where the paper divides by the best value", "对极差标准化结果加 1，而原文是除以最优值"),
    ("pyDecision", "gra"): ("divides the grade by the number of alternatives", "将关联度再除以方案数"),
    ("pyDecision", "mabac"): ("takes no weights", "不使用权重"),
    ("pyDecision", "codas"): ("multiplies by tau, which in the paper is a threshold", "将 tau 作为乘数，而原文中 tau 是阈值"),
}
"""By library and method."""
NOT_A_NUMBER = {("pyrepo-mcda", "benefits", "copras"): ("divides 0 by 0 without costs", "没有成本型指标时出现 0/0")}
"""By library, problem and method: no number at all."""
WHOLE = ("takes the random index of whole matrices where judgements are missing", "判断有缺失时仍使用完整矩阵的 RI")
WEIGHTS = {
    ("pyrepo-mcda", "mixed", "critic"): ("ignores the direction of the criteria", "不考虑指标方向"),
    ("pyrepo-mcda", "mixed", "angle"): ("takes reciprocals of costs first", "先对成本型指标取倒数"),
    ("pyDecision", "mixed", "entropy"): ("takes reciprocals of costs first", "先对成本型指标取倒数"),
    ("pyDecision", "mixed", "cilos"): ("scales costs otherwise", "成本型指标的标准化方式不同"),
    ("pyDecision", "best-worst", "bwm"): ("stops before the optimum", "未达到最优解即停止"),
    ("ahpy", "four-blank", "cr.donegan-dodd"): WHOLE,
    ("ahpy", "four-blank", "cr.saaty-2005"): WHOLE,
    ("ahpy", "six-blank", "cr.donegan-dodd"): WHOLE,
    ("ahpy", "six-blank", "cr.saaty-2005"): WHOLE,
}
"""By library, problem and figure."""
