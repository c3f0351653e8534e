"""What style sheets say to old browsers: a plain declaration before each that they pass over, and the same one."""

import re

import pytest

from assessment.render.site.fallbacks import root_values, with_fallbacks
from assessment.root import ROOT

STYLES = ROOT / "theme/static"
VALUES = {"--ink": "#123", "--soft": "var(--ink)", "--gap": "2rem"}


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("a { color: var(--ink); }", "a { color: #123; color: var(--ink); }"),
        ("a { color: var(--soft) }", "a { color: #123; color: var(--soft) }"),
        (
            "a { border: 1px solid var(--ink); top: 0; }",
            "a { border: 1px solid #123; border: 1px solid var(--ink); top: 0; }",
        ),
        ("a { top: calc(var(--gap) + 1px); }", "a { top: calc(2rem + 1px); top: calc(var(--gap) + 1px); }"),
        ("a { margin-inline: auto; }", "a { margin-left: auto; margin-right: auto; margin-inline: auto; }"),
        ("a { padding-block: 1px 2px; }", "a { padding-top: 1px; padding-bottom: 2px; padding-block: 1px 2px; }"),
        ("a { overflow-wrap: anywhere; }", "a { word-wrap: break-word; overflow-wrap: anywhere; }"),
        ("a:hover { color: red; }", "a:hover { color: red; }"),
        ("@media (max-width: 40rem) { a { top: 0; } }", "@media (max-width: 40rem) { a { top: 0; } }"),
        (":root { --ink: #123; --soft: var(--ink); }", ":root { --ink: #123; --soft: var(--ink); }"),
    ],
)
def test_the_plain_one_stands_first(style: str, wanted: str) -> None:
    assert with_fallbacks(style, VALUES) == wanted


def test_a_property_that_nothing_defines_is_a_fault_of_the_theme() -> None:
    with pytest.raises(KeyError, match="--none"):
        with_fallbacks("a { color: var(--none); }", VALUES)


def test_values_within_a_condition_are_not_those_of_old_browsers() -> None:
    assert root_values(":root {\n  --ink: #123;\n}\n@media print {\n  :root { --ink: #fff; }\n}\n") == {"--ink": "#123"}


@pytest.mark.parametrize("name", ["site.css", "elder.css"])
def test_no_declaration_of_the_theme_is_left_without_one(name: str) -> None:
    style = (STYLES / name).read_text(encoding="utf-8")
    values = root_values((STYLES / "site.css").read_text(encoding="utf-8")) | root_values(style)
    written = with_fallbacks(style, values)
    using = re.findall(r"[;{\s]([a-z][a-z-]*: ?[^;{}]*var\([^;{}]*)[;}]", style)
    assert len(using) >= 3
    for declared in using:
        name, _, _ = declared.partition(":")
        plain = {"border-block": "border-bottom"}.get(name, name)
        before = re.findall(rf"[;{{\s]{plain}: ?([^;{{}}]*); {re.escape(declared)}", written)
        assert before, declared
        assert not any("var(" in value for value in before), declared
