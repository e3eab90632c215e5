"""Fits a small scikit-learn model with named columns, one of them a text, and saves it with joblib."""
import json
import sys

import joblib
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

random = np.random.default_rng(7)
rows = pd.DataFrame({
    "temp": random.uniform(0, 30, 200).round(2),
    "hour": random.integers(0, 24, 200).astype(float),
    "kind": random.choice(["casual", "member"], 200),
})
rentals = rows["temp"] * 3 + rows["hour"] + (rows["kind"] == "member") * 20
columns = ColumnTransformer([("kind", OneHotEncoder(), ["kind"])], remainder="passthrough")
model = make_pipeline(columns, RandomForestRegressor(n_estimators=10, random_state=0))
model.fit(rows, rentals)
joblib.dump(model, sys.argv[1] + "/model.joblib")
rows.assign(cnt=rentals).to_csv(sys.argv[1] + "/train.csv", index=False)
print(json.dumps(model.predict(rows.head(20)).tolist()))
