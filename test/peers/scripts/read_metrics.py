"""Reads a metrics page as Prometheus' own Python client does; prints the samples of one version. Arguments: address, token."""
import json
import sys

import requests
from prometheus_client.parser import text_string_to_metric_families

address, token = sys.argv[1:3]
page = requests.get(f"http://{address}/metrics", headers={"authorization": f"Bearer {token}"}, timeout=10)
page.raise_for_status()
samples = {}
for family in text_string_to_metric_families(page.text):
    for sample in family.samples:
        if "le" not in sample.labels and sample.labels.get("version", "1") == "1":
            samples[sample.name] = [family.type, sample.labels["model"], sample.value]
print(json.dumps(samples))
