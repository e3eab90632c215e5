"""Predicts with a pickled model for the columns in a JSON file, and prints the answers."""
import json
import pickle
import sys

import pandas as pd

with open(sys.argv[1], "rb") as file:
    model = pickle.load(file)
with open(sys.argv[2]) as file:
    print(json.dumps(model.predict(pd.DataFrame(json.load(file))).tolist()))
