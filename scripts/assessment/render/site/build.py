"""Run Pelican over the prose and the column."""

import io
import logging
from contextlib import redirect_stdout
from pathlib import Path

from pelican import Pelican, signals
from pelican.settings import read_settings

from assessment.errors import RequestError
from assessment.render.output import Output
from assessment.render.site.compiled_templates import CompiledTemplates
from assessment.render.site.generator import ClaimingWriter, ColumnGenerator, Site, equip_prose

SETTINGS = "pelicanconf.py"
"""Pelican's own settings; a county changes none of them."""

TEMPLATES: dict[str, object] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [],
    "bytecode_cache": CompiledTemplates(),
}
"""How templates are read; no setting, because it is what keeps text of the data from becoming markup."""


def build_site(root: Path, site: Site, prose: Path, output: Output) -> None:
    """Write the whole site.

    Args:
        root: where the program's settings and theme are.
        site: the pages to write.
        prose: a folder with a text for every place.
        output: where to.

    Raises:
        RequestError: if the settings are not there or are no Python, or a page that others lead to is missing.
    """

    class Generator(ColumnGenerator):
        """Writes this site: Pelican makes its generators itself, out of classes."""

        def __init__(self, *arguments: object, **more: object) -> None:
            self.site, self.output, self.own_settings = site, output, root / SETTINGS
            super().__init__(*arguments, **more)

    class PageWriter(ClaimingWriter):
        """Writes pages to this output."""

        def __init__(self, *arguments: object, **more: object) -> None:
            self.output = output
            super().__init__(*arguments, **more)

    def generator(_: object) -> type[Generator]:
        return Generator

    def writer(_: object) -> type[PageWriter]:
        return PageWriter

    logging.getLogger("pelican").setLevel(logging.WARNING)
    of_this_site = {
        "PATH": str(prose),
        "OUTPUT_PATH": str(output.folder),
        "OUTPUT_SOURCES": False,
        # The generator writes the theme's files, as it does all others.
        "THEME_STATIC_PATHS": [],
        "PLUGINS": [],
        "JINJA_ENVIRONMENT": TEMPLATES,
    }
    pelican = Pelican(_settings(root / SETTINGS) | of_this_site)
    with (
        redirect_stdout(io.StringIO()),
        signals.generator_init.connected_to(equip_prose),
        signals.get_generators.connected_to(generator, pelican),
        signals.get_writer.connected_to(writer, pelican),
    ):
        pelican.run()


def _settings(path: Path) -> dict[str, object]:
    if not path.is_file():
        raise RequestError(f"找不到网站设置 {path.name}")
    try:
        settings: dict[str, object] = read_settings(str(path))
    except (SyntaxError, NameError, TypeError, ValueError) as fault:
        line = f"第{fault.lineno}行" if isinstance(fault, SyntaxError) else ""
        raise RequestError(f"{path.name} {line}读不出来：{fault}") from fault
    return settings
