"""Measures the exported ONNX model on the held-out days and holds its answers against the Python model's."""

from pathlib import Path

import joblib
import numpy as np
import onnxruntime
import pandas as pd
from sklearn.metrics import mean_absolute_error, r2_score, root_mean_squared_error

from features import FEATURES, TARGET
from tracking import Tracker

# Rentals an hour by which the two runtimes may differ: float32 sums against float64 sums.
TOLERANCE = 0.01


def main() -> None:
    hours = pd.read_csv("build/test.csv")
    X, y = hours[FEATURES].astype(np.float32), hours[TARGET]
    session = onnxruntime.InferenceSession("build/model.onnx", providers=["CPUExecutionProvider"])
    predicted = session.run(None, {name: X[[name]].to_numpy() for name in FEATURES})[0].ravel()

    difference = float(np.abs(predicted - joblib.load("build/model.joblib").predict(X)).max())
    if difference > TOLERANCE:
        raise SystemExit(f"the ONNX model differs from the Python model by up to {difference:.4f} rentals an hour")

    tracker = Tracker("metrics/evaluation.json")
    tracker.final(
        {
            "rmse": float(root_mean_squared_error(y, predicted)),
            "mae": float(mean_absolute_error(y, predicted)),
            "r2": float(r2_score(y, predicted)),
            "onnx_difference": difference,
        }
    )
    tracker.close()

    Path("reports").mkdir(exist_ok=True)
    by_hour = pd.DataFrame({"hour": hours["hr"], "rented": y, "predicted": predicted}).groupby("hour").mean().round(2)
    by_hour.columns = ["mean_rented", "mean_predicted"]
    by_hour.to_csv("reports/by_hour.csv")
    print(Path("metrics/evaluation.json").read_text())


if __name__ == "__main__":
    main()
