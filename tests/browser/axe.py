"""axe-core in a page: what it finds, and what it could not decide."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

_AXE = Path(__file__).parents[1] / "npm" / "node_modules" / "axe-core"

_RUN = """
async (locale) => {
  axe.configure({locale});
  const told = await axe.run(document, {preload: false, rules: {'target-size': {enabled: true}}});
  const nodes = (rule) => rule.nodes.map((node) => ({
    rule: rule.id,
    help: rule.help,
    where: node.target.join(' '),
    why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join('；'),
  }));
  return {found: told.violations.flatMap(nodes), undecided: told.incomplete.flatMap(nodes), passed: told.passes.length};
}
"""

_UNDECIDED = {
    ("color-contrast", "元素内容仅包含非文本字符"),
    ("label-content-name-mismatch", "Unable to determine if the visible text is part of the accessible name"),
}
"""What axe leaves to people, and people decided: a sign that is no text still has the colour of the text around it, and
`#` is a sign whose name says more."""


def equip(context: BrowserContext) -> None:
    """Let every page of a context hold axe; the context has to ignore policies, under which no program runs."""
    context.add_init_script((_AXE / "axe.min.js").read_text(encoding="utf-8"))


def faults(page: Page) -> list[str]:
    """Run every rule, those of good practice and of target size too; return what is wrong, a line each."""
    result: dict[str, Any] = page.evaluate(_RUN, _locale())
    assert result["passed"] > 20, "axe looked at the page"
    open_questions = [node for node in result["undecided"] if (node["rule"], node["why"]) not in _UNDECIDED]
    return [
        f"{node['rule']}（{node['help']}）: {node['where']}: {node['why']}" for node in result["found"] + open_questions
    ]


@cache
def _locale() -> object:
    return json.loads((_AXE / "locales" / "zh_CN.json").read_text(encoding="utf-8"))
