"""Opens a store with MLflow's own client, reads every run back and prints it as JSON."""
import json
import math
import sys

import mlflow
from mlflow import MlflowClient
from mlflow.entities import ViewType

mlflow.set_tracking_uri(sys.argv[1])
client = MlflowClient()


def number(value):
    return value if math.isfinite(value) else str(value)


experiments = client.search_experiments(view_type=ViewType.ALL)
runs = client.search_runs([e.experiment_id for e in experiments], run_view_type=ViewType.ALL, max_results=50000)
print(
    json.dumps(
        {
            "version": mlflow.__version__,
            "experiments": sorted(e.name for e in experiments),
            "runs": {
                run.info.run_id: {
                    "name": run.info.run_name,
                    "experiment": run.info.experiment_id,
                    "status": run.info.status,
                    "start": run.info.start_time,
                    "end": run.info.end_time,
                    "uri": run.info.artifact_uri,
                    "params": run.data.params,
                    "tags": run.data.tags,
                    "metrics": {key: number(value) for key, value in run.data.metrics.items()},
                    "history": {
                        key: [[m.step, m.timestamp, number(m.value)] for m in client.get_metric_history(run.info.run_id, key)]
                        for key in run.data.metrics
                    },
                    "artifacts": [file.path for file in client.list_artifacts(run.info.run_id)],
                }
                for run in runs
            },
        }
    )
)
