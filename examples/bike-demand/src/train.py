"""Fits gradient boosting one tree at a time, so that the loss can be watched, and exports the model to ONNX."""

import argparse
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.metrics import root_mean_squared_error
from sklearn.pipeline import make_pipeline

from features import FEATURES, TARGET
from tracking import Tracker


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--iterations", type=int, required=True, help="number of trees")
    parser.add_argument("--learning-rate", type=float, required=True)
    parser.add_argument("--max-leaf-nodes", type=int, required=True)
    parser.add_argument("--min-samples-leaf", type=int, required=True)
    parser.add_argument("--l2-regularization", type=float, required=True)
    parser.add_argument("--seed", type=int, required=True)
    args = parser.parse_args()

    hours = pd.read_csv("build/train.csv")
    # float32 from the start: the exported model compares the same numbers with the same thresholds.
    X, y = hours[FEATURES].astype(np.float32), hours[TARGET]
    # Whole days are held out, so that neighbouring hours do not leak into the validation loss.
    valid = pd.util.hash_pandas_object(hours["dteday"], index=False) % 8 == 0

    booster = HistGradientBoostingRegressor(
        max_iter=1,
        warm_start=True,
        early_stopping=False,
        learning_rate=args.learning_rate,
        max_leaf_nodes=args.max_leaf_nodes,
        min_samples_leaf=args.min_samples_leaf,
        l2_regularization=args.l2_regularization,
        random_state=args.seed,
    )
    model = make_pipeline(ColumnTransformer([("features", "passthrough", FEATURES)]), booster)
    tracker = Tracker("metrics/training.jsonl")
    tracker.params(vars(args))
    for step in range(1, args.iterations + 1):
        booster.set_params(max_iter=step)
        model.fit(X[~valid], y[~valid])
        loss = root_mean_squared_error(y[~valid], model.predict(X[~valid]))
        valid_loss = root_mean_squared_error(y[valid], model.predict(X[valid]))
        tracker.step(step, {"train_loss": loss, "valid_loss": valid_loss})
        if step % 20 == 0:
            print(f"iteration {step}: train loss {loss:.2f}, validation loss {valid_loss:.2f}", flush=True)
    tracker.close()

    joblib.dump(model, "build/model.joblib")
    inputs = [(name, FloatTensorType([None, 1])) for name in FEATURES]
    Path("build/model.onnx").write_bytes(to_onnx(model, initial_types=inputs).SerializeToString())
    print(f"build/model.onnx: {Path('build/model.onnx').stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
