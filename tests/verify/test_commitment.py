"""Nothing that is published lets anybody test a guess; one keyed value stands for all inputs."""

import hashlib
import hmac
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from assessment.approval.commitment import commitment
from assessment.commands.build import main
from assessment.dataset.approval import Act, ActKind, Fixed
from assessment.period import Period
from assessment.place import Origin, Place
from assessment.year.reading import read_year
from tests.built import ROOT, Built, contents
from tests.folder import Folder

KEY = "0f" * 32
HERE = Origin(Place("approvals/2019.yaml", 1, 1), {})
FIXED = Fixed({"years/2019.yaml": "aa"}, {"2019/e1.pdf": "bb"}, "cc", {"jia": "90.6"})
ACT = Act(ActKind.APPROVED, 0, date(2020, 2, 20), FIXED, KEY, "dd", HERE)


def of(act: Act) -> str:
    return commitment(Period(2019), act)


def test_the_commitment_can_be_computed_by_hand() -> None:
    fixed = '[{"years/2019.yaml":"aa"},{"2019/e1.pdf":"bb"},"cc",{"jia":"90.6"}]'
    text = f'["assessment-commitment-1",2019,"approved",0,"2020-02-20",{fixed}]'
    assert of(ACT) == hmac.new(bytes.fromhex(KEY), text.encode(), hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        replace(ACT, key="f0" * 32),
        replace(ACT, kind=ActKind.PUBLISHED),
        replace(ACT, number=1),
        replace(ACT, date=date(2020, 2, 21)),
        replace(ACT, fixed=replace(FIXED, inputs={"years/2019.yaml": "ab"})),
        replace(ACT, fixed=replace(FIXED, evidence={})),
        replace(ACT, fixed=replace(FIXED, results="cd")),
        replace(ACT, fixed=replace(FIXED, totals={"jia": "90.7"})),
    ],
)
def test_everything_that_was_approved_counts(other: Act) -> None:
    assert of(other) != of(ACT)


def test_the_manifest_follows_its_schema_and_lists_what_the_build_was_made_with(built: Built) -> None:
    manifest = json.loads((built.site / "manifest.json").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "schemas" / "manifest.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(manifest)) == []
    files = {path: hashlib.sha256(content).hexdigest() for path, content in contents(built.site).items()}
    assert manifest["files"] == {path: files[path] for path in files.keys() - {"manifest.json", "SHA256SUMS"}}
    record = read_year(built.data, Period(2019)).whole.approval
    assert record is not None
    assert record.in_force is not None
    [year] = [year for year in manifest["years"] if year["year"] == 2019]
    assert year["commitment"] == commitment(Period(2019), record.in_force)
    locked = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / "requirements.txt").read_text(), re.MULTILINE))
    assert {
        name: manifest["libraries"][name] for name in ("weasyprint", "pelican", "matplotlib")
    }.items() <= locked.items()
    assert {"pango", "harfbuzz"} <= manifest["libraries"].keys()
    assert set(manifest["fonts"]) == {"Song", "Title", "Hei", "Fang", "Kai", "KaiMore"}
    scheme = (built.data / "schemes" / "2019.yaml").read_bytes()
    assert year["scheme"] == hashlib.sha256(scheme).hexdigest()


def test_no_digest_of_what_is_not_public_is_published(built: Built) -> None:
    """Neither the digests of the files, nor any in the record of approval, nor Git's own, nor the keys."""
    private = set()
    for path in built.data.rglob("*.yaml"):
        content = path.read_bytes()
        private |= {hashlib.sha256(content).hexdigest(), hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()}
    for record in (built.data / "approvals").glob("*.yaml"):
        for act in yaml.safe_load(record.read_text(encoding="utf-8"))["acts"]:
            private |= {*act["inputs"].values(), act["results"], act["key"], act["seal"]}
    # The schemes are public, and so are the files of evidence that pages link to.
    private -= {hashlib.sha256(path.read_bytes()).hexdigest() for path in (built.data / "schemes").glob("*.yaml")}
    assert len(private) > 200
    for name, content in contents(built.site).items():
        found = set(re.findall(r"[0-9a-f]{40,64}", content.decode("latin-1")))
        assert found & private == set(), name


def test_before_approval_there_is_no_commitment(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert main(["--data", str(folder.data), "--output", str(tmp_path / "output"), "--no-pdf"]) == 0
    manifest = json.loads((tmp_path / "output" / "manifest.json").read_text(encoding="utf-8"))
    assert [year.keys() for year in manifest["years"]] == [{"year", "provenance", "scheme"}]
    assert manifest["fonts"] == {}, "without PDFs nothing depends on a font"
