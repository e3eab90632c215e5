"""A session of a person with MLflow's client: autolog, nested runs, datasets, models, registry, searches, refusals."""
import json
import math
import os
import tempfile

import mlflow
import mlflow.sklearn
import numpy as np
import pandas as pd
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from sklearn.linear_model import LinearRegression

found = {}
client = MlflowClient()


def refused(work):
    try:
        work()
    except MlflowException as error:
        return [error.error_code, error.message]
    return None


experiment = mlflow.set_experiment("session")
mlflow.set_experiment("session")
mlflow.set_experiment_tag("team", "bikes")

mlflow.autolog(log_input_examples=False, silent=True)
x = pd.DataFrame({"a": np.arange(40.0), "b": np.arange(40.0) ** 0.5})
y = 3 * x["a"] - x["b"]
with mlflow.start_run(run_name="auto") as auto:
    LinearRegression().fit(x, y)
mlflow.autolog(disable=True, silent=True)
found["auto"] = client.get_run(auto.info.run_id).data.params.get("fit_intercept")
found["auto_metric"] = client.get_run(auto.info.run_id).data.metrics["training_r2_score"]
found["auto_inputs"] = len(client.get_run(auto.info.run_id).inputs.dataset_inputs)

with mlflow.start_run(run_name="first", tags={"kind": "plain"}) as first:
    mlflow.log_params({"rate": 0.1, "name": "it's"})
    mlflow.log_metrics({"loss": 0.5, "acc": 0.75}, step=1)
    mlflow.log_metric("loss", 0.25, step=2)
    mlflow.log_metric("nan", float("nan"))
    mlflow.log_metric("inf", float("inf"))
    mlflow.log_metric("nanos", 1.0, timestamp=1795401425559000001)
    mlflow.log_text("hello", "notes/hello.txt")
    mlflow.log_dict({"a": 1}, "config.json")
    mlflow.log_input(mlflow.data.from_pandas(x, source="hour.csv", name="hours"), context="training")
    found["changed_param"] = refused(lambda: mlflow.log_param("rate", 0.2))
    found["bad_key"] = refused(lambda: client.log_metric(first.info.run_id, "../x", 1))
    mlflow.set_tag("gone", "soon")
    mlflow.delete_tag("gone")
    found["no_tag"] = refused(lambda: client.delete_tag(first.info.run_id, "gone"))
    with mlflow.start_run(run_name="inner", nested=True) as inner:
        mlflow.log_metric("loss", 9)
    model = mlflow.sklearn.log_model(
        LinearRegression().fit(x, y), name="model", params={"k": "v"}, input_example=x.head(2), serialization_format="cloudpickle"
    )
client.log_batch(
    first.info.run_id,
    metrics=[mlflow.entities.Metric("curve", i * 0.5, 1000 + i, i) for i in range(1000)],
)
with mlflow.start_run(run_name="second") as second:
    mlflow.log_param("rate", 0.3)
    mlflow.log_metric("loss", 0.125)

run = client.get_run(first.info.run_id)
found["run"] = {
    "status": run.info.status,
    "params": run.data.params,
    "loss": run.data.metrics["loss"],
    "nan": math.isnan(run.data.metrics["nan"]),
    "inf": run.data.metrics["inf"],
    "dataset": run.inputs.dataset_inputs[0].dataset.name,
    "context": run.inputs.dataset_inputs[0].tags[0].value,
    "models": [output.model_id == model.model_id for output in run.outputs.model_outputs],
}
found["nanos"] = client.get_metric_history(first.info.run_id, "nanos")[0].timestamp
found["curve"] = len(client.get_metric_history(first.info.run_id, "curve"))
found["parent"] = client.get_run(inner.info.run_id).data.tags["mlflow.parentRunId"] == first.info.run_id
found["artifacts"] = sorted(file.path for file in client.list_artifacts(first.info.run_id))
with tempfile.TemporaryDirectory() as folder:
    path = mlflow.artifacts.download_artifacts(run_id=first.info.run_id, artifact_path="notes/hello.txt", dst_path=folder)
    found["text"] = open(path).read()


def names(query="", **more):
    runs = client.search_runs([experiment.experiment_id], query, **more)
    return [run.info.run_name for run in runs]


found["search"] = {
    "metric": sorted(names("metrics.loss < 0.3")),
    "and": names("metrics.loss < 0.3 AND params.rate = '0.1'"),
    "like": names("tags.kind LIKE 'pl%'"),
    "quote": names('params.name = "it\'s"'),
    "name": names("attributes.run_name = 'inner'"),
    "ordered": names("metrics.loss > 0", order_by=["metrics.loss DESC"]),
    "dataset": names("dataset.name = 'hours'"),
    "ids": names(f"attributes.run_id IN ('{second.info.run_id}')"),
    "null": names("params.rate IS NULL AND tags.mlflow.parentRunId IS NOT NULL"),
    "bad": refused(lambda: names("params.rate = 1")),
}
page = client.search_runs([experiment.experiment_id], max_results=2)
rest = client.search_runs([experiment.experiment_id], max_results=2, page_token=page.token)
found["pages"] = [len(page), len(rest), rest.token is None]

version = mlflow.register_model(model.model_uri, "bikes")
client.set_registered_model_alias("bikes", "champion", version.version)
client.set_model_version_tag("bikes", version.version, "checked", "yes")
client.update_registered_model("bikes", "Demand by hour")
found["prediction"] = float(mlflow.sklearn.load_model("models:/bikes@champion").predict(x.head(3))[2])
found["expected"] = float(y[2])
found["by_run"] = float(mlflow.pyfunc.load_model(f"runs:/{first.info.run_id}/model").predict(x.head(3))[2])
found["version"] = [version.version, version.run_id == first.info.run_id]
found["alias"] = client.get_model_version_by_alias("bikes", "champion").tags
found["registered"] = [
    [m.name, m.description, {k: str(v) for k, v in m.aliases.items()}] for m in client.search_registered_models()
]
found["versions"] = [v.version for v in client.search_model_versions("name='bikes'")]
found["logged"] = [m.name for m in client.search_logged_models([experiment.experiment_id], filter_string="name = 'model'")]
found["bad_alias"] = refused(lambda: client.set_registered_model_alias("bikes", "v3", version.version))
client.delete_run(second.info.run_id)
found["after_delete"] = "second" in names()
client.restore_run(second.info.run_id)
found["after_restore"] = "second" in names()
found["no_run"] = refused(lambda: client.get_run("0" * 32))
found["no_experiment"] = client.get_experiment_by_name("none")
found["traces"] = refused(lambda: mlflow.search_traces(locations=[experiment.experiment_id], return_type="list"))
print(json.dumps(found))
