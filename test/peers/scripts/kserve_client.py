"""Asks a server as KServe's own REST client does. Arguments: address, token, model."""
import asyncio
import json
import sys

import httpx
import numpy as np
from kserve import InferInput, InferRequest, InferenceRESTClient, RESTConfig

address, token, model = sys.argv[1:4]
base = f"http://{address}"
headers = {"authorization": f"Bearer {token}"}


async def main():
    client = InferenceRESTClient(RESTConfig(protocol="v2", retries=0))
    answers = []
    for binary in (False, True):
        inputs = []
        for name, values in (("a", [[1], [2]]), ("b", [[10], [20]])):
            array = np.array(values, np.float32)
            tensor = InferInput(name, list(array.shape), "FP32")
            tensor.set_data_from_numpy(array, binary_data=binary)
            inputs.append(tensor)
        request = InferRequest(model, inputs, request_id=f"kserve-{binary}")
        answer = await client.infer(base, request, model_name=model, headers=dict(headers))
        answers.append([answer.id, answer.outputs[0].as_numpy().flatten().tolist()])
    wrong = InferRequest(model, [InferInput("a", [1, 1], "FP32", data=[1.0])])
    try:
        refused = await client.infer(base, wrong, model_name=model, headers=dict(headers))
    except httpx.HTTPStatusError as error:
        refused = [error.response.status_code, str(error)]
    told = {
        "answers": answers,
        "refused": refused,
        "live": await client.is_server_live(base, headers=headers),
        "ready": await client.is_server_ready(base, headers=headers),
        "model": await client.is_model_ready(base, model, headers=headers),
    }
    print(json.dumps(told))


asyncio.run(main())
