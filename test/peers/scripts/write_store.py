"""Makes a store the way people do: an experiment, a run with metrics, params, tags, an artifact, and a registered name."""
import json
import sys

import mlflow

mlflow.set_tracking_uri(sys.argv[1])
mlflow.set_experiment("theirs")
with mlflow.start_run(run_name="by-mlflow") as run:
    mlflow.log_param("depth", 3)
    mlflow.set_tag("note", "made by mlflow")
    for step in range(5):
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
    mlflow.log_metric("broken", float("nan"))
    mlflow.log_metric("endless", float("inf"))
    mlflow.log_text("hello", "notes/hello.txt")
client = mlflow.MlflowClient()
print(json.dumps({"run": run.info.run_id, "version": mlflow.__version__}))
