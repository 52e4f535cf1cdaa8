"""People search with their own words: each query has a page that must come first."""

import re

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


def test_what_people_search_is_found_first(open_page):
    expect = pytest.importorskip("playwright.sync_api").expect
    page = open_page("glossary")
    box = page.get_by_role("textbox", name="Search")
    found = page.locator(".md-search-result__link").first
    for query, first in QUERIES.items():
        box.press_sequentially(query, delay=20)
        expect(found, query).to_have_attribute("href", re.compile(rf"\b{first}\.html"))
        box.fill("")
        found.wait_for(state="detached")
