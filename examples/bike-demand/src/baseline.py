"""Scores the simplest honest guess: the mean rentals of that hour on working or free days."""

import json
from pathlib import Path

import pandas as pd
from sklearn.metrics import root_mean_squared_error

from features import TARGET

KEYS = ["hr", "workingday"]


def main() -> None:
    usual = pd.read_csv("build/train.csv").groupby(KEYS)[TARGET].mean().rename("usual")
    test = pd.read_csv("build/test.csv").join(usual, on=KEYS)
    Path("metrics").mkdir(exist_ok=True)
    score = {"baseline_rmse": float(root_mean_squared_error(test[TARGET], test["usual"]))}
    Path("metrics/baseline.json").write_text(json.dumps(score, indent=2) + "\n")
    print(score)


if __name__ == "__main__":
    main()
