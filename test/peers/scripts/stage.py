"""What a stage's script may do: its own experiment and name, autolog, and two runs one after the other."""
import json

import mlflow
import numpy as np
from sklearn.linear_model import LinearRegression

mlflow.set_experiment("asked for")
mlflow.sklearn.autolog(log_models=False, silent=True)
with mlflow.start_run(run_name="mine", tags={"colour": "red"}) as first:
    LinearRegression().fit(np.arange(20.0).reshape(-1, 1), np.arange(20.0))
    mlflow.log_metric("loss", 0.5, step=3)
    mlflow.log_text("hello", "hello.txt")
with mlflow.start_run() as second:
    mlflow.log_metric("loss", 0.25)
print(json.dumps({"first": first.info.run_id, "second": second.info.run_id}))
