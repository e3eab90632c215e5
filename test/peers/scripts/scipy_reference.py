"""Computes with SciPy what our statistics compute. Standard input: a JSON list of cases; standard output: a list of answers."""
import json
import sys

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon


def two_samples(case):
    a, b = np.array(case["a"], float), np.array(case["b"], float)
    exact = stats.ks_2samp(a, b, method="auto")
    edges = np.histogram_bin_edges(np.concatenate([a, b]), bins="sturges")
    p, q = (np.histogram(values, edges)[0] / len(values) for values in (a, b))
    return {
        "distance": exact.statistic,
        "exact": exact.pvalue,
        "asymptotic": stats.ks_2samp(a, b, method="asymp").pvalue,
        "wasserstein": stats.wasserstein_distance(a, b),
        "js": jensenshannon(p, q),
        "js2": jensenshannon(p, q, base=2),
        "doane": np.histogram_bin_edges(a, bins="doane").tolist(),
        "quantiles": np.quantile(a, [0, 0.01, 0.25, 0.5, 0.77, 1]).tolist(),
    }


def two_counts(case):
    table = np.array([case["a"], case["b"]])
    chi2 = stats.chi2_contingency(table, correction=False)
    g = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    p, q = (row / row.sum() for row in table)
    one = stats.chisquare(table[1], table[0] * table[1].sum() / table[0].sum())
    return {
        "chi2": [chi2.statistic, chi2.pvalue],
        "g": [g.statistic, g.pvalue],
        "one": [one.statistic, one.pvalue],
        "kl": stats.entropy(p, q),
        "psi": stats.entropy(p, q) + stats.entropy(q, p),
        "hellinger": float(np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2)),
    }


def functions(case):
    count, n = case["count"], case["n"]
    wilson = stats.binomtest(count, n).proportion_ci(method="wilson")
    return {
        "chi2": stats.chi2.sf(case["x"], case["degrees"]),
        "normal": stats.norm.sf(case["z"]),
        "wilson": [wilson.low, wilson.high],
        "kolmogorov": stats.kstwo.sf(case["d"], case["size"]),
        "corrected": stats.false_discovery_control(case["p"]).tolist(),
    }


kinds = {"samples": two_samples, "counts": two_counts, "functions": functions}
print(json.dumps([kinds[case["kind"]](case) for case in json.load(sys.stdin)]))
