from __future__ import annotations

import json
import re

from playwright.sync_api import expect


def test_everything_that_make_run_promises_is_there(page, site):
    """Admin, reader, API, static files and media really load, with far-future caching for hashed names."""
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto("/")
    page.wait_for_selector("main h1")
    page.goto("/admin/")
    page.fill("input[name=username]", "editor")
    page.fill("input[name=password]", "demo-demo-demo")
    page.click("button[type=submit]")
    expect(page).to_have_title(re.compile("Dashboard"))
    assert failed == []

    ready = page.request.get("/readyz")
    assert json.loads(ready.text())["checks"] == dict.fromkeys(
        ("database", "cache", "worker", "writing", "disk"), "ok"
    )

    answer = page.request.get("/api/v2/pages/")
    assert answer.headers["content-type"] == "application/json"
    assert answer.text() == json.dumps(answer.json(), separators=(",", ":"), ensure_ascii=False)

    found = page.request.get("/api/v2/pages/?search=knee").json()
    assert found["meta"]["total_count"] > 0

    style = page.get_attribute("link[rel=stylesheet][href*='/static/']", "href")
    assert "immutable" in page.request.get(style or "").headers["cache-control"]
