"""Asks a server with requests that MLServer's codecs made, and reads the answers with them. Arguments: address, token, model."""
import json
import sys

import numpy as np
import pandas as pd
import requests
from mlserver.codecs import NumpyCodec, NumpyRequestCodec, PandasCodec, StringCodec
from mlserver.types import InferenceRequest, InferenceResponse, MetadataModelResponse, RepositoryIndexResponse

address, token, model = sys.argv[1:4]
base = f"http://{address}/v2"
headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}


def infer(request):
    answer = requests.post(f"{base}/models/{model}/infer", data=request.model_dump_json(), headers=headers, timeout=10)
    answer.raise_for_status()
    return InferenceResponse.model_validate_json(answer.text)


frame = pd.DataFrame({"b": [10.0, 20.0], "a": [1, 2]})
framed = infer(PandasCodec.encode_request(frame))
columns = [NumpyCodec.encode_input(name, frame[[name]].to_numpy(np.float32)) for name in ("a", "b")]
named = infer(InferenceRequest(id="mine", inputs=columns))
metadata = requests.get(f"{base}/models/{model}", headers=headers, timeout=10)
index = requests.post(f"{base}/repository/index", json={}, headers=headers, timeout=10)
print(
    json.dumps(
        {
            "frame": NumpyRequestCodec.decode_response(framed).flatten().tolist(),
            "pandas": PandasCodec.decode_response(framed).to_numpy().flatten().tolist(),
            "columns": [named.id, NumpyCodec.decode_output(named.outputs[0]).flatten().tolist()],
            "inputs": [item.name for item in MetadataModelResponse.model_validate_json(metadata.text).inputs],
            "index": [item.state for item in RepositoryIndexResponse.model_validate_json(index.text).root],
        }
    )
)
