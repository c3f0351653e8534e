"""Filling the desk's templates."""

from collections.abc import Mapping
from datetime import date

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assessment.compare import words as compare_words
from assessment.compare.side import Faulty
from assessment.desk.addresses import (
    evidence_address,
    field_id,
    form_address,
    past_address,
    scheme_address,
    sheets_address,
    steps_address,
    trials_address,
    undecided_address,
    unit_address,
    year_address,
)
from assessment.desk.guard import TOKEN
from assessment.desk.person import read_person
from assessment.desk.plain import plain
from assessment.desk.workplace import Workplace
from assessment.forms.field import FieldKind
from assessment.load.data_files import years
from assessment.render import words
from assessment.render.templates import is_a, only_visible
from assessment.root import ROOT

THEME = ROOT / "theme"
TEMPLATES = THEME / "desk"


class Pages:
    """Fills templates with what every page needs."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=only_visible,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(day=words.day, minus=words.minus, iso=date.isoformat, plain=self.plain)
        self._environment.tests["faulty"] = is_a(Faulty)
        self._environment.globals.update(
            FieldKind=FieldKind,
            compare_words=compare_words,
            words=words,
            evidence_address=evidence_address,
            field_id=field_id,
            form_address=form_address,
            sheets_address=sheets_address,
            steps_address=steps_address,
            past_address=past_address,
            trials_address=trials_address,
            scheme_address=scheme_address,
            undecided_address=undecided_address,
            unit_address=unit_address,
            year_address=year_address,
            token_name=TOKEN,
            read_person=read_person,
        )

    def plain(self, text: str, names: Mapping[str, str] | None = None) -> str:
        """Return what is said in the words of forms, of files by their path below the data folder."""
        return plain(text.replace(f"{self._place.data}/", ""), names=names)

    def fill(self, template: str, **values: object) -> str:
        """Return a page, or a part of one."""
        every: Mapping[str, object] = {
            "token": self._place.token,
            "years": years(self._place.data),
            "trial_at": "",
            "trial_home": "",
        }
        return self._environment.get_template(template).render({**every, **values})
