"""Acts follow one another as the commands write them: a seal that fits does not make an act out of any entry."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assessment.approval.record import entry, record_text, withdrawal_entry
from assessment.dataset.approval import Act, ActKind
from assessment.period import Period
from assessment.year.reading import read_year
from tests.approval.office import KEYS, Office
from tests.approval.test_kept import RECORD

A, P, M, W = ActKind.APPROVED, ActKind.PUBLISHED, ActKind.AMENDED, "withdrawn"
DAY = date(2020, 3, 20)


def write(office: Office, kinds: Sequence[ActKind | str], numbers: Sequence[int], *, other_at: int = -1) -> None:
    """Write a record of acts of these kinds, each sealed upon the one before; one of them may fix other totals."""
    record = read_year(office.data, Period(2019)).whole.approval
    assert record is not None
    assert isinstance(record.newest, Act)
    fixed, first = record.newest.fixed, ""
    acts: list[dict[str, object]] = []
    for at, kind in enumerate(kinds):
        before = str(acts[-1]["seal"]) if acts else ""
        if isinstance(kind, ActKind):
            number = numbers[at] if kind is M else 0
            held = replace(fixed, totals={**fixed.totals, "jia": "99"}) if at == other_at else fixed
            acts.append(entry(kind, number, DAY, held, KEYS["approve"], before))
            first = str(acts[-1]["seal"]) if kind is A else first
        else:
            acts.append(withdrawal_entry(first or "0" * 64, "原因", DAY, before))
    office.county.write(RECORD, record_text(Period(2019), record.provenance, acts))


def wrong(office: Office) -> list[str]:
    return [line.partition("approval-order: ")[2] for line in office.messages() if ": approval-order: " in line]


@pytest.mark.parametrize(
    ("kinds", "numbers", "said"),
    [
        ([A, P], (), ""),
        ([A, P, P, M, P, M], (0, 0, 0, 1, 0, 2), ""),
        ([A, W, A, M, W, A, P], (0, 0, 0, 1), ""),
        ([P], (), "公布之前没有审定"),
        ([M], (1,), "第1次更正之前没有审定"),
        ([W], (), "这里撤回的不是前面的那次审定"),
        ([A, A], (), "前面的审定没有撤回，不能再审定一次"),
        ([A, P, A], (), "前面的审定没有撤回，不能再审定一次"),
        ([A, P, W], (), "已经公布的审定不能撤回"),
        ([A, P, M, W, A], (0, 0, 1), "已经公布的审定不能撤回"),
        ([A, W, W], (), "这里撤回的不是前面的那次审定"),
        ([A, W, P], (), "公布之前没有审定"),
        ([A, M, M], (0, 1, 1), "这里应当是第2次更正，写的是第1次"),
        ([A, M, W, A, M], (0, 1, 0, 0, 2), "这里应当是第1次更正，写的是第2次"),
    ],
)
def test_the_order(kinds: list[ActKind | str], numbers: tuple[int, ...], said: str, office: Office) -> None:
    office.published()
    write(office, kinds, (*numbers, *(0 for _ in kinds)))
    assert [line.partition("（")[0] for line in wrong(office)] == [said] * bool(said)


def test_publishing_changes_nothing_of_what_was_approved(office: Office) -> None:
    office.published()
    write(office, [A, P, P], (0, 0, 0), other_at=2)
    assert any("approval-order: 公布时的数据" in line for line in office.messages())
    (said,) = wrong(office)
    assert said.startswith("公布时的数据与前一次记录的不同；公布不能改动数据，要先记一次更正（")


def test_an_amendment_does(office: Office) -> None:
    office.published()
    write(office, [A, P, M], (0, 0, 1), other_at=2)
    assert wrong(office) == []


def test_a_withdrawal_names_the_approval_and_no_other_act(office: Office) -> None:
    assert office.approve() == 0
    record = read_year(office.data, Period(2019)).whole.approval
    assert record is not None
    text = office.text(RECORD)
    for undoes in ("0" * 64, record.newest.seal):
        act = withdrawal_entry(undoes, "原因", DAY, record.newest.seal)
        listed = "".join(f"  {'-' if name == 'act' else ' '} {name}: {value}\n" for name, value in act.items())
        office.county.write(RECORD, text + listed)
        assert bool(wrong(office)) is (undoes != record.newest.seal)


@pytest.mark.parametrize("field", ["inputs: {}", "number: 1", "key: " + "0" * 64])
def test_a_withdrawal_holds_nothing_that_its_seal_does_not_cover(field: str, office: Office) -> None:
    assert office.approve() == 0
    write(office, [A, W], ())
    office.county.write(RECORD, f"{office.text(RECORD)}    {field}\n")
    assert any(": wrong-form: " in line for line in office.messages())
