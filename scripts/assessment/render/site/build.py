"""Run Pelican over the prose and the column."""

import io
import logging
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from pathlib import Path

from pelican import Pelican
from pelican.settings import read_settings

from assessment.disclosure.column import Column
from assessment.render.county import SettingsError
from assessment.render.output import Output

PLUGIN = "assessment.render.site.plugin"

TEMPLATES: dict[str, object] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True, "extensions": []}
"""How templates are read; no setting of a county, because it is what keeps text of the data from becoming markup."""


def settings_from(path: Path) -> dict[str, object]:
    """Read pelicanconf.py.

    Raises:
        SettingsError: if it is not there or is no Python.
    """
    if not path.is_file():
        raise SettingsError(f"找不到网站设置 {path.name}")
    try:
        settings: dict[str, object] = read_settings(str(path))
    except (SyntaxError, NameError, TypeError, ValueError) as fault:
        line = f"第{fault.lineno}行" if isinstance(fault, SyntaxError) else ""
        raise SettingsError(f"{path.name} {line}读不出来：{fault}") from fault
    return settings


def build_site(
    settings: dict[str, object],
    column: Column,
    output: Output,
    *,
    documents: Mapping[int, frozenset[str]],
    page_done: Callable[[], None],
) -> None:
    """Write the whole site.

    Args:
        settings: as ``settings_from`` returns them.
        column: what may be seen.
        output: where to.
        documents: names of the PDFs that are built beside the site, by year, which pages may link to.
        page_done: called after each page.
    """
    logging.getLogger("pelican").setLevel(logging.WARNING)
    run = Pelican(
        settings
        | {
            "OUTPUT_PATH": str(output.folder),
            "OUTPUT": output,
            "OUTPUT_SOURCES": False,
            # The plugin writes the theme's files, as it does all others.
            "THEME_STATIC_PATHS": [],
            "PLUGINS": [PLUGIN],
            "JINJA_ENVIRONMENT": TEMPLATES,
            "COLUMN": column,
            "DOCUMENTS": documents,
            "PAGE_DONE": page_done,
        }
    )
    with redirect_stdout(io.StringIO()):
        run.run()
