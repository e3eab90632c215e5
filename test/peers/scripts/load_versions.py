"""Loads registered versions with MLflow's own client and predicts; prints the answers and what the registry says."""
import json
import sys

import mlflow
import numpy as np
from mlflow import MlflowClient

mlflow.set_tracking_uri(sys.argv[1])
rows = np.array(json.loads(sys.argv[2]), dtype=np.float32)
client = MlflowClient()
answers = {}
for address in sys.argv[3:]:
    answer = mlflow.pyfunc.load_model(address).predict(rows)
    if isinstance(answer, dict):
        answer = {name: np.asarray(value).tolist() for name, value in answer.items()}
    else:
        answer = np.asarray(answer).tolist()
    answers[address] = answer
versions = {
    f"{version.name}/{version.version}": {
        "run": version.run_id,
        "source": version.source,
        "status": version.status,
        "tags": dict(version.tags),
        "aliases": list(client.get_model_version(version.name, version.version).aliases),
    }
    for version in client.search_model_versions()
}
print(json.dumps({"answers": answers, "versions": versions}))
