"""The page of the steps that end a year: review, approval, publication, amendment, each with all its conditions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assessment.change.ground import Ground
from assessment.dataset.year import Change, Disclosure, Stage, YearRecord
from assessment.desk.signing import SigningNeed, signing_need
from assessment.desk.year_desk import LinkedFinding, linked
from assessment.errors import RequestError
from assessment.forms.field import Field, FieldChoice, FieldKind
from assessment.forms.fields import field_of
from assessment.forms.offers import no_offers
from assessment.forms.shape import shape_of
from assessment.load.yaml_file import Steps
from assessment.render.words import LEVELS, STAGES, day
from assessment.sealing.conditions import ConditionState, StepCondition, conditions, is_ready
from assessment.sealing.steps import SealingStep, changes_since

FIELDS: Mapping[SealingStep, Mapping[str, Steps]] = {
    SealingStep.REVIEW: {},
    SealingStep.COLLECT: {},
    SealingStep.APPROVE: {name: ("approval", name) for name in ("body", "document", "date")},
    SealingStep.PUBLISH: {name: (name,) for name in ("disclosure", "leading", "trailing", "published")},
    SealingStep.AMEND: {name: ("amendments", 0, name) for name in ("reason", "document", "date")},
    SealingStep.WITHDRAW: {name: ("amendments", 0, name) for name in ("reason", "date")},
}
"""What each step asks, and where the schema of the year file says what that is."""
OPTIONAL = frozenset(
    {(SealingStep.AMEND, "document"), (SealingStep.PUBLISH, "leading"), (SealingStep.PUBLISH, "trailing")}
)
"""What may be left empty."""

_ORDER = (
    SealingStep.REVIEW,
    SealingStep.APPROVE,
    SealingStep.PUBLISH,
    SealingStep.AMEND,
    SealingStep.COLLECT,
    SealingStep.WITHDRAW,
)
_TITLES = {
    SealingStep.REVIEW: "转入审核",
    SealingStep.APPROVE: "审定",
    SealingStep.PUBLISH: "公布",
    SealingStep.AMEND: "更正",
    SealingStep.COLLECT: "退回采集",
    SealingStep.WITHDRAW: "撤回审定",
}
_WORDS = {
    SealingStep.REVIEW: "采集完成，进展从采集中改为审核中，此后可以申诉、复核和审定。",
    SealingStep.APPROVE: "记下谁在什么时候审定，封存方案、单位、记录和成绩；此后有任何改动，检查都会指出。",
    SealingStep.PUBLISH: "记下公布的日期和公开程度。公布不能撤回，公开程度可以再调整。",
    SealingStep.AMEND: "先在单位的填报页改好，再在这里写明原因，记成一次更正；原值从版本库里取。",
    SealingStep.COLLECT: "记录还要大改的，进展改回采集中。",
    SealingStep.WITHDRAW: "公布以前发现审定有错的，撤回以后年度回到审核中，其间的更正一并撤回，改好再审定一次。",
}
_DONE = {
    SealingStep.REVIEW: (Stage.UNDER_REVIEW, Stage.APPROVED, Stage.PUBLISHED),
    SealingStep.APPROVE: (Stage.APPROVED, Stage.PUBLISHED),
    SealingStep.PUBLISH: (Stage.PUBLISHED,),
}
_OPEN = {
    Stage.COLLECTING: (SealingStep.REVIEW,),
    Stage.UNDER_REVIEW: (SealingStep.APPROVE, SealingStep.COLLECT),
    Stage.APPROVED: (SealingStep.PUBLISH, SealingStep.AMEND, SealingStep.WITHDRAW),
    Stage.PUBLISHED: (SealingStep.PUBLISH, SealingStep.AMEND),
}
"""What can be done at each stage; the other steps are shown without a form."""


@dataclass(frozen=True)
class ConditionLine:
    """One condition, with links to what is missing."""

    condition: StepCondition
    missing: tuple[LinkedFinding, ...]

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return self.condition.state is ConditionState.MET


@dataclass(frozen=True)
class StepBlock:
    """One step."""

    step: SealingStep
    title: str
    words: str
    done: str
    """When and by whom it was done; empty where it was not."""
    lines: tuple[ConditionLine, ...]
    is_open: bool
    """Whether it is one that can follow now."""
    is_ready: bool
    """Whether all its conditions are met."""
    fields: tuple[Field, ...]
    changes: tuple[Change, ...] = ()
    """Of an amendment: what was changed since the newest act."""
    no_changes: str = ""
    """Why these cannot be told."""


@dataclass(frozen=True)
class StepsPage:
    """The page of a year's steps."""

    name: str
    stages: tuple[tuple[str, bool], ...]
    blocks: tuple[StepBlock, ...]
    signing: SigningNeed | None
    """None where no signature is missing."""


