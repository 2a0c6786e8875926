"""The plain page that leads to everything."""

from __future__ import annotations

import re

from made.serving import asked


def test_every_link_leads_somewhere(url: str) -> None:
    """To what is answered."""
    found = asked(f"{url}/")
    links = re.findall(r'href="(/[^"]*)"', found.text)

    assert 200 == found.status
    assert len(links) > 40
    assert {"/sparql", "/map", "/questions", "/api/openapi.json", "/health"} <= set(links)
    for link in links:
        answer = asked(f"{url}{link}", headers={"Accept": "image/png"})
        assert answer.status in {200, 406}, link  # it is there, if not as a picture


def test_it_speaks_the_language_of_the_reader(url: str) -> None:
    """English, unless German is preferred or asked for."""
    for headers, query, tag, word in (
        ({}, "", "en", "Questions"),
        ({"Accept-Language": "de-AT,en;q=0.7"}, "", "de", "Fragen"),
        ({"Accept-Language": "de"}, "?lang=en", "en", "Questions"),
    ):
        found = asked(f"{url}/{query}", headers=headers)
        assert f'<html lang="{tag}">' in found.text
        assert f"<h2>{word}</h2>" in found.text
        assert "Accept-Language" in found.headers["vary"]


def test_it_has_no_script_and_a_policy(url: str) -> None:
    """Nothing from elsewhere, nothing that runs."""
    found = asked(f"{url}/")

    assert "<script" not in found.text
    assert "default-src 'none'" in found.headers["content-security-policy"]
    assert "text/css" == asked(f"{url}/front.css").kind
