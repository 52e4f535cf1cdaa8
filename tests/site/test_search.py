"""People search with their own words: each query has a page that must come first."""

import pytest

QUERIES = {
    "learning rate": "glossary",
    "topological order": "glossary",
    "backpropagation": "glossary",
    "overfitting": "glossary",
    "cache line": "glossary",
    "gradients add up": "e02_value",
    "Neuron.__call__": "e04_neuron",
    "chain rule": "maths",
    "cross entropy": "e06_losses",
    "adam": "e07_descent",
    "loss is nan": "when_it_does_not_work",
    "overflow exp": "when_it_does_not_work",
    "workshop": "workshop",
    "why +=": "e02_value",
    "install windows": "when_it_does_not_work",
    "stuck": "when_it_does_not_work",
    "loss does not fall": "e08_training",
    "shape mismatch": "when_it_does_not_work",
    "xor": "glossary",
    "download": "index",
}


@pytest.mark.parametrize(("query", "first"), QUERIES.items())
def test_what_people_search_is_found_first(open_page, query, first):
    page = open_page("glossary")
    page.get_by_role("textbox", name="Search").press_sequentially(query, delay=50)
    found = page.locator(".md-search-result__link").first
    found.wait_for()
    assert f"{first}.html" in found.get_attribute("href")
