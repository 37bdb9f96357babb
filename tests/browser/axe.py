"""What axe finds on a page: faults of WCAG 2.0 to 2.2, levels A and AA, and what it calls best practice."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# axe leaves this rule off by default.
RULES = {"target-size": {"enabled": True}}


def axe_violations(page: Page) -> list[str]:
    """Give each fault on the page as "rule: selector of the element: what to mend"; none is an empty list."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "rules": RULES, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{violation['id']}: {node['target']}: {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]
