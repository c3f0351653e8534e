"""Nothing that a level does not show is in any byte of what is built for the public.

Each level is looked through for what was planted, and built again from a year that differs in nothing that the level
shows: both outputs must be the same, byte for byte.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from assessment.commands import build
from assessment.dataset.year import Disclosure, Stage
from assessment.disclosure.publication import Audience
from tests.built import contents
from tests.leaks.planted import AGENCY, BALLOTS, WORDS, Plan, first_shown_after, others, shifted, write
from tests.leaks.reading import everything

LEVELS: list[Disclosure] = [*Disclosure]
PDFS = {Disclosure.NONE: 0, Disclosure.NAMES: 1} | dict.fromkeys(LEVELS[2:], 6)
"""How many there are: a circular where anything is told, and a sheet for each of four units and the volume."""
ANNEX = ["甲镇", "乙镇", "丙镇", "丁局"]


def far(level: Disclosure) -> Plan:
    """Other marks throughout; 乙镇 leads in both years, and 甲镇 has more than 丙镇 of the same grade, not less."""
    return Plan(
        words=others(first_shown_after(level)),
        agency={"jia": "84.6875", "yi": "91.5625", "bing": "62.4375", "ding": "97.1875"},
        ballots=shifted(BALLOTS, Decimal("-2.3125")),
        items=("45.5625", "39.125"),
        days="1{}",
        more_lines=True,
    )


def same_leader() -> Plan:
    """As far away, and 丙镇 has another grade too."""
    plan = far(Disclosure.NAMES)
    return replace(plan, agency={**plan.agency, "bing": "52.4375"})


def same_totals() -> Plan:
    """The agency gives 1.5 more, 0.96 of the total; raters 3.2 less, 0.96 too; and 0.0008 of the total besides."""
    return Plan(
        words=others(first_shown_after(Disclosure.TOTALS)),
        agency={unit: str(Decimal(mark) + Decimal("1.50125")) for unit, mark in AGENCY.items()},
        ballots=shifted(BALLOTS, Decimal("-3.2")),
        items=("43.68875", "29.125"),
        days="1{}",
        more_lines=True,
    )


def same_marks() -> Plan:
    return Plan(
        words=others(first_shown_after(Disclosure.COMPONENTS)),
        ballots=_recast(),
        items=("40.1875", "31.125"),
        days="1{}",
        more_lines=True,
    )


def same_ledgers() -> Plan:
    return Plan(words=others(first_shown_after(Disclosure.FULL)), ballots=_recast(), more_lines=True)


def _recast() -> Mapping[str, tuple[str, ...]]:
    """Other ballots with the same mean: what the first rater gives less, the second gives more."""
    return {
        unit: (_more(first, Decimal("-0.125")), _more(second, Decimal("0.125")), third)
        for unit, (first, second, third) in BALLOTS.items()
    }


def _more(cast: str, by: Decimal) -> str:
    return ", ".join(str(Decimal(mark) + by) for mark in cast.split(", "))


SAME = {
    Disclosure.NONE: far(Disclosure.NONE),
    Disclosure.NAMES: same_leader(),
    Disclosure.GRADES: far(Disclosure.GRADES),
    Disclosure.TOTALS: same_totals(),
    Disclosure.COMPONENTS: same_marks(),
    Disclosure.FULL: same_ledgers(),
}
"""A year that the level does not tell from the planted one."""


@pytest.fixture(autouse=True)
def _outside_of_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """The date and the commit are inputs of a build: here a day that is given, and no commit."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1583020800")


def built(
    place: Path, plan: Plan, stage: Stage, level: Disclosure, *, pdf: bool = False, audience: Audience = Audience.PUBLIC
) -> Path:
    """Build a year from a folder of its own; the folder's name is the same for all."""
    data = write(place / "data", plan, stage, level)
    options = ["--data", str(data), "--output", str(place / "output"), "--audience", audience.value]
    assert build.main([*options, *([] if pdf else ["--no-pdf"])]) == 0
    return place / "output"


def leaks_of(output: Path, planted: Mapping[str, str]) -> dict[str, list[str]]:
    """Return what of the planted can be read, and where."""
    seen: dict[str, set[str]] = {}
    for name, text in everything(output):
        for what, word in planted.items():
            if word in text:
                seen.setdefault(what, set()).add(name)
    return {what: sorted(names) for what, names in seen.items()}


