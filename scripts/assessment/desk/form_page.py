"""The page of one form: what it asks for, what was filled in, and what that would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.change.ground import Ground, record_path
from assessment.change.trial_form import TrialForm, digest_at, trial_form
from assessment.desk.record_names import names_in
from assessment.desk.titles import button_of
from assessment.desk.two_versions import TwoVersions, two_versions
from assessment.errors import RequestError
from assessment.forms.answers import Answers, read_answers
from assessment.forms.field import Field, FieldChoice, FieldKind
from assessment.forms.fields import field_of
from assessment.forms.part_words import clause_words
from assessment.forms.record_offers import RecordOffers
from assessment.forms.target import NEW_ENTRY, Target, target_of, value_at
from assessment.load.json_schema import title_of
from assessment.load.shapes import mapping_of
from assessment.period import Period

_REMEDY = "rectified"


@dataclass(frozen=True)
class FormPage:
    """The page of one form."""

    period: Period
    unit: str
    unit_name: str
    target: Target
    title: str
    form: Field
    digest: str
    """Of the value that the form was opened with."""
    clause: str
    words: str
    """What the clause that it is about says."""
    names: Mapping[str, str]
    """What ids stand for in what is said of the form."""
    trial: TrialForm | None = None
    """What was filled in would do; None before anything was."""
    current: TwoVersions = ()
    """Where the record was changed meanwhile."""


@dataclass(frozen=True)
class ChoicePage:
    """The page on which is chosen what a new record is about, before the rest is asked."""

    period: Period
    unit: str
    unit_name: str
    title: str
    name: str
    """The field that is chosen."""
    what: str
    choices: tuple[FieldChoice, ...]


class Desk:
    """One place of a unit's record at the desk."""

    def __init__(self, ground: Ground, unit: str, steps: Sequence[str]) -> None:
        """Find the place.

        Raises:
            LookupError: if there is no such unit, record or place.
            ValueError: if the year or its scheme cannot be read.
        """
        self.ground, self.unit = ground, unit
        path = record_path(ground.year.period, unit)
        document = ground.year.documents.get(path)
        dataset = ground.year.whole
        if document is None or dataset.scheme.group_of(unit) is None:
            raise LookupError(path)
        self.data = document.data
        target = target_of("score", path, steps, self.data)
        if target is None:
            raise LookupError(steps)
        self.target = target
        self.offers = RecordOffers(dataset, unit, mapping_of(self.data), target.steps)
        self.unit_name = dataset.units[unit].name if unit in dataset.units else unit

    @property
    def value(self) -> object:
        """What stands there; None for nothing."""
        return None if self.target.is_new else value_at(self.data, self.target.keys)

    def page(self, presets: Mapping[str, str], more: int = 0) -> FormPage | ChoicePage:
        """Return the page as it is opened: for something new it may first be asked what it is about."""
        if not self.target.is_new:
            return self._page(self.value, more)
        shape = self.target.shape
        fields: dict[str, object] = {name: text for name, text in presets.items() if name in shape.names}
        form = field_of(shape, fields, self.offers)
        first = next((one for one in form.fields if _comes_first(one)), None)
        if first is None or first.name in fields:
            return self._page(fields, more)
        titles = (first.title, first.choices)
        period = self.ground.year.period
        return ChoicePage(period, self.unit, self.unit_name, self.title, first.name, *titles)

    def tried(self, answers: Answers, text: str, more: int = 0) -> FormPage:
        """Return the page with what was filled in, and what that would do to a record of this text.

        Raises:
            FaultyDataError, RequestError: as ``trial_form``.
        """
        given = read_answers(self.target.shape, answers, self.value)
        trial = trial_form(self.ground, self.unit, text, self.target, given)
        return self._page(given.value, more, trial)

    def without(self, text: str) -> TrialForm:
        """Return what it would do to take the record out.

        Raises:
            RequestError: if there is none.
        """
        if self.target.is_new or self.value is None:
            raise RequestError("这里没有可以删去的记录")
        return trial_form(self.ground, self.unit, text, self.target, read_answers(self.target.shape, {}, None))

    def against(self, page: FormPage) -> FormPage:
        """Return a page with what was filled in beside what stands there now."""
        now = field_of(self.target.shape, self.value, self.offers)
        return replace(page, current=two_versions((now,), (page.form,)))

    @property
    def digest(self) -> str:
        """What tells whether the value is another than when a form was opened."""
        return digest_at(self.data, self.target)

    @property
    def title(self) -> str:
        """What the form does."""
        steps = self.target.steps
        is_new = self.target.is_new or self.value is None
        if steps[-1] == _REMEDY:
            words = button_of(_REMEDY) if is_new else f"修改{self.target.shape.schema['title']}"
        else:
            words = button_of(steps[0]) if is_new else f"修改{title_of('score', steps[:1])}"
        part = self.offers.part(steps[1]) if len(steps) > 1 and self.target.naming != "clause" else None
        return words if part is None else f"{words}：{part.name}"

    def _page(self, value: object, more: int, trial: TrialForm | None = None) -> FormPage:
        target = self.target
        fixed = frozenset({target.naming} if target.naming and (not target.is_new or target.naming == "id") else ())
        fields = mapping_of(value)
        form = field_of(target.shape, value, self.offers, fixed | self._settled(fields), more)
        clause = str(fields.get("clause", "")) or self._clause()
        part = self.offers.part(clause)
        cited = clause if part is None else part.clause
        words = clause_words(self.ground.year.whole.scheme, cited)
        period = self.ground.year.period
        return FormPage(
            period,
            self.unit,
            self.unit_name,
            target,
            self.title,
            form,
            self.digest,
            cited if words else "",
            words,
            names_in(self.ground, self.unit),
            trial,
        )

    def _settled(self, fields: Mapping[str, object]) -> frozenset[str]:
        """Return the field that was chosen before the rest was asked."""
        form = field_of(self.target.shape, fields, self.offers)
        return frozenset(one.name for one in form.fields if self.target.is_new and _comes_first(one) and one.text)

    def _clause(self) -> str:
        """Return the clause that the place is about: of the entry that it belongs to, or of the component."""
        for depth in range(len(self.target.keys), 0, -1):
            held = value_at(self.data, self.target.keys[:depth])
            if "clause" in mapping_of(held):
                return str(mapping_of(held)["clause"])
        return next((step for step in self.target.steps[1:2] if step != NEW_ENTRY), "")


def _comes_first(one: Field) -> bool:
    """Tell whether a field is chosen before the rest: what else is asked, and how, depends on it."""
    return one.kind is FieldKind.CHOICE and one.required and any(choice.words for choice in one.choices)
