"""Writes a table of every common type as Parquet, compressed as pandas does by default, and prints it as records."""
import json
import sys

import pandas as pd

rows = pd.DataFrame({
    "whole": pd.array([1, 2**53 + 1, None], dtype="Int64"),
    "number": [0.5, None, -1e300],
    "single": pd.Series([0.25, 1.5, 2.0], dtype="float32"),
    "text": ["a", None, "ü, \"quoted\""],
    "kind": pd.Categorical(["x", "y", "x"]),
    "flag": [True, False, True],
})
rows.to_parquet(sys.argv[1])
pd.concat([rows] * 2000, ignore_index=True).to_parquet(sys.argv[2], row_group_size=700)
print(json.dumps(len(rows)))