def steps_page(ground: Ground, answers: Mapping[SealingStep, Mapping[str, str]]) -> StepsPage:
    """Return the page of a year that can be read.

    Args:
        ground: the year as it stands.
        answers: what was filled in for a step, by name.

    Raises:
        ValueError: if the year file or the scheme cannot be read.
    """
    year = ground.year.whole.year
    return StepsPage(
        name=year.name,
        stages=tuple((word, stage is year.stage) for stage, word in STAGES.items()),
        blocks=tuple(_blocks(ground, answers)),
        signing=signing_need(ground),
    )


def _blocks(ground: Ground, answers: Mapping[SealingStep, Mapping[str, str]]) -> Iterator[StepBlock]:
    year = ground.year.whole.year
    for step in _ORDER:
        is_open = step in _OPEN[year.stage]
        done = _done(step, year) if year.stage in _DONE.get(step, ()) else ""
        if not is_open and not done and step in (SealingStep.COLLECT, SealingStep.WITHDRAW, SealingStep.AMEND):
            continue
        found = conditions(step, ground.year, ground.findings) if is_open or not done else ()
        changes, no_changes = _changes(ground, step, found)
        yield StepBlock(
            step=step,
            title="调整公开程度" if step is SealingStep.PUBLISH and done else _TITLES[step],
            words=_WORDS[step],
            done=done,
            lines=tuple(ConditionLine(one, tuple(linked(ground, one.missing))) for one in found),
            is_open=is_open,
            is_ready=is_ready(found),
            fields=tuple(_fields(step, answers.get(step, {}), ground.year.today)),
            changes=changes,
            no_changes=no_changes,
        )


def _done(step: SealingStep, year: YearRecord) -> str:
    if step is SealingStep.APPROVE and year.approval is not None:
        return f"{year.approval.body}，{day(year.approval.date)}，{year.approval.document}"
    if step is SealingStep.PUBLISH:
        return f"{day(year.published)}，{LEVELS[year.disclosure]}"
    return "已经转入审核"


def _changes(ground: Ground, step: SealingStep, found: Sequence[StepCondition]) -> tuple[tuple[Change, ...], str]:
    if step is not SealingStep.AMEND or not is_ready(found):
        return (), ""
    try:
        return changes_since(ground.year), ""
    except RequestError as fault:
        return (), str(fault)


def _fields(step: SealingStep, answers: Mapping[str, str], today: date) -> Iterator[Field]:
    for name, path in FIELDS[step].items():
        field = field_of(shape_of("year", path), answers.get(name), no_offers)
        choices = tuple(FieldChoice(level.value, LEVELS[level]) for level in Disclosure)
        yield replace(
            field,
            name=f"{step.value}.{name}",
            required=(step, name) not in OPTIONAL,
            choices=choices if name == "disclosure" else field.choices,
            # What is chosen from stands below by its names, so that the hint need not list its codes.
            description=field.description.partition("：")[0] + "。" if name == "disclosure" else field.description,
            text=answers.get(name, today.isoformat() if field.kind is FieldKind.DAY else ""),
        )
