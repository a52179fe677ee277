"""Start `python app.py` as a visitor does, train 20 steps through its named endpoints, and stop it."""

import json
import os
import socket
import subprocess
import sys
import time

from gradio_client import Client


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


port = free_port()
began = time.monotonic()
page = subprocess.Popen(
    [sys.executable, "app.py"], env={**os.environ, "GRADIO_SERVER_PORT": str(port), "GRADIO_ANALYTICS_ENABLED": "False"}
)
try:
    while True:
        try:
            client = Client(f"http://127.0.0.1:{port}", verbose=False)
            break
        except Exception:
            if page.poll() is not None or time.monotonic() - began > 120:
                sys.exit("The page did not start.")
            time.sleep(0.2)
    print(f"page ready after {time.monotonic() - began:.1f} s")
    run = client.predict("shapes", "quick", json.dumps({"steps": 20}), "a-token-of-the-ci-run", api_name="/train")
    while True:
        status = client.predict(run, api_name="/status")
        if status["status"] in ("finished", "failed", "diverged"):
            break
        if time.monotonic() - began > 300:
            sys.exit(f"The run did not finish: {status}")
        time.sleep(0.3)
    assert status["status"] == "finished" and status["step"] == 20, status
    print(f"trained {status['step']} steps through the page")
finally:
    page.terminate()
    page.wait(timeout=30)
