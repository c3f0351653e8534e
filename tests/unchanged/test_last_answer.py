"""What scripts/validate found last is said again only where nothing has changed; tests/release walks what may change."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.cache.place import ELSEWHERE
from assessment.commands import checking
from assessment.commands.validate import main
from assessment.findings import Finding, Format, Severity, findings_in, findings_text, in_order
from assessment.place import Place
from tests.folder import Folder

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
findings = st.builds(
    Finding,
    st.builds(Place, texts, st.integers(1, 9999), st.integers(1, 9999)),
    texts,
    texts,
    texts,
    st.sampled_from(Severity),
)


@given(st.lists(findings, max_size=5))
def test_findings_come_back_from_json_as_they_were(found: list[Finding]) -> None:
    assert findings_in(findings_text(found, Format.JSON)) == in_order(found)


class Office:
    """Somebody who validates one folder again and again, and how often the data was really looked through."""

    def __init__(self, folder: Folder, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.capsys, self.checks = folder, capsys, 0
        check_years = checking.check_years

        def counted(*given: object) -> object:
            self.checks += 1
            return check_years(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(checking, "check_years", counted)

    def validate(self, *options: str) -> tuple[int, str, str]:
        """Return the status of the command and what it says."""
        status = main(["--data", str(self.folder.data), *options])
        said = self.capsys.readouterr()
        return status, said.out, said.err


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv(ELSEWHERE, str(tmp_path / "kept"))
    return Office(Folder(tmp_path / "county"), capsys, monkeypatch)


def test_the_same_is_said_again_without_looking(office: Office) -> None:
    first = office.validate()
    assert first == (0, "", "2019 年的数据没有问题。\n")
    assert (office.validate(), office.checks) == (first, 1)
    assert (office.validate("--no-cache"), office.checks) == (first, 2)


def test_faults_are_said_again_in_every_form(office: Office) -> None:
    office.folder.record("meizhu", "not_assessed: 3\n")
    office.folder.record("shizi", '"50%,:\\n50%": 1\n')
    for form in Format:
        kept, looked = office.validate("--format", form.value), office.validate("--format", form.value, "--no-cache")
        assert kept == looked
        assert kept[0] == 1
    assert office.checks == 1 + len(Format)


def test_a_change_is_looked_at_and_taking_it_back_finds_the_old_answer(office: Office) -> None:
    office.validate()
    office.folder.record("meizhu", "not_assessed: 3\n")
    assert office.validate()[0] == 1
    (office.folder.data / "scores" / "2019" / "meizhu.yaml").unlink()
    office.folder.record("meizhu", "")
    assert office.validate("--format", "json")[:2] == (0, "[]\n")


def test_years_are_asked_for_by_themselves(office: Office) -> None:
    office.validate()
    assert office.validate("--year", "2019")[0] == 0
    office.folder.write("years/2020.yaml", "year: 2020\n")
    assert office.validate()[0] == 1
    assert office.validate("--year", "2019")[0] == 0


def test_evidence_outside_of_the_data_is_looked_at(office: Office, tmp_path: Path) -> None:
    share = tmp_path / "county" / "share"
    share.mkdir()
    (share / "a.pdf").write_bytes(b"1")
    office.folder.write("county.yaml", "evidence_folder: share\n")
    before = office.validate()
    assert (office.validate(), office.checks) == (before, 1)
    (share / "a.pdf").write_bytes(b"2")
    office.validate()
    assert office.checks == 2


def test_what_cannot_be_kept_is_said_all_the_same(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(ELSEWHERE, str(tmp_path / "file"))
    assert json.loads(office.validate("--format", "json")[1]) == []
    assert (office.validate()[0], office.checks) == (0, 2)
