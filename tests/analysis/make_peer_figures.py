"""Make peer_figures.json: what other libraries say of the attitude survey.

They are no part of the project (some are GPL): run this where they are installed, in the folder above, and keep the JSON.
pip install pingouin factor_analyzer statsmodels "scikit-learn<1.8"; cd tests; python analysis/make_peer_figures.py
"""

import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin
import sklearn.decomposition
from attitudes import ATTITUDES
from factor_analyzer import FactorAnalyzer
from factor_analyzer.factor_analyzer import calculate_bartlett_sphericity, calculate_kmo
from statsmodels.multivariate.factor import Factor

HERE = Path(__file__).parent
PACKAGES = ("pingouin", "factor_analyzer", "statsmodels", "scikit-learn")
GAPS = ((0, 0), (3, 2), (3, 5), (17, 6), (29, 1))


def main() -> None:
    survey = np.array(ATTITUDES, dtype=float)
    gapped = survey.copy()
    for row, column in GAPS:
        gapped[row, column] = np.nan
    scaled = (survey - survey.mean(axis=0)) / survey.std(axis=0, ddof=1)
    correlations = np.corrcoef(survey.T)
    each, whole = calculate_kmo(survey)
    chi2, p = calculate_bartlett_sphericity(survey)
    residuals = FactorAnalyzer(n_factors=1, rotation=None, method="minres").fit(survey)
    likely = Factor(corr=correlations, n_factor=1, method="ml", nobs=30).fit()
    figures = {
        "versions": {name: version(name) for name in PACKAGES},
        "gaps": GAPS,
        "alpha": pingouin.cronbach_alpha(data=pd.DataFrame(survey))[0],
        "alpha_pairwise": pingouin.cronbach_alpha(data=pd.DataFrame(gapped), nan_policy="pairwise")[0],
        "alpha_listwise": pingouin.cronbach_alpha(data=pd.DataFrame(gapped), nan_policy="listwise")[0],
        "kmo": whole,
        "kmo_each": each.tolist(),
        "bartlett": [chi2, p],
        "minres": residuals.loadings_[:, 0].tolist(),
        "ml_loadings": likely.loadings[:, 0].tolist(),
        "ml_uniquenesses": likely.uniqueness.tolist(),
        "eigenvalues": sklearn.decomposition.PCA().fit(scaled).explained_variance_.tolist(),
        "covariance_shares": sklearn.decomposition.PCA().fit(survey).explained_variance_ratio_.tolist(),
    }
    (HERE / "peer_figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
