"""Reading runs no program that a repository names, around the data or inside of it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.commands import compare, validate
from assessment.history.folder import history_of
from assessment.history.kinds import Completeness
from assessment.period import Period
from assessment.release.edition import edition_of
from assessment.repository.checkout import check_out
from assessment.repository.clone import needed_clone
from assessment.verify.opening import open_commitments
from tests.approval.office import Office
from tests.approval.signing import commit, list_signers, make_keys
from tests.repository.traps import ATTRIBUTES, Traps
from tests.verify.opening import manifest_of


@pytest.fixture
def traps(tmp_path: Path) -> Traps:
    return Traps(tmp_path / "marks")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office that has published, with signed acts."""
    own = Office(tmp_path / "county")
    keys = make_keys(tmp_path)
    list_signers(own, keys, "director")
    commit(own, keys["director"])
    assert own.approve() == own.publish() == 0
    own.county.write("../.gitattributes", ATTRIBUTES)
    commit(own, keys["director"])
    return own


def read_everything(office: Office, work: Path) -> None:
    """Do all that reads the repository: check, history, comparison, opening, and laying out for a rebuild."""
    data = office.data
    validate.main(["--data", str(data)])
    clone = needed_clone(data)
    assert history_of(clone, Period(2019)).completeness is Completeness.WHOLE
    assert edition_of(clone).changed
    assert compare.main(["HEAD~1", "--data", str(data)]) == 0
    assert compare.main(["HEAD~1", "HEAD", "--data", str(data)]) == 0
    assert open_commitments(manifest_of(data), data) > 0
    check_out(clone.repository, clone.commit, work / "laid out")
    assert (work / "laid out" / "data" / "years" / "2019.yaml").is_file()


def touch(office: Office) -> None:
    """Make every file look changed to whoever goes by its time, and change one."""
    for path in office.data.rglob("*.*"):
        if path.is_file():
            os.utime(path, (0, 0))
    office.county.write("units/wu.yaml", "id: wu\nname: 戊镇\n")


def test_the_repository_around_the_data(office: Office, traps: Traps, tmp_path: Path) -> None:
    traps.lay(office.county.top / ".git")
    touch(office)
    read_everything(office, tmp_path)
    assert traps.sprung() == set()


def own_folder(office: Office, traps: Traps) -> Path:
    subprocess.run(["git", "init", "--quiet"], cwd=office.data, check=True)
    traps.lay(office.data / ".git")
    return office.data / ".git"


def own_file(office: Office, traps: Traps) -> Path:
    """A file that leads to a repository elsewhere, as in a submodule."""
    moved = own_folder(office, traps).rename(office.county.top.parent / "elsewhere")
    (office.data / ".git").write_text(f"gitdir: {moved}\n")
    return moved


def own_link(office: Office, traps: Traps) -> Path:
    moved = own_folder(office, traps).rename(office.county.top.parent / "elsewhere")
    (office.data / ".git").symlink_to(moved)
    return moved


def bare(office: Office, traps: Traps) -> Path:
    """The files of a repository among the data's own, as a commit can hold them."""
    moved = own_folder(office, traps).rename(office.county.top.parent / "elsewhere")
    (moved / "refs" / "keep").write_text("")
    shutil.copytree(moved, office.data, dirs_exist_ok=True)
    office.county.commit()
    return office.data


def bare_by_the_way_to_another(office: Office, traps: Traps) -> Path:
    moved = own_folder(office, traps).rename(office.county.top.parent / "elsewhere")
    office.county.write("HEAD", "ref: refs/heads/main\n")
    office.county.write("commondir", f"{moved}\n")
    return moved


def in_the_records(office: Office, traps: Traps) -> Path:
    moved = own_folder(office, traps).rename(office.county.top.parent / "elsewhere")
    return Path(shutil.copytree(moved, office.data / "scores" / "2019" / ".git"))


def in_the_evidence(office: Office, traps: Traps) -> Path:
    moved = own_folder(office, traps).rename(office.county.top.parent / "elsewhere")
    return Path(shutil.copytree(moved, office.data / "evidence" / "2019" / "jia"))


INSIDE = [own_folder, own_file, own_link, bare, bare_by_the_way_to_another, in_the_records, in_the_evidence]


@pytest.mark.parametrize("place", INSIDE)
def test_a_repository_inside_the_data(
    place: Callable[[Office, Traps], Path],
    office: Office,
    traps: Traps,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    place(office, traps)
    office.county.write(".gitattributes", ATTRIBUTES)
    touch(office)
    commit_before = office.county.git("rev-parse", "HEAD")
    assert needed_clone(office.data).commit == commit_before, "the repository around the data tells its history"
    capsys.readouterr()
    assert validate.main(["--data", str(office.data)]) == 1
    assert ": nested-repository: " in capsys.readouterr().out
    if place != bare:
        read_everything(office, tmp_path)
    assert traps.sprung() == set()


def test_the_traps_work(office: Office, traps: Traps) -> None:
    """Plain Git springs them, of every kind at least one."""
    traps.lay(office.county.top / ".git")
    touch(office)
    unfiltered = ("-c", "filter.trap.process=", "-c", "filter.trap.required=false")
    for arguments in (
        ("status",),
        (*unfiltered, "diff-tree", "-p", "--ext-diff", "HEAD"),
        (*unfiltered, "diff-tree", "-p", "--no-ext-diff", "--textconv", "HEAD"),
        ("-c", "gpg.ssh.allowedSignersFile=/dev/null", "verify-commit", "HEAD"),
        ("update-ref", "refs/heads/other", "HEAD"),
        ("checkout", "--force", "HEAD~1"),
        ("fetch",),
    ):
        subprocess.run(
            ["git", *arguments],
            cwd=office.county.top,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=60,
        )
    expected = {
        "core.fsmonitor",
        "diff.trap.command",
        "diff.trap.textconv",
        "filter.trap.process",
        "gpg.ssh.program",
        "reference-transaction",
        "remote.origin.url",
    }
    assert expected - traps.sprung() == set()
