"""Whether the laboratory learns its sets of points in a real browser, as a visitor opens it, seed by seed.

    python benchmarks/lab_in_browser.py [--data ring grid ...] [--seeds 10]

Each set and seed is a fresh page of a headless Chromium on the default settings, which draws as it trains. Seconds are
wall time from the first frame on. Learned, as in `lab_converges.js`: where modes are counted all of them and 90 % of
high quality, else KL at most .2 above its floor. A page of modes is left when it has learned; one of curves goes on to
the end of its time, and is asked again then.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from first_visit import OFFLINE, ROOT, served, surroundings

BUDGETS = {"ring": 15, "two_gaussians": 15, "grid": 60, "two_moons": 30, "spiral": 30}  # seconds
CURVES = ("two_moons", "spiral")
LOOK = """() => {
  const { frame } = window.ganplay.parts.lab.app.main;
  if (!frame?.kl) return null;
  const { modes, kl } = frame;
  const learned = modes ? modes.covered === modes.of && modes.quality >= 0.9 : kl.value <= kl.floor + 0.2;
  return { learned, kl: kl.value - kl.floor, steps: frame.steps };
}"""


def tried(browser: Browser, url: str, data: str, seed: int) -> tuple[float | None, dict[str, float]]:
    """(seconds until it had learned, or None; what is seen in the end)."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.goto(f"{url}?lab={data}~seed.{seed}")
    page.wait_for_function("() => window.ganplay?.parts.lab?.app.main?.frame?.steps", timeout=120_000)
    began, first, seen = time.monotonic(), None, {}
    while (spent := time.monotonic() - began) < BUDGETS[data]:
        seen = page.evaluate(LOOK) or seen
        if first is None and seen.get("learned"):
            first = spent
            if data not in CURVES:
                break
        page.wait_for_timeout(200)
    page.close()
    return first, seen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", nargs="+", choices=BUDGETS, default=list(BUDGETS))
    parser.add_argument("--seeds", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, sync_playwright() as playwright:
        command = [sys.executable, str(ROOT / "app.py")]
        with served(command, ROOT, **surroundings(ROOT, home)) as (url, _):
            browser = playwright.chromium.launch(args=OFFLINE, executable_path=shutil.which("chromium"))
            for data in asked.data:
                runs = [tried(browser, url, data, seed) for seed in range(asked.seeds)]
                times = sorted(first for first, _ in runs if first is not None)
                ends = sorted(seen.get("kl", float("nan")) for _, seen in runs)
                rate = median(seen.get("steps", 0) for _, seen in runs)
                print(
                    f"{data}: learned {len(times)} of {len(runs)} within {BUDGETS[data]} s, "
                    f"median {median(times) if times else float('nan'):.1f} s, slowest {max(times, default=0):.1f} s; "
                    f"at the end {sum(bool(seen.get('learned')) for _, seen in runs)}, KL above its floor "
                    f"{ends[0]:.2f} to {ends[-1]:.2f}; {rate:.0f} steps (median)",
                    flush=True,
                )


if __name__ == "__main__":
    main()
