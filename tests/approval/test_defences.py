"""Each defence of the acts is taken out, one at a time, and the proof that stands behind it must fail."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment import check
from assessment.approval.past import Past
from assessment.approval.signers import Signers
from assessment.check import RULES
from assessment.check.approval_order import check_approval_order
from assessment.dataset.approval import ActKind
from assessment.repository import clone
from assessment.repository.repository import top_above
from assessment.verify import opening
from tests.approval import test_kept, test_order, test_side_branches
from tests.approval.office import Office
from tests.approval.signing import Keys, commit, list_after_approval
from tests.repository import test_places, test_programs
from tests.repository.county import County
from tests.repository.traps import Traps
from tests.verify import test_opening

Proof = Callable[[Path, Keys], None]


def escape(branch: test_side_branches.Branch) -> Proof:
    """An act that a branch would lead past the list of signers."""

    def proof(path: Path, keys: Keys) -> None:
        office = Office(path / "county")
        list_after_approval(office, keys)
        test_side_branches.test_no_branch_leads_past_the_list(branch, office, keys)

    return proof


def kept(path: Path, _: Keys) -> None:
    office = Office(path / "county")
    test_kept.make_real(office)
    office.county.commit()
    assert office.approve() == 0
    office.county.commit()
    test_kept.test_no_act_is_put_in_place_of_another(test_kept.moved, office)


def order(path: Path, _: Keys) -> None:
    kinds: list[ActKind | str] = [ActKind.APPROVED, ActKind.PUBLISHED, "withdrawn"]
    test_order.test_the_order(kinds, (), "已经公布的审定不能撤回", Office(path / "county"))


def linked(path: Path, _: Keys) -> None:
    county = County(path / "county")
    county.commit()
    test_places.test_links_that_stand_for_data_are_told("units", county)


def outside(path: Path, _: Keys) -> None:
    county = County(path / "county")
    commit = county.commit()
    county.git("init", "--quiet", str(county.data))
    county.git("-C", str(county.data), "commit", "--quiet", "--allow-empty", "--message", "inside")
    found = clone.needed_clone(county.data)
    assert (found.commit, found.below) == (commit, "data")


def programs(path: Path, _: Keys) -> None:
    office = Office(path / "county").published()
    traps = Traps(path / "marks")
    office.county.write("../.gitattributes", "* filter=trap\n")
    office.county.commit()
    traps.lay(office.county.top / ".git")
    test_programs.touch(office)
    assert clone.needed_clone(office.data).changed
    assert traps.sprung() == set()


def opened(path: Path, keys: Keys) -> None:
    office = Office(path / "county")
    test_kept.make_real(office)
    commit(office, None)
    office.county.git("branch", "start")
    assert office.approve() == 0
    commit(office, None)
    test_opening.test_what_is_forged_does_not_open(test_opening.on_a_branch_that_was_merged_without_it, office, keys)


_parents = Signers._parents


def first_parent(self, moment):  # type: ignore[no-untyped-def]
    """As if what a merge names first were the main branch."""
    return _parents(self, moment)[:1]


def status(repository, paths):  # type: ignore[no-untyped-def]
    """What Git says itself of the files."""
    said = subprocess.run(["git", "status", "--porcelain", *paths], cwd=repository.top, capture_output=True, check=False)
    return bool(said.stdout or said.returncode)


DEFENCES = {
    "every line with a list is asked": (
        (Signers, "_parents", first_parent),
        escape(test_side_branches.with_the_side_as_the_first_parent),
    ),
    "acts are read as acts": ((Past, "holds", lambda *_: True), escape(test_side_branches.from_before_the_list)),
    "acts are kept": ((Past, "real_acts", ()), kept),
    "acts follow in order": ((check, "RULES", [rule for rule in RULES if rule is not check_approval_order]), order),
    "links are refused": ((check, "check_data_folder", lambda _: iter(())), linked),
    "the top is found from outside": ((clone, "top_above", lambda folder: top_above(folder / "data")), outside),
    "changes are told from bytes": ((clone, "is_changed", status), programs),
    "what is opened is kept": ((opening, "_refuse_unkept", lambda *_: None), opened),
}


@pytest.mark.parametrize("defence", DEFENCES)
def test_without_the_defence_the_proof_fails(
    defence: str, tmp_path: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    (where, name, weak), proof = DEFENCES[defence]
    proof(tmp_path / "with", keys)
    monkeypatch.setattr(where, name, weak)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        proof(tmp_path / "without", keys)
