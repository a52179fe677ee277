"""What axe-core finds on the tabs and their tools, light and dark: nothing serious."""

from __future__ import annotations

import pytest

from ..slowly import usually

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core comes by axe-playwright-python")

READY = {
    "train": "window.ganplay.parts.live?.state().kind === 'replay'",
    "learn": "document.querySelector('.ln-page h2')",
    "lab": "window.ganplay.parts.lab?.app.main?.frame",
    "latent": "document.querySelector('.gp-latent[data-state=ready] [data-ref=latent-picture][src]')",
    "judge": "document.querySelector('.gp-judge[data-state=ready] .jj-cards li')",
    "runs": "document.querySelector('.gp-library[data-state=ready] tr[data-run]')",
}
MODES = "(all) => all.map((one) => one.dataset.value)"


def found(page) -> list[tuple[str, str]]:
    """The rule and the place of each serious violation."""
    violations = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    serious = [one for one in violations if one["impact"] in ("serious", "critical")]
    return [(one["id"], node["html"][:200]) for one in serious for node in one["nodes"]]


@pytest.mark.parametrize("scheme", usually(["light"], ["light", "dark"]))
def test_no_tab_has_a_serious_violation(visitor, scheme):
    page = visitor(color_scheme=scheme, reduced_motion="reduce")
    page.wait_for_function(READY["train"])
    for tab, ready in READY.items():
        page.evaluate("(name) => window.ganplay.openTab(name)", tab)
        page.wait_for_function(ready)
        assert found(page) == [], tab


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", ["latent", "judge"])
def test_no_tool_has_a_serious_violation(visitor, scheme, tab):
    page = visitor(color_scheme=scheme, reduced_motion="reduce")
    page.wait_for_function(READY["train"])
    page.evaluate("(name) => window.ganplay.openTab(name)", tab)
    page.wait_for_function(READY[tab])
    names = page.eval_on_selector_all(f".gp-{tab} .ll-modes [data-value]", MODES)
    assert len(names) > 6
    for name in names:
        page.locator(f".gp-{tab} .ll-modes [data-value='{name}']").click()
        page.wait_for_load_state("networkidle")
        assert found(page) == [], name
