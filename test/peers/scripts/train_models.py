"""Trains a regression and a classifier; exports both to ONNX, saves the first with MLflow too; prints what they predict."""
import json

import mlflow.sklearn
import numpy as np
from mlflow.models import infer_signature
from skl2onnx import to_onnx
from sklearn.linear_model import LinearRegression, LogisticRegression

rng = np.random.default_rng(7)
X = rng.normal(size=(200, 3)).astype(np.float32)
y = (X @ np.array([2.0, -1.0, 0.5]) + 3).astype(np.float32)
rows = X[:4]

regression = LinearRegression().fit(X, y)
classifier = LogisticRegression().fit(X, (y > 3).astype(int))
open("regression.onnx", "wb").write(to_onnx(regression, rows[:1]).SerializeToString())
open("classifier.onnx", "wb").write(to_onnx(classifier, rows[:1]).SerializeToString())
mlflow.sklearn.save_model(regression, "saved", signature=infer_signature(X, regression.predict(X)), pip_requirements=["scikit-learn"])
print(
    json.dumps(
        {
            "rows": rows.tolist(),
            "regression": regression.predict(rows).ravel().tolist(),
            "probabilities": classifier.predict_proba(rows).tolist(),
        }
    )
)
