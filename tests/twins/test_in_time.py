"""Twins over several versions: approved, published, amended and published again, and the past that Git keeps of them.

Each thing that can be hidden takes a form in each of three versions; the years whose public parts and internal sums are
the same in all of them have to look the same, each version of them and the last one with all that is told of the others.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise, product

import pytest

from assessment.approval.difference import differences
from assessment.dataset import Dataset
from assessment.dataset.year import Amendment, Change, Disclosure, Stage
from assessment.disclosure.amendments import amendments
from assessment.disclosure.disclose import disclose
from assessment.disclosure.past import published_history
from assessment.disclosure.publication import Audience, Publication
from assessment.history.events import History
from assessment.history.follow import Contents, follow
from assessment.history.held import HeldRecords, Values
from assessment.history.kinds import Completeness
from assessment.history.parts import parts_of
from assessment.history.public import public
from assessment.load.yaml_file import Document
from assessment.period import Period
from assessment.repository.commits import Commit, Version
from assessment.scoring.assessment import assess
from tests.twins.county import EDITION, UNIT, Raw, dataset, plain, with_entries
from tests.twins.shapes import ABSENT, INSIDE, ONE
from tests.twins.shows import LEVELS, projected, shown
from tests.twins.test_one_publication import differing

YEAR = Period(2019)
FILE = f"scores/2019/{UNIT}.yaml"
INTERNAL = {"visibility": "internal"}
DAYS = (date(2020, 3, 1), date(2020, 3, 2), date(2020, 3, 3))


def entry(id: str, **more: object) -> Raw:
    return {
        "id": id,
        "clause": "日四",
        "rule": "迟报",
        "date": "2019-05-06",
        "reason": "缘由",
        "evidence": ["e2"],
        **more,
    }


def with_deductions(*entries: Raw) -> Raw:
    return with_entries(plain(), "deductions", entries)


def with_proofs(*cites: str, internal: Sequence[str] = (), title: str = "台账") -> Raw:
    """A public entry with what it cites, and a further proof, internal or not."""
    piece: Raw = {"id": "e3", "title": title, "kind": "台账", "source": "本局", "captured": "2019-12-20", "url": "/tz"}
    pieces = [*([] if "e3" in internal else [piece]), *({**piece, "id": name, **INTERNAL} for name in internal)]
    return with_entries(with_deductions(entry("d1", evidence=["e2", *cites])), "evidence", pieces)


def objected(about: str, outcome: str, **more: object) -> Raw:
    objection: Raw = {"id": "o1", "about": about, "date": "2020-01-10", "statement": "陈述", "outcome": outcome, **more}
    return objection if outcome == "待定" else {**objection, "decided": "2020-01-12", "explanation": "说明"}


def with_objection(objection: Raw, *entries: Raw) -> Raw:
    return with_entries(with_deductions(*entries), "objections", [objection])


def with_item(**fields: object) -> Raw:
    """The record with a mark of an item of 4."""
    raw = plain()
    first = {"clause": "查一", "mark": 6}
    raw["marks"] = {**raw["marks"], "check": {"items": [first, {"clause": "查二", **fields}]}}  # type: ignore[dict-item]
    return raw


def with_items(*items: Raw, **more: object) -> Raw:
    """The record with these marks of items alone, of the two that there are."""
    raw = plain()
    marks = raw["marks"]
    assert isinstance(marks, dict)
    return {**raw, "marks": {**marks, "check": {"items": [*items]}}, **more}


def with_agency(**fields: object) -> Raw:
    """The record with another final mark."""
    raw = plain()
    marks = raw["marks"]
    assert isinstance(marks, dict)
    return {**raw, "marks": {**marks, "agency": {**marks["agency"], **fields}}}


def with_cast(*marks: int) -> Raw:
    raw = plain()
    raters = ("ding", "yi", "bing")
    cast = [{"rater": rater, "date": "2020-01-05", "marks": [mark]} for rater, mark in zip(raters, marks, strict=False)]
    return {**raw, "ballots": {"peer": cast}}


SERIES: Mapping[str, Sequence[Raw]] = {
    "an entry": (
        with_deductions(),
        with_deductions(entry("d1")),
        with_deductions(entry("d1", reason="别的缘由")),
        with_deductions(entry("d1", **INTERNAL)),
        with_deductions(entry("d1", reason="别的缘由", **INTERNAL)),
        with_deductions(entry("n1", **INTERNAL)),
        with_deductions(entry("d1"), entry("n1", **INTERNAL)),
        with_deductions(entry("n1", **INTERNAL), entry("d1", reason="别的缘由")),
    ),
    "its fields": (
        with_deductions(entry("d1")),
        with_deductions(entry("d1", recorder="张三")),
        with_deductions(entry("d1", override="迟了", incident="事一")),
        with_deductions(entry("d1", incident="事二", recorder="李四")),
        with_deductions(entry("d1", visibility="public")),
        with_deductions(entry("d1", links={"意见征集": "/yj"})),
        with_deductions(entry("d1", level="省", incident="事二")),
        with_deductions(entry("d1", level="省")),
        with_deductions(entry("d1", points=-2)),
        with_deductions(entry("d1"), entry("n1", points=-2, **INTERNAL)),
        with_deductions(entry("d1"), entry("n1", points=-3, **INTERNAL)),
        with_deductions(entry("n1", **INTERNAL), entry("n2", count=2, **INTERNAL), entry("d1")),
        with_deductions(entry("n2", count=2, **INTERNAL), entry("d1"), entry("n1", **INTERNAL)),
    ),
    "proofs": (
        with_proofs(),
        with_proofs("e3"),
        with_proofs("z1", internal=["z1"]),
        with_proofs("z1", "e3", internal=["z1", "z2"]),
        with_proofs("e3", title="别的"),
        with_proofs("e3", internal=["e3"]),
        with_proofs("e3", title="别的", internal=["e3"]),
        with_proofs(title="别的"),
        with_deductions({**entry("d1"), "evidence": []}),
    ),
    "a mark": (
        with_agency(),
        with_agency(mark=82),
        with_agency(mark=82, difference="综合评定", evidence=["e1", "e2"]),
        with_agency(reason="缘由"),
        with_agency(reason="别的缘由", number=4),
        with_entries(with_agency(), "objections", [objected("agency", "待定")]),
        with_entries(with_agency(mark=75), "objections", [objected("agency", "成立", mark=82)]),
        with_entries(with_agency(mark=75), "objections", [objected("agency", "成立", mark=80)]),
        {**with_agency(), "self_review": {"title": "自评", "url": "/zp2"}},
        {**with_agency(mark=82), "not_applicable": [{"clause": "日三", "reason": "没有"}]},
    ),
    "objections": (
        with_objection(objected("d1", "待定"), entry("d1")),
        with_objection(objected("d1", "待定", statement="别的"), entry("d1")),
        with_objection(objected("d1", "不成立"), entry("d1")),
        with_objection(objected("d1", "不成立", statement="别的"), entry("d1")),
        with_objection(objected("d1", "不成立"), entry("d1", **INTERNAL)),
        with_objection(objected("n1", "不成立"), entry("d1"), entry("n1", **INTERNAL)),
        with_objection(objected("n1", "成立"), entry("d1"), entry("n1", **INTERNAL)),
        with_deductions(entry("d1")),
    ),
    "items": (
        with_item(mark=4),
        with_item(mark=3, reason="甲"),
        with_item(mark=3, reason="乙"),
        with_item(mark=3, reason="甲", **INTERNAL),
        with_item(mark=3, reason="乙", **INTERNAL),
        with_item(mark=4, **INTERNAL),
    ),
    "what is missing": (
        with_items(),
        with_items(INSIDE),
        with_items(ONE),
        with_items(ONE, INSIDE),
        with_items(ONE, not_assessed=ABSENT),
        with_items(ONE, INSIDE, not_assessed=ABSENT),
        with_cast(),
    ),
    "ballots": (
        with_cast(90, 90, 90),
        with_cast(88, 90, 92),
        with_cast(90, 90),
        with_cast(88, 92),
        with_cast(80, 90, 92),
        with_cast(92, 80, 90),
    ),
}
"""By what changes, the forms of the record."""


Form = tuple[str, int]
"""A form of the record: of which series, and which of it."""
Course = tuple[Form, ...]
"""The forms of one version after the other."""


def of(form: Form) -> Raw:
    """The record of that form."""
    name, index = form
    return SERIES[name][index]


def courses(name: str) -> Iterator[Course]:
    """Every course of one version, of two and of three."""
    forms = [(name, index) for index in range(len(SERIES[name]))]
    for number in (1, 2, 3):
        yield from product(forms, repeat=number)


@cache
def changes(before: Form, after: Form) -> tuple[Change, ...]:
    """What an amendment writes down."""
    return tuple(Change(FILE, d.at, "/".join(d.at), d.was, d.now) for d in differences(of(before), of(after)))


def touches_internal(before: Raw, after: Raw) -> bool:
    """Whether anything changed but what is public in both, or has only come or gone for all."""
    then, now = _by_name(projected(before)), _by_name(projected(after))
    public_ones = {found.at for found in differences(then, now)}
    changed = {found.at for found in differences(before, after)}
    return any(at not in public_ones for at in changed) or any(
        at not in changed for at in public_ones if at[0] != "evidence"
    )


def _by_name(public: Raw) -> Raw:
    """The public part as a record has it."""
    return json.loads(  # type: ignore[no-any-return]
        json.dumps({name: part for name, part in public.items() if part}, default=str).replace('"cited"', '"evidence"')
    )


def key(course: Course) -> str:
    """What the public knows of a course: what each version shows, and which amendments touch what is internal."""
    versions = [_shown(form) for form in course]
    return json.dumps([versions, [_internally(*both) for both in pairwise(course)]])


@cache
def _shown(form: Form, level: Disclosure = Disclosure.FULL) -> str:
    return shown(of(form), level)


@cache
def _internally(before: Form, after: Form) -> bool:
    return touches_internal(of(before), of(after))


@cache
def last(form: Form, level: Disclosure = Disclosure.FULL) -> tuple[Dataset, Publication]:
    """The year as it is at last, and what the public sees of it but for what came before."""
    year = replace(dataset(of(form), Stage.PUBLISHED, level), alternatives=())
    return year, disclose(year, assess(year), Audience.PUBLIC, EDITION)


Seen = tuple[Publication, object]
"""What the public sees of the last version, and what of the others."""


def amended(course: Course, level: Disclosure = Disclosure.FULL) -> Seen:
    """What the public sees at last of a year that was amended from version to version."""
    year, publication = last(course[-1], level)
    acts = (
        Amendment(number, day, "核对有误", "函1号", changes(*both))
        for number, (day, both) in enumerate(zip(DAYS, pairwise(course), strict=False), 1)
    )
    year = replace(year, year=replace(year.year, amendments=tuple(acts)))
    return publication, amendments(year, level, Audience.PUBLIC)


def committed(course: Course) -> Seen:
    """What the public sees at last of a year whose versions were committed day by day, without amendments."""
    year, publication = last(course[-1])
    commits = [Commit(f"{n}{0:039}", (f"{n - 1}{0:039}",) if n else (), day, "王科员") for n, day in enumerate(DAYS)]
    past = [Version(commit, {f"{UNIT}.yaml": f"{n}"}) for n, (commit, _) in enumerate(zip(commits, course, strict=False))]
    values = {f"{n}": _values(form) for n, form in enumerate(course)}
    files, outside = (
        {UNIT: follow(past, past[-1].files, Contents(YEAR, known, frozenset({UNIT}), frozenset()))[f"{UNIT}.yaml"].past}
        for known in (
            {id: HeldRecords(held) for id, held in values.items()},
            {id: HeldRecords(public(held)) for id, held in values.items()},
        )
    )
    history = History(Completeness.WHOLE, files, outside, tuple(commits[: len(past)]))
    return publication, published_history(history, year.records[UNIT], publication.units[UNIT].result, Audience.PUBLIC)


@cache
def _values(form: Form) -> Values:
    return {key: part.fields for key, part in parts_of(Document(FILE, of(form), {})).items()}


def apart(
    found: Iterator[Course], known_by: Callable[[Course], str], seen: Callable[[Course], Seen]
) -> tuple[int, list[tuple[Course, Course, list[str]]]]:
    """How many courses show what another one shows, and those of them that the public sees otherwise."""
    known: dict[str, tuple[Course, Seen]] = {}
    twins, differ = 0, []
    for course in found:
        view = seen(course)
        first, other = known.setdefault(known_by(course), (course, view))
        twins += first is not course
        if other != view:
            differ.append((first, course, differing(other, view)))
    return twins, differ


@pytest.mark.parametrize("name", SERIES)
@pytest.mark.parametrize("seen", [amended, committed])
def test_courses_that_show_the_same_look_the_same(name: str, seen: Callable[[Course], Seen]) -> None:
    twins, differ = apart(courses(name), key, seen)
    assert differ == []
    assert twins > 5


@pytest.mark.parametrize("level", LEVELS[:-1])
@pytest.mark.parametrize("name", SERIES)
def test_courses_that_a_lower_level_shows_alike_look_the_same_there(name: str, level: Disclosure) -> None:
    twins, differ = apart(
        (course for course in courses(name) if len(course) < 3),
        lambda course: json.dumps([_shown(form, level) for form in course]),
        lambda course: amended(course, level),
    )
    assert differ == []
    assert twins > 5