def differing(one: Path, other: Path) -> list[str]:
    """Return the files that are not the same in both outputs.

    The commitment to an approved year always differs; it is keyed, so that it tells nothing to those without the key.
    """
    here, there = (without_commitment(contents(folder)) for folder in (one, other))
    return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


def without_commitment(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files without the commitment, and without the digest of the file that it stands in."""
    manifest = re.sub(rb',\n      "commitment": "[0-9a-f]{64}"', b"", files["manifest.json"])
    sums = re.sub(rb"(?m)^[0-9a-f]{64}  manifest.json\n", b"", files["SHA256SUMS"])
    return {**files, "manifest.json": manifest, "SHA256SUMS": sums}


def shows(level: Disclosure) -> set[str]:
    levels = [*Disclosure]
    return {
        what for what, (_, first) in WORDS.items() if first is not None and levels.index(first) <= levels.index(level)
    }


PLANTED = {what: word for what, (word, _) in WORDS.items()}


@pytest.mark.parametrize(("stage", "level"), [*product([Stage.COLLECTING, Stage.UNDER_REVIEW], LEVELS)])
def test_before_approval_nothing_is_told_at_any_level(tmp_path: Path, stage: Stage, level: Disclosure) -> None:
    here = built(tmp_path / "here", Plan(), stage, level)
    assert leaks_of(here, PLANTED).keys() == shows(Disclosure.NONE) == {"called"}
    assert differing(here, built(tmp_path / "there", far(Disclosure.NONE), stage, level)) == []
    for file in ("index.html", "2019/ranking/index.html", "2019/results.json", "2019/data/units.csv"):
        text = (here / file).read_text(encoding="utf-8")
        assert sorted(ANNEX, key=text.index) == ANNEX, file


@pytest.mark.parametrize(("stage", "level"), [*product([Stage.APPROVED, Stage.PUBLISHED], LEVELS)])
def test_an_approved_year_tells_what_its_level_shows_and_no_more(tmp_path: Path, stage: Stage, level: Disclosure) -> None:
    pdf = stage is Stage.PUBLISHED and PDFS[level] > 0
    here = built(tmp_path / "here", Plan(), stage, level, pdf=pdf)
    assert len([*here.rglob("*.pdf")]) == (PDFS[level] if pdf else 0)
    assert (here / "2019" / "circular.docx").is_file() == (PDFS[level] > 0)
    assert leaks_of(here, PLANTED).keys() == shows(level)
    assert differing(here, built(tmp_path / "there", SAME[level], stage, level, pdf=pdf)) == []


@pytest.mark.parametrize("level", LEVELS[:-1])
def test_years_that_a_level_cannot_tell_apart_are_told_apart_by_one_that_shows_more(
    tmp_path: Path, level: Disclosure
) -> None:
    """So that no two years above are the same year."""
    above = {Disclosure.NONE: Disclosure.TOTALS}.get(level, LEVELS[LEVELS.index(level) + 1])
    pair = [built(tmp_path / name, plan, Stage.APPROVED, above) for name, plan in (("a", Plan()), ("b", SAME[level]))]
    assert "2019/results.json" in differing(*pair)


def test_the_office_reads_all_but_what_only_the_files_hold(tmp_path: Path) -> None:
    """So that the search is known to find what is there."""
    here = built(tmp_path, Plan(), Stage.PUBLISHED, Disclosure.NONE, pdf=True, audience=Audience.OFFICE)
    unread = {"override", "incident", "alias", "comment", "author", "proof_file", "kept"}
    assert PLANTED.keys() - leaks_of(here, PLANTED).keys() == unread


def test_the_office_reads_in_each_document_what_was_planted(tmp_path: Path) -> None:
    """So that the search is known to look into the parts of a .docx, and into the files within a PDF."""
    here = built(tmp_path, Plan(), Stage.PUBLISHED, Disclosure.NONE, pdf=True, audience=Audience.OFFICE)
    where = leaks_of(here, {"reason": PLANTED["reason"], "entry": '"entry": "'})
    assert {"2019/circular.docx", "2019/pdf/circular.pdf", "2019/pdf/jia.pdf"} <= set(where["reason"])
    assert {"2019/pdf/circular.pdf", "2019/pdf/jia.pdf"} <= set(where["entry"]), "which only results.json says"
