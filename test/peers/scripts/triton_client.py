"""Asks a server as Triton's own HTTP client does; prints what came back. Arguments: address, token, model, what."""
import json
import sys

import numpy as np
import tritonclient.http as http
from tritonclient.utils import InferenceServerException, np_to_triton_dtype

address, token, model, what = sys.argv[1:5]
headers = {"authorization": f"Bearer {token}"}
client = http.InferenceServerClient(url=address)

ENDS = {
    "BOOL": np.array([True, False]),
    "UINT8": np.array([0, 255], np.uint8),
    "UINT16": np.array([0, 65535], np.uint16),
    "UINT32": np.array([0, 2**32 - 1], np.uint32),
    "UINT64": np.array([2**53 + 1, 2**64 - 1], np.uint64),
    "INT8": np.array([-128, 127], np.int8),
    "INT16": np.array([-(2**15), 2**15 - 1], np.int16),
    "INT32": np.array([-(2**31), 2**31 - 1], np.int32),
    "INT64": np.array([-(2**63), 2**63 - 1], np.int64),
    "FP16": np.array([0.5, -2], np.float16),
    "FP32": np.array([0.1, -3e38], np.float32),
    "FP64": np.array([0.1, -1e308], np.float64),
    "BYTES": np.array(["ü".encode(), b""], object),
}


def infer(inputs, outputs, binary, **more):
    # The client writes into the headers that it is given.
    tensors = []
    for name, array in inputs.items():
        tensor = http.InferInput(name, list(array.shape), np_to_triton_dtype(array.dtype))
        tensor.set_data_from_numpy(array, binary_data=binary)
        tensors.append(tensor)
    wanted = [http.InferRequestedOutput(name, binary_data=binary) for name in outputs]
    return client.infer(model, tensors, outputs=wanted or None, headers=dict(headers), **more)


def same(got, sent):
    if sent.dtype == object:
        return [item.encode() if isinstance(item, str) else item for item in got.flatten()] == list(sent.flatten())
    return got.dtype == sent.dtype and np.array_equal(got, sent)


def datatype(name):
    """Whether both ends of the datatype come back as they went, by each way of asking."""
    array = ENDS[name].reshape(2, 1)
    ways = {"binary": (True, ["y"]), "json": (False, ["y"]), "unasked": (True, [])}
    if name == "FP16":
        del ways["json"]
    return {way: same(infer({"x": array}, outputs, binary).as_numpy("y"), array) for way, (binary, outputs) in ways.items()}


def linear():
    """Sums of two columns, in JSON, in binary and with a version."""
    a, b = np.array([[1], [2]], np.float32), np.array([[10], [20]], np.float32)
    answers = [
        infer({"a": a, "b": b}, ["variable"], binary, request_id=f"triton-{binary}", **version)
        for binary in (False, True)
        for version in ({}, {"model_version": "1"})
    ]
    return [[answer.get_response()["id"], answer.as_numpy("variable").flatten().tolist()] for answer in answers]


def told():
    """What the server tells of itself and of the model."""
    index = client.get_model_repository_index(headers=headers)
    return {
        "live": client.is_server_live(headers=headers),
        "ready": client.is_server_ready(headers=headers),
        "model": client.is_model_ready(model, headers=headers),
        "version": client.is_model_ready(model, "77", headers=headers),
        "server": client.get_server_metadata(headers=headers)["name"],
        "inputs": [item["name"] for item in client.get_model_metadata(model, headers=headers)["inputs"]],
        "batch": client.get_model_config(model, headers=headers)["max_batch_size"],
        "counted": client.get_inference_statistics(model, headers=headers)["model_stats"][0]["inference_count"] >= 0,
        "index": [item["state"] for item in index],
    }


def refused():
    """The words of errors, as this client shows them."""
    found = []
    for name, array in (("a", np.array([[1.0]])), ("z", np.array([[1]], np.float32))):
        try:
            infer({name: array}, [], True)
        except InferenceServerException as error:
            found.append([error.status(), error.message()])
    return found


calls = {"linear": linear, "told": told, "refused": refused}
print(json.dumps(calls[what]() if what in calls else datatype(what)))
