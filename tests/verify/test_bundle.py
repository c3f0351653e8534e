"""A bundle is checked against its own manifest without unpacking it, and harms nobody who checks it."""

import io
import json
import os
import shutil
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.bundle import contents as contents_module
from assessment.bundle.manifest import read_manifest
from assessment.commands.verify import main
from assessment.errors import RequestError
from tests.built import Built

Say = pytest.CaptureFixture[str]
PAGE = "2019/units/jianping/index.html"


@pytest.fixture
def site(built: Built, tmp_path: Path) -> Path:
    """A published folder to spoil."""
    return Path(shutil.copytree(built.site, tmp_path / "site"))


def zipped(site: Path, target: Path, top: str = "") -> Path:
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(site.rglob("*")):
            if path.is_file():
                archive.write(path, top + path.relative_to(site).as_posix())
    return target


def refused(path: Path, capsys: Say) -> str:
    """Return the one line that is said of a bundle that is not looked into."""
    assert main([str(path)]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    [line] = output.err.splitlines()
    return line


@pytest.mark.parametrize("form", ["folder", "zip", "zip in a folder"])
def test_a_whole_bundle(form: str, built: Built, tmp_path: Path, capsys: Say) -> None:
    path = built.site
    if form != "folder":
        path = zipped(built.site, tmp_path / "bundle.zip", "2019/" if "in a" in form else "")
    count = sum(1 for file in built.site.rglob("*") if file.is_file())
    assert main([str(path)]) == 0
    output = capsys.readouterr()
    assert output.err == ""
    assert output.out.startswith(f"与清单一致：2019、2018 年，{count} 个文件，清单写的版本是 ")


def spoil(site: Path) -> None:
    (site / PAGE).write_bytes((site / PAGE).read_bytes() + b" ")
    (site / "2019" / "results.csv").unlink()
    (site / "2019" / "更新.html").write_text("")
    (site / "theme" / "other").symlink_to("/etc")
    (site / "feed.xml").unlink()
    (site / "feed.xml").symlink_to("/etc/passwd")
    os.mkfifo(site / "pipe")


def test_every_file_that_differs_is_named(site: Path, capsys: Say) -> None:
    spoil(site)
    assert main([str(site)]) == 1
    output = capsys.readouterr()
    assert output.out.splitlines() == [
        "缺少：2019/results.csv",
        f"改动：{PAGE}",
        "多出：2019/更新.html",
        "不是普通文件：feed.xml",
        "不是普通文件：pipe",
        "不是普通文件：theme/other",
    ]
    assert output.err == "发布包与清单不一致，共 6 处\n"


def test_a_link_in_an_archive_is_named_and_what_stands_beside_the_bundle_too(
    built: Built, tmp_path: Path, capsys: Say
) -> None:
    path = zipped(built.site, tmp_path / "bundle.zip", "2019/")
    link = zipfile.ZipInfo("2019/passwd")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("read me.txt", "")
    assert main([str(path)]) == 1
    assert capsys.readouterr().out == "多出：../read me.txt\n不是普通文件：passwd\n"


def test_names_cannot_play_with_the_terminal(site: Path, capsys: Say) -> None:
    (site / "a\n\x1b[2J\u202eb").write_text("")
    assert main([str(site)]) == 1
    assert capsys.readouterr().out == "多出：a\\u{a}\\u{1b}[2J\\u{202e}b\n"


def test_a_manifest_that_was_changed_is_seen_by_the_sums(site: Path, capsys: Say) -> None:
    manifest = site / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"pdf": true', '"pdf": false'), encoding="utf-8")
    assert main([str(site)]) == 1
    assert capsys.readouterr().out == "改动：SHA256SUMS\n"


def test_sha256sum_reads_the_sums(built: Built) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=built.site, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    files = {path.relative_to(built.site).as_posix() for path in built.site.rglob("*") if path.is_file()}
    assert {line.removesuffix(": OK") for line in done.stdout.splitlines()} == files - {"SHA256SUMS"}


MANIFEST = zipfile.ZipInfo("manifest.json")


def archive_of(*names: str) -> bytes:
    """Return an archive with files of these names, which hold their names."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), name)
    return content.getvalue()


def with_end(**fields: int) -> bytes:
    """Return an archive whose end says something else of the length of its list of files."""
    content = bytearray(archive_of("manifest.json"))
    at = content.rfind(b"PK\x05\x06")
    content[at + 12 : at + 16] = fields["length"].to_bytes(4, "little")
    return bytes(content)


def encrypted() -> bytes:
    content = bytearray(archive_of("manifest.json"))
    content[6] |= 1
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


TWICE = "压缩包里有同名的文件，没有核对"
WHICH = "压缩包里没有 manifest.json，或不止一个，不是一个发布包"
NO_MANIFEST = "manifest.json 不是清单的写法（见 schemas/manifest.json），没有核对"
LARGE = b"PK\x06\x07" + bytes(16)
OUTSIDE = "压缩包里有指向包外的文件名，没有核对"
DAMAGED = "bundle.zip 不是完好的 zip 文件，没有核对"
UNLISTED = "压缩包里有目录没有列出的内容，没有核对"
READINGS = "压缩包的两处目录不一致，别的程序展开后会不同，没有核对"
LONG = "压缩包的文件目录太长或不合规，没有核对"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(archive_of("manifest.json", "../../etc/profile"), OUTSIDE, id="slip"),
        pytest.param(archive_of("manifest.json", "a/../../b"), OUTSIDE, id="slip inside"),
        pytest.param(archive_of("manifest.json", "/etc/passwd"), OUTSIDE, id="absolute"),
        pytest.param(archive_of("manifest.json", "..\\a"), OUTSIDE, id="backslash"),
        pytest.param(archive_of("manifest.json", "a/./b"), OUTSIDE, id="dot"),
        pytest.param(archive_of("manifest.json", "a//b"), OUTSIDE, id="nothing between slashes"),
        pytest.param(archive_of("manifest.json", "x" * 5).replace(b"xxxxx", b"x\0.sh"), OUTSIDE, id="zero"),
        pytest.param(archive_of("manifest.json", "b", "c").replace(b"c", b"b"), TWICE, id="twice"),
        pytest.param(archive_of("a", "b"), WHICH, id="no manifest"),
        pytest.param(
            archive_of("a/manifest.json", "b/manifest.json"),
            WHICH,
            id="two manifests",
        ),
        pytest.param(
            archive_of("manifest.json"),
            "manifest.json 不是清单的写法（见 schemas/manifest.json），没有核对",
            id="no JSON",
        ),
        pytest.param(archive_of("manifest.json")[:-1], DAMAGED, id="cut off"),
        pytest.param(
            archive_of("manifest.json").replace(b"manifest.json", b"manifest.jsoN", 1), READINGS, id="two names"
        ),
        pytest.param(encrypted(), "压缩包加了密码，没有核对", id="encrypted"),
        pytest.param(b"", DAMAGED, id="empty"),
        pytest.param(b"<html>" * 1000, DAMAGED, id="no archive"),
        pytest.param(with_end(length=2**31), LONG, id="endless list"),
        pytest.param(archive_of("manifest.json") + archive_of("a"), UNLISTED, id="two ends"),
        pytest.param(
            archive_of("manifest.json").replace(b"PK\x05\x06", b"PK\x06\x07" + bytes(16) + b"PK\x05\x06"), LONG, id="64"
        ),
    ],
)
def test_an_archive_that_may_do_harm_is_refused_in_one_line(
    content: bytes, said: str, tmp_path: Path, capsys: Say
) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(content)
    assert refused(path, capsys) == said
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("limit", "most"), [("MOST_BYTES", 999_999), ("MOST_FILES", 1)])
def test_a_bomb_is_refused_before_it_is_read(
    limit: str, most: int, tmp_path: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bundle.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", "{}")
        archive.writestr("zeros", bytes(1_000_000))
    assert path.stat().st_size < 3_000
    monkeypatch.setattr(contents_module, limit, most)
    # Nothing may be unpacked to learn how much it would be.
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert refused(path, capsys).startswith("压缩包展开后太大")


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("nowhere.zip", lambda _: None, "没有这个文件或文件夹"),
        ("empty", Path.mkdir, "里没有 manifest.json，不是发布包"),
    ],
)
def test_what_is_no_bundle_is_one_line(
    name: str, make: Callable[[Path], None], said: str, tmp_path: Path, capsys: Say
) -> None:
    make(tmp_path / name)
    assert said in refused(tmp_path / name, capsys)


def test_a_manifest_is_not_endless(tmp_path: Path, capsys: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents_module, "MOST_MANIFEST", 9)
    (tmp_path / "manifest.json").write_text("0123456789")
    assert refused(tmp_path, capsys) == "manifest.json 太大，没有核对"
    path = zipped(tmp_path, tmp_path.parent / "large.zip")
    assert refused(path, capsys) == "manifest.json 太大，没有核对"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below, max_size=3),
    max_leaves=5,
)


@given(st.data())
def test_no_manifest_breaks_the_check(built: Built, data: st.DataObject) -> None:
    document = json.loads((built.site / "manifest.json").read_text(encoding="utf-8"))
    field = data.draw(st.sampled_from(sorted(document)))
    document[field] = data.draw(values)
    try:
        result = read_manifest(json.dumps(document).encode())
    except RequestError:
        return
    assert result.expected.keys() >= {"manifest.json", "SHA256SUMS"}


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"\xff", b"[" * 100_000, b'{"year": 2019}', b"1e999", b"NaN", b'"\\ud800"', b'{"a": 1, "a": 2}'],
)
def test_no_text_breaks_the_check(content: bytes) -> None:
    with pytest.raises(RequestError, match="不是清单的写法"):
        read_manifest(content)


def test_a_name_that_stands_twice_is_refused(built: Built) -> None:
    text = (built.site / "manifest.json").read_bytes()
    read_manifest(text)
    with pytest.raises(RequestError, match="不是清单的写法"):
        read_manifest(text.replace(b'"only": ""', b'"only": "",\n  "only": ""'))


def test_a_listed_name_may_be_no_text(site: Path, capsys: Say) -> None:
    document = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    document["files"]["\ud800"] = "0" * 64
    (site / "manifest.json").write_text(json.dumps(document), encoding="utf-8")
    assert main([str(site)]) == 1
    assert capsys.readouterr().out == "改动：SHA256SUMS\n缺少：\\u{d800}\n"
