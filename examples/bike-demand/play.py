"""Plays the later hours as traffic of a served model; the true rentals of an hour become known a week after it."""

import argparse
import csv
import http.client
import json
import shutil
import subprocess
import sys
import time
import uuid
from pathlib import Path
from urllib.parse import urlsplit

FEATURES = ["season", "mnth", "hr", "holiday", "weekday", "workingday", "weathersit", "temp", "atemp", "hum", "windspeed"]
TARGET = "cnt"
HOURS_A_WEEK = 7 * 24

# What has been played already; delete it together with the rows of arrived.csv to start over.
STATE = Path("data/played.json")
ARRIVED = Path("data/arrived.csv")
LABELS = Path("data/labels.csv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=30, help="how many days of traffic to send (default 30)")
    parser.add_argument("--rate", type=float, default=100, help="hours played per second (default 100)")
    parser.add_argument("--target", default="local", help="deploy target (default local)")
    args = parser.parse_args()

    hours = read_hours(Path("build/production.csv"))
    server = Server(args.target)
    state = json.loads(STATE.read_text()) if STATE.exists() else {"sent": [], "played": 0}
    first = state["played"]
    last = min(first + args.days * 24, len(hours))
    if first == last:
        sys.exit("Every hour was played. Delete data/played.json and the rows of data/arrived.csv to start over.")

    started = time.monotonic()
    for position in range(first, last):
        hour = hours[position]
        state["sent"].append([server.predict(hour), position])
        state["played"] = position + 1
        if state["played"] % HOURS_A_WEEK == 0 or state["played"] == last:
            report(server, hours, state)
            print(f"{hour['dteday']}  {server.tally()}", flush=True)
        time.sleep(max(0.0, started + (position - first + 1) / args.rate - time.monotonic()))


def report(server: "Server", hours: list[dict[str, str]], state: dict) -> None:
    """Tells the true rentals of all hours that lie a week back, and hands these hours to the next training."""
    known = [(request, position) for request, position in state["sent"] if position < state["played"] - HOURS_A_WEEK]
    if known:
        with LABELS.open("w", newline="") as file:
            csv.writer(file).writerows([("id", "value"), *((request, hours[position][TARGET]) for request, position in known)])
        server.tell_labels(LABELS)
        LABELS.unlink()
        columns = ARRIVED.read_text().splitlines()[0].split(",")
        with ARRIVED.open("a", newline="") as file:
            csv.DictWriter(file, columns, extrasaction="ignore").writerows(hours[position] for _, position in known)
        state["sent"] = state["sent"][len(known) :]
    STATE.write_text(json.dumps(state))


class Server:
    """The deployment as `trainyard` names it: its address, and the header that its callers send."""

    def __init__(self, target: str) -> None:
        found = json.loads(trainyard("deployments", target, "--json"))["deployments"][0]
        self.target = target
        self.model = found["deployment"]["model"]
        name, _, value = Path(found["headerFile"]).read_text().strip().partition(":")
        self.headers = {"content-type": "application/json", name: value.strip()}
        address = urlsplit(found["deployment"]["url"])
        self.connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        self.answers: dict[str, int] = {}

    def predict(self, hour: dict[str, str]) -> str:
        """Sends one hour, and gives back the id under which it is logged."""
        inputs = [{"name": name, "shape": [1, 1], "datatype": "FP32", "data": [float(hour[name])]} for name in FEATURES]
        request = str(uuid.uuid4())
        body = json.dumps({"id": request, "inputs": inputs})
        self.connection.request("POST", f"/v2/models/{self.model}/infer", body, self.headers)
        response = self.connection.getresponse()
        answer = json.loads(response.read())
        version = f"v{answer['model_version']}" if response.status == 200 else f"status {response.status}"
        self.answers[version] = self.answers.get(version, 0) + 1
        return request

    def tell_labels(self, file: Path) -> None:
        trainyard("monitor", self.target, "--labels", str(file), "--json")

    def tally(self) -> str:
        """Who answered since the last time."""
        text = ", ".join(f"{count} by {version}" for version, count in sorted(self.answers.items()))
        self.answers.clear()
        return text


def trainyard(*args: str) -> str:
    program = shutil.which("trainyard")
    if program is None:
        sys.exit("«trainyard» is not on PATH. The editor's own terminals have it; elsewhere, install it with npm.")
    done = subprocess.run([program, *args], capture_output=True, text=True)
    # 1 says that an alert is open: that is what is played for.
    if done.returncode not in (0, 1) or not done.stdout.strip():
        sys.exit(done.stderr or f"trainyard {args[0]} ended with exit code {done.returncode}.")
    document = json.loads(done.stdout)
    if "error" in document:
        sys.exit(document["error"]["message"])
    return done.stdout


def read_hours(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        sys.exit(f"{path} is not there. Run the pipeline first.")
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
