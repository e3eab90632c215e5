"""Asks /invocations with the payloads that MLflow's own code writes. Arguments: address, token."""
import json
import sys

import numpy as np
import pandas as pd
import requests
from mlflow.pyfunc.scoring_server import CONTENT_TYPE_CSV, CONTENT_TYPE_JSON, client as scoring

address, token = sys.argv[1:3]
frame = pd.DataFrame({"a": [1.0, 2.0], "b": [10.0, 20.0]})
headers = {"authorization": f"Bearer {token}"}
bodies = [
    (CONTENT_TYPE_JSON, json.dumps({"dataframe_split": frame.to_dict(orient="split")})),
    (CONTENT_TYPE_JSON, json.dumps({"dataframe_records": frame.to_dict(orient="records")})),
    (CONTENT_TYPE_JSON, json.dumps({"inputs": {name: frame[name].to_list() for name in frame}})),
    (CONTENT_TYPE_CSV, frame.to_csv(index=False)),
]
answers = [
    requests.post(f"http://{address}/invocations", data=body, headers={**headers, "content-type": kind}, timeout=10).json()
    for kind, body in bodies
]
# MLflow's client has no place for a token: a session that sends one stands where it finds `requests`.
session = requests.Session()
session.headers.update(headers)
scoring.requests = session
client = scoring.ScoringServerClient("127.0.0.1", int(address.split(":")[1]))
client.wait_server_ready()
scored = client.invoke(frame).get_predictions()
print(json.dumps({"answers": answers, "scored": np.asarray(scored).flatten().tolist()}))
