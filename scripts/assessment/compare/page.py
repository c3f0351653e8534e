"""The comparison as a page of its own: nothing to load, no script, ready to print."""

import base64
import hashlib
from collections.abc import Iterable

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assessment.compare import words
from assessment.compare.comparison import Comparison
from assessment.compare.inert import plain
from assessment.compare.side import Faulty
from assessment.period import Period
from assessment.root import ROOT

_TEMPLATES = ROOT / "theme" / "compare"
_LONGEST = 4000


def page(comparison: Comparison, years: Iterable[Period]) -> str:
    """Return the comparison of the given years as HTML.

    Its policy names the digest of its own style and allows nothing else, so that no text of the data can do harm.
    """
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["faulty"] = lambda marks: isinstance(marks, Faulty)
    environment.filters["plain"] = lambda text: plain(text, _LONGEST)
    style = (_TEMPLATES / "compare.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template("page.html").render(
        comparison=comparison, words=words, unchanged=words.unchanged(years), style=Markup(style), style_digest=digest
    )
