"""What SciPy says of each case of a JSON file: tests and distances of two samples, tests of counts, tails, corrections."""
import json
import sys

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon


def of_samples(a, b):
    a, b = np.array(a), np.array(b)
    exact = stats.ks_2samp(a, b, method="exact")
    asymptotic = stats.ks_2samp(a, b, method="asymp")
    edges = np.histogram_bin_edges(np.concatenate([a, b]), bins="sturges")
    p = np.histogram(a, edges)[0] / len(a)
    q = np.histogram(b, edges)[0] / len(b)
    return {
        "ks": exact.statistic,
        "exact": exact.pvalue,
        "asymptotic": asymptotic.pvalue,
        "wasserstein": stats.wasserstein_distance(a, b),
        "js": jensenshannon(p, q),
        "js2": jensenshannon(p, q, base=2),
        "doane": len(np.histogram_bin_edges(a, bins="doane")) - 1,
    }


def of_counts(a, b):
    a, b = np.array(a), np.array(b)
    two = stats.chi2_contingency([a, b], correction=False)
    likelihood = stats.chi2_contingency([a, b], correction=False, lambda_="log-likelihood")
    one = stats.chisquare(b, a * (b.sum() / a.sum()))
    return {
        "two": [two.statistic, two.pvalue],
        "g": [likelihood.statistic, likelihood.pvalue],
        "one": [one.statistic, one.pvalue],
        "kl": stats.entropy(a + 1, b + 1),
    }


cases = json.load(open(sys.argv[1]))
print(json.dumps({
    "samples": [of_samples(*case) for case in cases["samples"]],
    "counts": [of_counts(*case) for case in cases["counts"]],
    "kolmogorov": [stats.kstwo.sf(d, n) for n, d in cases["kolmogorov"]],
    "chi2": [stats.chi2.sf(x, k) for x, k in cases["chi2"]],
    "normal": [stats.norm.sf(z) for z in cases["normal"]],
    "corrected": stats.false_discovery_control(cases["pValues"], method="bh").tolist(),
    "wilson": [
        list(stats.binomtest(k, n).proportion_ci(0.95, method="wilson")) for k, n in cases["wilson"]
    ],
}))
