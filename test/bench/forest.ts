// The model that all servers of the benchmark serve: one random forest as joblib, ONNX and MLflow's folder, and what it must answer.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Forest {
  /** Holds `model.joblib`, `model.onnx` and `mlflow/`. */
  readonly folder: string;
  readonly python: string;
  readonly features: number;
  /** Rows and what scikit-learn says of them. */
  readonly rows: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

const features = 20;
const program = `
import json, sys, joblib, mlflow.sklearn
from skl2onnx import to_onnx
from sklearn.datasets import make_classification
from sklearn.ensemble import RandomForestClassifier
X, y = make_classification(n_samples=6500, n_features=${features}, n_informative=12, n_classes=3, flip_y=0.1, random_state=1)
X = X.round(3).astype("float32")
model = RandomForestClassifier(n_estimators=100, random_state=1, n_jobs=1).fit(X, y)
joblib.dump(model, sys.argv[1] + "/model.joblib")
onnx = to_onnx(model, X[:1], options={"zipmap": False})
open(sys.argv[1] + "/model.onnx", "wb").write(onnx.SerializeToString())
mlflow.sklearn.save_model(model, sys.argv[1] + "/mlflow", pip_requirements=[], serialization_format="pickle")
rows = X[::150].round(3)
answers = {"rows": [[round(float(v), 3) for v in row] for row in rows], "labels": model.predict(rows).tolist()}
json.dump(answers, open(sys.argv[1] + "/answers.json", "w"))
`;

/** Trained once and kept in the ignored cache. */
export function forest(python: string): Forest {
  const hash = createHash('sha256').update(program).update(python).digest('hex').slice(0, 16);
  const folder = join(import.meta.dirname, '../../.cache/bench', `forest-${hash}`);
  const complete = join(folder, 'complete');
  if (!existsSync(complete)) {
    mkdirSync(folder, { recursive: true });
    execFileSync(python, ['-c', program, folder], { stdio: 'ignore' });
    writeFileSync(complete, '');
  }
  const told = JSON.parse(readFileSync(join(folder, 'answers.json'), 'utf8')) as Pick<Forest, 'rows' | 'labels'>;
  return { folder, python, features, ...told };
}
