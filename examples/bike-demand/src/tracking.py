"""Reports params and metrics: through mlflow where it is installed, else through the stage's metrics file alone."""

import json
from pathlib import Path
from typing import Any

try:
    import mlflow
except ImportError:
    mlflow = None


class Tracker:
    """Writes a metrics file and, where mlflow is there, the same numbers to the run of this stage."""

    def __init__(self, metrics_file: str) -> None:
        self.file = Path(metrics_file)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.unlink(missing_ok=True)
        self.run = mlflow.start_run() if mlflow else None

    def params(self, values: dict[str, Any]) -> None:
        if mlflow:
            mlflow.log_params(values)

    def step(self, step: int, values: dict[str, float]) -> None:
        """One point of each curve: a line of the file, readable while the stage runs."""
        with self.file.open("a") as lines:
            lines.write(json.dumps({"step": step, **values}) + "\n")
        if mlflow:
            mlflow.log_metrics(values, step=step)

    def final(self, values: dict[str, float]) -> None:
        self.file.write_text(json.dumps(values, indent=2) + "\n")
        if mlflow:
            mlflow.log_metrics(values)

    def close(self) -> None:
        if mlflow:
            mlflow.end_run()
