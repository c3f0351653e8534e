"""The site's style sheet held to a box: what each kind of rule becomes."""

import pytest

from assessment.render.site.scoped import scoped


def own(style: str) -> str:
    """What becomes of a style sheet, without what is said of the box before and after."""
    before, after = scoped("", "#box").split("#box{font-size")
    return scoped(style, "#box").removeprefix(before).removesuffix(f"#box{{font-size{after}")


@pytest.mark.parametrize(
    ("style", "becomes"),
    [
        ("a { color: red; }", "#box a{color:red!important;}"),
        ("a, b > c { color: red }", "#box a,#box b > c{color:red!important;}"),
        (":root { --ink: #111; }", "#box{--ink:#111!important;}"),
        ("h1, body { margin: 0 }", "#box h1,#box{margin:0!important;}"),
        ("body p { margin: 0 }", "#box p{margin:0!important;}"),
        ("a:not(.b, .c) { margin: 0 }", "#box a:not(.b, .c){margin:0!important;}"),
        ("p { margin: 2rem 1em }", "#box p{margin:34px 1em!important;}"),
        ("p { width: min(10rem, 50%) }", "#box p{width:min(170px, 50%)!important;}"),
        ("p { content: '}' }", '#box p{content:"}"!important;}'),
        ("@media print { p { color: red } }", "@media print{#box p{color:red!important;}}"),
        (
            "@media (max-width: 40rem) { p { margin: 1rem } }",
            "@container (max-width: 640px){#box p{margin:17px!important;}}",
        ),
        ("@media (prefers-color-scheme: dark) { p { color: red } }", ""),
        ("/* words */ p { color: red /* more */ }", "#box p{color:red!important;}"),
    ],
)
def test_a_rule(style: str, becomes: str) -> None:
    assert own(style) == becomes


def test_the_sheets_of_paper_are_the_portal_s() -> None:
    style = '@media print { @page { margin: 1cm; @bottom-center { content: "1"; } } p { color: red; } }'
    result = scoped(style, "#box")
    assert "@page" not in result
    assert "bottom-center" not in result
    assert "#box p{color:red!important;}" in result
