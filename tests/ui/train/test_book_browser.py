"""The recipe book in a real browser: it opens at the chosen recipe, compares all, and fills the form."""

from __future__ import annotations

import pytest

from ganplay.recipe import NAMED
from ganplay.recipe.book import records

expect = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright").expect

SOON = 60_000  # milliseconds until something must have happened, on a busy machine
expect.set_options(timeout=SOON)


def test_a_recipe_is_read_about_compared_and_chosen(visitor):
    page = visitor()
    page.locator("#gp-book-open").click()
    dialog = page.locator(".rb-dialog")
    expect(dialog).to_have_attribute("data-recipe", "quick")
    expect(dialog).to_contain_text("How it fails")
    page.wait_for_function("document.querySelector('.rb-samples').naturalWidth > 0", timeout=SOON)
    expect(dialog.locator(".rb-figures").first).to_contain_text("Fréchet distance")

    dialog.get_by_label("Recipe", exact=True).select_option("dcgan")
    expect(dialog).to_contain_text("Radford et al. 2015")
    dialog.locator("[data-value=compare]").click()
    dialog.get_by_role("button", name="MNIST").click()
    expect(dialog.locator("tr[data-recipe]")).to_have_count(len(NAMED) - 1)  # all but points
    for px in (28, 32):  # ranked among those of its size
        times = dialog.locator(f"tr[data-px='{px}'] td.rb-times").all_inner_texts()
        places = dialog.locator(f"tr[data-px='{px}'] td.rb-place-of").all_inner_texts()
        assert len(times) > 1 and sorted(times, key=float) == times
        assert places == [str(place) for place in range(1, len(times) + 1)]
    expect(dialog.locator(".rb-verdict")).to_contain_text("(of 32 px)")

    measured = [record for record in records() if (record["dataset"], record["minutes"]) == ("mnist", 2)]
    machines = {str(record["machine"]) for record in measured}
    expect(dialog.locator("tr[data-recipe] sup")).to_have_count(len(measured) if len(machines) > 1 else 0)

    dialog.get_by_role("button", name="faces").click()
    dialog.get_by_role("button", name="minute 1 of 10").click()
    expect(dialog.locator("thead")).to_contain_text("at second")
    expect(dialog).to_contain_text("between second 55 and 65")
    expect(dialog.locator("tr[data-recipe=quick]")).to_contain_text("not measured between second 55 and 65")
    expect(dialog.locator(".rb-verdict")).to_have_text("")
    expect(dialog.locator("tr[data-recipe=cgan]")).to_contain_text("as sngan")
    expect(dialog.locator("tr[data-recipe=acgan]")).to_contain_text("no classes")
    dialog.locator("tr[data-recipe=dcgan] button", has_text="Choose").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("#gp-recipe select")).to_have_value("dcgan")
    expect(page.locator("#gp-size input[value=tiny]")).to_be_checked()
    expect(page.locator("#gp-lr-g input")).to_have_value("0.0002")
    expect(page.locator("#gp-data input[value=faces]")).to_be_checked()

    page.locator("#gp-language").click()
    page.locator("#gp-book-open", has_text="配方手册").click()
    expect(dialog).to_have_attribute("data-recipe", "dcgan")
    expect(dialog).to_contain_text("如何失败")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_points_chosen_in_the_book_bring_their_data(visitor):
    page = visitor()
    page.locator("#gp-book-open").click()
    page.locator(".rb-dialog select").select_option("points")
    page.locator("[data-ref=book-choose]").click()
    expect(page.locator("#gp-recipe select")).to_have_value("points")
    expect(page.locator("#gp-data input[value=grid]")).to_be_checked()


def test_the_book_is_fetched_when_it_is_opened_also_where_its_button_was_quicker(chromium, visitor, until):
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="en-US")
    held, asked = [], []
    context.route("**/train/book.js", lambda route: held.append(route))
    context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page = visitor(context=context)
    page.locator("#gp-book-open").click()
    until(page, lambda: held)
    page.evaluate("() => fetch('asked-after-the-press').then(() => {})")
    until(page, lambda: "asked-after-the-press" in asked)
    assert "book_dialog.js" not in asked
    held.pop().continue_()
    expect(page.locator(".rb-dialog")).to_have_attribute("data-recipe", "quick")
    assert "book_dialog.js" in asked
    context.close()
