"""Where there is a list of signers, no branch leads an act past it, in whatever order a merge names its parents."""

from collections.abc import Callable, Mapping

import pytest

from assessment.approval.canonical import digest
from assessment.period import Period
from assessment.year.reading import read_year
from tests.approval.office import KEYS, Office
from tests.approval.signing import SIGNERS, Keys, commit, list_after_approval, list_signers, merge

JIA = "scores/2019/jia.yaml"
RECORD = "approvals/2019.yaml"


@pytest.fixture
def county(office: Office, keys: Keys) -> Office:
    """An office that approved before it had a list; ``start`` is before the list, ``main`` has it, with work after it."""
    list_after_approval(office, keys)
    office.county.write("units/wu.yaml", "id: wu\nname: 戊镇\n")
    commit(office, None)
    assert office.messages() == []
    return office


def on(office: Office, branch: str, start: str = "") -> None:
    """Go to a branch, made where it is told."""
    office.county.git("checkout", "--quiet", *(("-B", branch, start) if start else (branch,)))


def reseal(office: Office) -> Mapping[str, str]:
    """Change a mark, and put in place of the newest act one that fits, with a plain digest as anybody can make it."""
    office.county.change(JIA, "mark: 90\n", "mark: 99\n")
    (office.data / RECORD).unlink()
    office.county.change("years/2019.yaml", "stage: approved", "stage: under-review")
    text = office.text("years/2019.yaml")
    office.county.write("years/2019.yaml", text[: text.index("approval:\n")])
    assert office.approve() == 0
    return {path: office.text(path) for path in (JIA, "years/2019.yaml", RECORD)}


def reseal_later(office: Office) -> Mapping[str, str]:
    """Return what such a change would write."""
    forged = reseal(office)
    office.county.git("checkout", "--quiet", "--", ".")
    return forged


def write(office: Office, forged: Mapping[str, str]) -> None:
    for path, text in forged.items():
        office.county.write(path, text)


def codes(office: Office) -> list[str]:
    return sorted(line.split(": ")[1] for line in office.messages())


Branch = Callable[[Office, Keys], None]


def from_before_the_list(office: Office, _: Keys) -> None:
    on(office, "side", "start")
    reseal(office)
    commit(office, None)
    on(office, "main")
    merge(office, "side")


def signed_by_a_stranger(office: Office, keys: Keys) -> None:
    on(office, "side", "start")
    reseal(office)
    commit(office, keys["stranger"])
    on(office, "main")
    merge(office, "side", key=keys["stranger"])


def with_the_side_as_the_first_parent(office: Office, _: Keys) -> None:
    on(office, "side", "start")
    reseal(office)
    commit(office, None)
    merge(office, "main")
    on(office, "main")
    office.county.git("merge", "--quiet", "--ff-only", "side")


def with_a_list_of_its_own(office: Office, keys: Keys) -> None:
    on(office, "side", "start")
    reseal(office)
    commit(office, None)
    list_signers(office, keys, "director")
    commit(office, None)
    on(office, "main")
    merge(office, "side")


def with_another_list_of_its_own(office: Office, keys: Keys) -> None:
    on(office, "side", "start")
    list_signers(office, keys, "stranger")
    reseal(office)
    commit(office, keys["stranger"])
    on(office, "main")
    merge(office, "side", more=("--strategy-option", "ours"))


def of_which_the_list_was_deleted(office: Office, _: Keys) -> None:
    on(office, "side", "listed")
    forged = reseal_later(office)
    (office.data / SIGNERS).unlink()
    commit(office, None)
    write(office, forged)
    commit(office, None)
    on(office, "main")
    merge(office, "side")


def of_which_the_list_was_changed(office: Office, keys: Keys) -> None:
    on(office, "side", "listed")
    forged = reseal_later(office)
    list_signers(office, keys, "director", "stranger")
    commit(office, None)
    write(office, forged)
    commit(office, keys["stranger"])
    on(office, "main")
    merge(office, "side")


def of_one_who_left_the_list_since(office: Office, keys: Keys) -> None:
    list_signers(office, keys, "director", "stranger")
    commit(office, keys["director"])
    on(office, "side", "main")
    reseal(office)
    commit(office, keys["stranger"])
    on(office, "main")
    list_signers(office, keys, "director")
    commit(office, keys["director"])
    merge(office, "side")


def in_a_merge_of_three(office: Office, _: Keys) -> None:
    on(office, "side", "start")
    reseal(office)
    commit(office, None)
    on(office, "other", "start")
    office.county.write("units/ji.yaml", "id: ji\nname: 己镇\n")
    commit(office, None)
    on(office, "main")
    merge(office, "other", "side")


def in_the_merge_itself(office: Office, _: Keys) -> None:
    on(office, "side", "start")
    office.county.write("units/ji.yaml", "id: ji\nname: 己镇\n")
    commit(office, None)
    on(office, "main")
    office.county.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
    reseal(office)
    commit(office, None)


def in_merges_that_cross(office: Office, _: Keys) -> None:
    on(office, "side", "start")
    reseal(office)
    commit(office, None)
    on(office, "cross", "main")
    merge(office, "side")
    on(office, "side")
    merge(office, "listed")
    on(office, "main")
    merge(office, "cross", "side")


def after_the_list_in_a_line(office: Office, _: Keys) -> None:
    on(office, "side", "main")
    reseal(office)
    commit(office, None)
    on(office, "main")
    office.county.git("merge", "--quiet", "--ff-only", "side")


def from_a_history_of_its_own(office: Office, _: Keys) -> None:
    office.county.git("checkout", "--quiet", "--orphan", "side")
    (office.data / SIGNERS).unlink()
    reseal(office)
    commit(office, None)
    on(office, "main")
    merge(office, "side", more=("--allow-unrelated-histories", "--strategy-option", "theirs"))


