"""A commitment opens for an act that the current branch holds, that is kept, and that somebody on the list signed."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from assessment.bundle.manifest import Manifest
from assessment.errors import RequestError
from assessment.verify.opening import open_commitments
from tests.approval.conftest import keys as keys
from tests.approval.conftest import office as office
from tests.approval.office import Office
from tests.approval.signing import Keys, commit, list_signers, merge
from tests.approval.test_kept import make_real
from tests.approval.test_side_branches import on, reseal
from tests.verify.opening import manifest_of


@pytest.fixture
def county(office: Office, keys: Keys) -> Office:
    """A real year that is approved with a signature; ``start`` is before the list of signers."""
    make_real(office)
    commit(office, None)
    office.county.git("branch", "start")
    list_signers(office, keys, "director")
    commit(office, None)
    assert office.approve() == 0
    commit(office, keys["director"])
    return office


def test_what_was_approved_opens_at_its_commit_and_later(county: Office) -> None:
    first = manifest_of(county.data)
    # 4 records, 4 units, the scheme with its text, and the year
    assert open_commitments(first, county.data) == 11
    county.county.write("units/wu.yaml", "id: wu\nname: 戊镇\n")
    commit(county, None)
    assert open_commitments(first, county.data) == 11
    assert open_commitments(manifest_of(county.data), county.data) == 11


def test_an_earlier_act_opens_when_there_are_later_ones(county: Office, keys: Keys) -> None:
    first = manifest_of(county.data)
    assert county.publish() == 0
    commit(county, keys["director"])
    assert open_commitments(first, county.data) == 11


Forged = Callable[[Office, Keys], Manifest]


def on_a_branch_that_was_never_merged(office: Office, _: Keys) -> Manifest:
    on(office, "side", "start")
    office.county.change("scores/2019/jia.yaml", "mark: 90\n", "mark: 99\n")
    assert office.approve() == 0
    commit(office, None)
    forged = manifest_of(office.data)
    on(office, "main")
    return forged


def on_a_branch_that_was_merged_without_it(office: Office, keys: Keys) -> Manifest:
    forged = on_a_branch_that_was_never_merged(office, keys)
    merge(office, "side", more=("--strategy", "ours"))
    return forged


def in_place_of_another_for_a_while(office: Office, _: Keys) -> Manifest:
    before = office.county.git("rev-parse", "HEAD")
    reseal_without_git(office)
    commit(office, None)
    forged = manifest_of(office.data)
    office.county.git("checkout", "--quiet", before, "--", "data")
    commit(office, None)
    return forged


def in_place_of_another(office: Office, _: Keys) -> Manifest:
    reseal_without_git(office)
    commit(office, None)
    return manifest_of(office.data)


def signed_by_nobody(office: Office, _: Keys) -> Manifest:
    assert office.publish() == 0
    commit(office, None)
    return manifest_of(office.data)


def with_changes_that_are_not_committed(office: Office, _: Keys) -> Manifest:
    return replace(manifest_of(office.data), changed=True)


def without_a_commit(office: Office, _: Keys) -> Manifest:
    return replace(manifest_of(office.data), commit="")


def of_a_commit_that_nobody_has(office: Office, _: Keys) -> Manifest:
    return replace(manifest_of(office.data), commit="0123456789" * 4)


def with_a_repository_among_the_data(office: Office, _: Keys) -> Manifest:
    for file in ("HEAD", "objects/keep", "refs/keep"):
        office.county.write(f"evidence/{file}", "")
    commit(office, None)
    return manifest_of(office.data)


def reseal_without_git(office: Office) -> None:
    """Do what the command refuses where Git tells of the act."""
    away = (office.county.top / ".git").rename(office.county.top.parent / "away")
    reseal(office)
    away.rename(office.county.top / ".git")


NOT_KEPT = "发布包依据的审定（2020-02-20）不在现在的 2019 年审定记录里，承诺值不能作数"
FORGED: Mapping[Forged, str] = {
    on_a_branch_that_was_never_merged: "不在当前分支的历史里，没有核对；请切换到含有它的分支",
    on_a_branch_that_was_merged_without_it: NOT_KEPT,
    in_place_of_another_for_a_while: NOT_KEPT,
    in_place_of_another: "2019 年的审定记录没有通过检查，承诺值不能作数：提交 ",
    signed_by_nobody: "没有名单（data/approvals/allowed_signers）里的人的签名；运行 scripts/validate 看怎样改",
    with_changes_that_are_not_committed: "发布包由没有提交的修改生成，没有一个版本可以核对",
    without_a_commit: "发布包没有写明版本，没有可以核对的版本",
    of_a_commit_that_nobody_has: "版本 0123456789 不在当前分支的历史里，没有核对；请切换到含有它的分支",
    with_a_repository_among_the_data: "的数据里有另一个版本库，没有核对",
}


@pytest.mark.parametrize("forged", FORGED)
def test_what_is_forged_does_not_open(forged: Forged, county: Office, keys: Keys) -> None:
    with pytest.raises(RequestError) as fault:
        open_commitments(forged(county, keys), county.data)
    assert FORGED[forged] in str(fault.value)
    assert "\n" not in str(fault.value)


def test_an_approval_that_was_taken_back_does_not_open(county: Office, keys: Keys) -> None:
    """The act stays in the record, and so does the one that undoes it: nothing was published by either."""
    forged = manifest_of(county.data)
    assert county.withdraw() == 0
    commit(county, keys["director"])
    with pytest.raises(RequestError, match="发布包依据的审定（2020-02-20）后来撤回了，承诺值不能作数"):
        open_commitments(forged, county.data)


def test_outside_of_a_repository_nothing_opens(county: Office) -> None:
    manifest = manifest_of(county.data)
    (county.county.top / ".git").rename(county.county.top.parent / "away")
    with pytest.raises(RequestError, match="不在版本库中，没有核对"):
        open_commitments(manifest, county.data)
