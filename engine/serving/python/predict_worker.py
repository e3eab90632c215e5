"""Serves one packaged model over frames on standard streams; engine/serving/frames.ts says what a frame is.

Only the standard library and what the model itself needs is imported. Ends when standard input closes.
"""

import hashlib
import json
import os
import struct
import sys
import traceback

LOADED, UNLOADABLE, PREDICT, RESULT, FAILED = 1, 2, 3, 4, 5
MODEL_FAILED, MODEL_INPUT = 0, 1
DATATYPES = ["BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16"]
DATATYPES += ["INT32", "INT64", "FP16", "FP32", "FP64", "BYTES"]
NUMPY = ["bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16"]
NUMPY += ["int32", "int64", "float16", "float32", "float64", None]


class InputError(Exception):
    """The caller's fault."""


def take_streams():
    """Frames own standard output; whatever the model prints goes to standard error."""
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return sys.stdin.buffer, out


def send(out, kind, body):
    view = memoryview(struct.pack("<IB", len(body) + 1, kind) + body)
    while len(view) > 0:
        view = view[out.write(view) :]


def read_exactly(stream, size):
    parts = []
    while size > 0:
        part = stream.read(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def read_frame(stream):
    head = read_exactly(stream, 5)
    if head is None:
        return None
    length, kind = struct.unpack("<IB", head)
    body = read_exactly(stream, length - 1) if length > 1 else b""
    return None if body is None else (kind, body)


def package_hash(folder):
    """As the manifest's: SHA-256 over the sorted lines path, NUL, SHA-256 of the file; links are left out."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not os.path.islink(os.path.join(place, name))]
        for name in names:
            path = os.path.join(place, name)
            inside = os.path.relpath(path, folder).replace(os.sep, "/")
            if os.path.islink(path) or inside == "trainyard.json" or not os.path.isfile(path):
                continue
            digest = hashlib.sha256()
            with open(path, "rb") as file:
                for chunk in iter(lambda: file.read(1 << 20), b""):
                    digest.update(chunk)
            found.append((inside, digest.hexdigest()))
    # JavaScript sorts by UTF-16 units.
    found.sort(key=lambda item: item[0].encode("utf-16-be", "surrogatepass"))
    lines = "".join(f"{path}\0{digest}\n" for path, digest in found)
    return hashlib.sha256(lines.encode()).hexdigest()


def read_tensors(body, specs):
    import numpy

    tensors = {}
    identity, count = struct.unpack_from("<IH", body, 0)
    at = 6
    for _ in range(count):
        place, code, rank = struct.unpack_from("<HBB", body, at)
        at += 4
        shape = struct.unpack_from(f"<{rank}I", body, at)
        at += 4 * rank
        (length,) = struct.unpack_from("<I", body, at)
        data = body[at + 4 : at + 4 + length]
        at += 4 + length
        if DATATYPES[code] == "BYTES":
            values = numpy.array(read_items(data), dtype=object)
        else:
            values = numpy.frombuffer(data, dtype=NUMPY[code])
        tensors[specs[place]["name"]] = values.reshape(shape)
    return identity, tensors


def read_items(data):
    items, at = [], 0
    while at < len(data):
        (length,) = struct.unpack_from("<I", data, at)
        item = data[at + 4 : at + 4 + length]
        try:
            items.append(item.decode())
        except UnicodeDecodeError:
            items.append(item)
        at += 4 + length
    return items


def write_tensors(identity, values, specs):
    import numpy

    parts = [struct.pack("<IH", identity, len(specs))]
    for place, (spec, value) in enumerate(zip(specs, values)):
        array = numpy.asarray(value)
        # A column of one value a row may be asked for as [rows] or as [rows, 1].
        wanted = spec["shape"]
        if len(wanted) == 2 and array.ndim == 1:
            array = array.reshape(-1, 1)
        elif len(wanted) == 1 and array.ndim == 2 and array.shape[1] == 1:
            array = array.reshape(-1)
        code = DATATYPES.index(spec["datatype"])
        if spec["datatype"] == "BYTES":
            items = [item if isinstance(item, bytes) else str(item).encode() for item in array.reshape(-1).tolist()]
            data = b"".join(struct.pack("<I", len(item)) + item for item in items)
        else:
            data = numpy.ascontiguousarray(array, dtype=NUMPY[code]).tobytes()
        parts.append(struct.pack(f"<HBB{array.ndim}II", place, code, array.ndim, *array.shape, len(data)))
        parts.append(data)
    return b"".join(parts)


def flavors_of(folder):
    """Name and settings of the flavours in MLmodel, without needing YAML: only flat settings are read."""
    path = os.path.join(folder, "MLmodel")
    if not os.path.exists(path):
        return {}
    flavors, inside, current = {}, False, None
    with open(path, encoding="utf-8") as file:
        for line in file:
            depth = len(line) - len(line.lstrip(" "))
            key, _, value = line.strip().partition(":")
            if depth == 0:
                inside = key == "flavors"
            elif inside and depth == 2:
                current = flavors.setdefault(key, {})
            elif inside and depth == 4 and current is not None:
                current[key] = value.strip().strip("'\"")
    return flavors


def load_object(path):
    if path.endswith(".skops"):
        import skops.io

        return skops.io.load(path, trusted=skops.io.get_untrusted_types(file=path))
    try:
        import joblib

        return joblib.load(path)
    except ImportError:
        import pickle

        with open(path, "rb") as file:
            return pickle.load(file)


def find_pickle(folder, flavors):
    told = flavors.get("sklearn", {}).get("pickled_model")
    names = [told] if told else []
    names += sorted(name for name in os.listdir(folder) if name.endswith((".joblib", ".pkl", ".pickle", ".skops")))
    return next((os.path.join(folder, name) for name in names if os.path.exists(os.path.join(folder, name))), None)


def load_model(folder, manifest):
    """Returns what takes a table of inputs and gives a list of outputs in the signature's order."""
    entry = os.path.join(folder, manifest["entry"])
    place = entry if os.path.isdir(entry) else os.path.dirname(entry)
    flavors = flavors_of(place)
    pickled = entry if os.path.isfile(entry) and not entry.endswith("MLmodel") else find_pickle(place, flavors)
    if pickled is not None and ("sklearn" in flavors or not flavors):
        model = load_object(pickled)
        return lambda inputs: outputs_of(model, table_of(inputs, model), manifest)
    import mlflow.pyfunc

    wrapped = mlflow.pyfunc.load_model(place)
    return lambda inputs: answers_of(wrapped.predict(frame_of(inputs)), manifest)


def table_of(inputs, model):
    names = getattr(model, "feature_names_in_", None)
    if len(inputs) == 1 and names is None:
        return next(iter(inputs.values()))
    if names is None and not has_pandas():
        import numpy

        return numpy.column_stack([column(value) for value in inputs.values()])
    if len(inputs) == 1:
        array = next(iter(inputs.values()))
        if array.ndim == 2 and array.shape[1] == len(names):
            return named_frame(array, names)
    frame = frame_of(inputs)
    if names is None:
        return frame
    missing = [name for name in names if name not in inputs]
    if missing:
        raise InputError(f"the input «{missing[0]}» is missing")
    return frame[list(names)]


def named_frame(array, names):
    if not has_pandas():
        return array
    import pandas

    return pandas.DataFrame(array, columns=list(names))


def frame_of(inputs):
    import pandas

    if len(inputs) == 1:
        array = next(iter(inputs.values()))
        if array.ndim > 1 and array.shape[1] != 1:
            return array
    return pandas.DataFrame({name: column(value) for name, value in inputs.items()})


def column(value):
    return value.reshape(len(value), -1)[:, 0] if value.ndim > 1 else value


def has_pandas():
    try:
        import pandas  # noqa: F401
    except ImportError:
        return False
    return True


def outputs_of(model, table, manifest):
    """A second output of a classifier is its probabilities, under the names that ONNX exports use."""
    answers = []
    for spec in manifest["signature"]["outputs"]:
        wants_probabilities = spec["name"] in ("probabilities", "probability", "predict_proba")
        answers.append(model.predict_proba(table) if wants_probabilities else model.predict(table))
    return answers


def answers_of(answer, manifest):
    specs = manifest["signature"]["outputs"]
    if isinstance(answer, dict) or hasattr(answer, "columns"):
        known = list(answer.keys())
        return [answer[spec["name"] if spec["name"] in known else known[i]] for i, spec in enumerate(specs)]
    return [answer]


def predict_frame(model, body, signature):
    identity = struct.unpack_from("<I", body, 0)[0]
    try:
        identity, inputs = read_tensors(body, signature["inputs"])
        missing = next((spec["name"] for spec in signature["inputs"] if spec["name"] not in inputs), None)
        if missing is not None:
            raise InputError(f"the input «{missing}» is missing")
        ordered = {spec["name"]: inputs[spec["name"]] for spec in signature["inputs"]}
        return RESULT, write_tensors(identity, model(ordered), signature["outputs"])
    except (InputError, ValueError, TypeError) as error:
        return FAILED, struct.pack("<IB", identity, MODEL_INPUT) + describe(error)
    except Exception as error:  # Whatever a person's model raises is its answer to this question.
        traceback.print_exc()
        return FAILED, struct.pack("<IB", identity, MODEL_FAILED) + describe(error)


def describe(error):
    return f"{type(error).__name__}: {error}"[:2000].encode()


def main(folder):
    import signal

    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    stream, out = take_streams()
    try:
        with open(os.path.join(folder, "trainyard.json"), encoding="utf-8") as file:
            manifest = json.load(file)
        fingerprint = package_hash(folder)
        model = load_model(folder, manifest)
    except Exception as error:
        traceback.print_exc()
        send(out, UNLOADABLE, describe(error))
        return 1
    signature = manifest["signature"]
    send(out, LOADED, json.dumps({"signature": signature, "hash": fingerprint}).encode())
    while True:
        frame = read_frame(stream)
        if frame is None:
            return 0
        if frame[0] != PREDICT:
            return 1
        send(out, *predict_frame(model, frame[1], signature))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