def behind_a_second_commit_that_is_signed(office: Office, keys: Keys) -> None:
    from_before_the_list(office, keys)
    office.county.write("units/ji.yaml", "id: ji\nname: 己镇\n")
    commit(office, keys["director"])


ESCAPES: list[Branch] = [
    from_before_the_list,
    signed_by_a_stranger,
    with_the_side_as_the_first_parent,
    with_a_list_of_its_own,
    with_another_list_of_its_own,
    of_which_the_list_was_deleted,
    of_which_the_list_was_changed,
    of_one_who_left_the_list_since,
    in_a_merge_of_three,
    in_the_merge_itself,
    in_merges_that_cross,
    after_the_list_in_a_line,
    from_a_history_of_its_own,
    behind_a_second_commit_that_is_signed,
]


@pytest.mark.parametrize("escape", ESCAPES)
def test_no_branch_leads_past_the_list(escape: Branch, county: Office, keys: Keys) -> None:
    escape(county, keys)
    assert "mark: 99\n" in county.text(JIA)
    assert "approval-unsigned" in codes(county)


def test_both_commits_are_named(county: Office) -> None:
    on(county, "side", "start")
    reseal(county)
    act = commit(county, None)
    on(county, "main")
    brought = merge(county, "side")
    (message,) = county.messages()
    assert message.endswith(
        f"记录最近一次审定的提交 {act} 和并入它的提交 {brought} 都没有名单（data/{SIGNERS}）里的人的签名"
        "（请由名单里的人核对以后用 git merge -S 签名合并，或另记一次由名单里的人签名提交）"
    )


def by_a_merge_that_is_signed(office: Office, keys: Keys) -> None:
    on(office, "side", "start")
    reseal(office)
    commit(office, None)
    on(office, "main")
    merge(office, "side", key=keys["director"])


def by_a_merge_of_three_that_is_signed(office: Office, keys: Keys) -> None:
    on(office, "side", "listed")
    reseal(office)
    commit(office, None)
    on(office, "main")
    merge(office, "side", "start", key=keys["director"])


def by_a_commit_that_is_signed(office: Office, keys: Keys) -> None:
    on(office, "side", "start")
    reseal(office)
    commit(office, keys["director"])
    on(office, "main")
    merge(office, "side")


def by_one_whom_the_list_got_meanwhile(office: Office, keys: Keys) -> None:
    on(office, "side", "listed")
    office.county.write("units/ji.yaml", "id: ji\nname: 己镇\n")
    commit(office, None)
    on(office, "main")
    list_signers(office, keys, "director", "deputy")
    commit(office, keys["director"])
    reseal(office)
    commit(office, keys["deputy"])
    merge(office, "side")


def by_one_whom_the_list_got_on_the_branch(office: Office, keys: Keys) -> None:
    on(office, "side", "listed")
    list_signers(office, keys, "deputy")
    commit(office, keys["director"])
    reseal(office)
    commit(office, keys["deputy"])
    on(office, "main")
    merge(office, "side")


def where_the_branch_brings_no_act(office: Office, keys: Keys) -> None:
    reseal(office)
    commit(office, keys["director"])
    on(office, "side", "start")
    office.county.write("units/ji.yaml", "id: ji\nname: 己镇\n")
    commit(office, None)
    on(office, "main")
    merge(office, "side")


def by_another_act_after_it(office: Office, keys: Keys) -> None:
    from_before_the_list(office, keys)
    assert office.publish() == 0
    commit(office, keys["director"])


GOOD: list[Branch] = [
    by_a_merge_that_is_signed,
    by_a_merge_of_three_that_is_signed,
    by_a_commit_that_is_signed,
    by_one_whom_the_list_got_meanwhile,
    by_one_whom_the_list_got_on_the_branch,
    where_the_branch_brings_no_act,
    by_another_act_after_it,
]


@pytest.mark.parametrize("way", GOOD)
def test_an_act_counts(way: Branch, county: Office, keys: Keys) -> None:
    way(county, keys)
    assert "mark: 99\n" in county.text(JIA)
    assert county.messages() == []


def test_a_list_from_elsewhere_does_not_take_the_place_of_the_one_in_force(county: Office, keys: Keys) -> None:
    with_another_list_of_its_own(county, keys)
    assert "signers-changed" in codes(county)


def test_an_act_that_only_its_seal_is_mentioned_of_is_not_committed(county: Office, keys: Keys) -> None:
    """A comment that somebody signed holds the words of a seal and no act."""
    forged = reseal_later(county)
    seal = forged[RECORD].split()[-1]
    county.county.write(RECORD, f"{county.text(RECORD)}# seal: {seal}\n")
    commit(county, keys["director"])
    write(county, forged)
    commit(county, None)
    assert codes(county) == ["approval-unsigned"]


def test_the_seal_is_one_that_anybody_can_make(county: Office) -> None:
    """Else the escapes above would prove nothing."""
    record = read_year(county.data, Period(2019)).whole.approval
    assert record is not None
    (act,) = record.standing
    fixed = [dict(act.fixed.inputs), dict(act.fixed.evidence), act.fixed.results, dict(act.fixed.totals)]
    assert act.seal == digest(["approved", 0, "2020-02-20", fixed, KEYS["approve"], ""])


def test_before_there_is_a_list_branches_bring_what_they_will(office: Office) -> None:
    assert office.approve() == 0
    commit(office, None)
    on(office, "side", "main")
    assert office.publish() == 0
    commit(office, None)
    on(office, "main")
    merge(office, "side")
    assert office.messages() == []
