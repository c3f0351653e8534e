"""The files of the theme as a site has them: style sheets with what old browsers need."""

from pathlib import Path

from assessment.render.site.fallbacks import root_values, with_fallbacks

_SITE = "site.css"
"""Its custom properties hold for all style sheets."""


def theme_file(file: Path) -> bytes:
    """Return what is written of a file of the theme."""
    if file.suffix != ".css":
        return file.read_bytes()
    style, of_site = (path.read_text(encoding="utf-8") for path in (file, file.with_name(_SITE)))
    return with_fallbacks(style, root_values(of_site) | root_values(style)).encode()
