"""Loads a registered version by number and alias as real MLflow does, and prints what it predicts and what the client tells."""
import json
import sys
import warnings

warnings.filterwarnings("ignore")
import mlflow
import numpy as np
import pandas as pd
from mlflow import MlflowClient

uri, name, data, kind = sys.argv[1:5]
mlflow.set_tracking_uri(uri)
rows = pd.read_csv(data).head(20)
if kind == "tensors":
    rows = {column: rows[[column]].to_numpy(dtype=np.float32) for column in ("temp", "hum")}
else:
    rows = rows[["temp", "hour", "kind"]]


def predict(address):
    answer = mlflow.pyfunc.load_model(address).predict(rows)
    if isinstance(answer, dict):
        answer = list(answer.values())[0]
    return np.asarray(answer, dtype=float).ravel().tolist()


client = MlflowClient()
version = client.get_model_version(name, "1")
print(json.dumps({
    "number": predict(f"models:/{name}/1"),
    "alias": predict(f"models:/{name}@challenger"),
    "run": version.run_id,
    "aliases": list(version.aliases),
    "tags": dict(version.tags),
    "status": version.status,
    "description": version.description,
    "found": [found.version for found in client.search_model_versions(f"run_id='{version.run_id}'")],
    "inputs": mlflow.models.get_model_info(f"models:/{name}/1").signature.inputs.input_names(),
}))
