"""scripts/build as the office meets it: what it makes, what it refuses and how, and what it never touches."""

import os
import re
import shutil
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assessment.bundle.sums import MARKER
from assessment.commands import running
from assessment.commands.build import main
from assessment.release import pipeline
from assessment.render import views
from assessment.render.documents.compose import Composer
from tests.built import COMMITTED, ROOT, Built, commit, contents, module, run
from tests.folder import DATA, Folder, heading

EVIDENCE = "evidence:\n  - {id: e01, title: 通报, kind: 通报, source: 县, captured: 2019-05-12, url: /t}\n"
DEDUCTION = "deductions:\n  - {{id: d01, clause: {}, date: {}, reason: 一, evidence: [e01]}}\n"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An output from earlier."""
    output = tmp_path / "output"
    for name in (MARKER, "index.html", "2019/units/jia/index.html"):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_text("earlier", encoding="utf-8")
    return output


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def build(data: Path, output: Path, *more: str) -> int:
    return main(["--data", str(data), "--output", str(output), *more])


def only_line(text: str) -> str:
    """Return the line that is all there is."""
    [line] = text.splitlines()
    return line


def test_the_summary(built: Built) -> None:
    said = built.said.splitlines()
    years = sorted((path.stem for path in (built.data / "years").iterdir()), reverse=True)
    assert said[0] == f"已生成政务公开考评 {'、'.join(years)} 年"
    assert said[1] == "  2019 年：42 个单位，已公布，全部公开：得分、原因和依据"
    more = said[1 + len(years) :]
    pdfs = [*built.site.rglob("*.pdf")]
    assert re.fullmatch(rf"  内容：\d+ 个网页（另有长辈版和供门户粘贴的片段），{len(pdfs)} 份 PDF", more[0])
    assert more[1] == f"  位置：{built.site}/"
    assert re.fullmatch(r"  用时：\d+\.\d 秒", more[2])
    assert more[3] == f"  打开：{built.site}/index.html，{built.site}/2019/pdf/annual.pdf"
    assert more[4:] == ["  注意：示例数据，非真实考评结果"]


def test_pages_are_dated_by_the_commit(built: Built) -> None:
    assert COMMITTED.startswith("2020-03-02")
    assert "页面日期 2020年3月2日" in (built.site / "index.html").read_text(encoding="utf-8")


BACKWARDS = """\
import os
real_scandir, real_listdir = os.scandir, os.listdir


class Backwards:
    def __init__(self, entries):
        with entries:
            self.entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def close(self):
        pass


os.scandir = lambda *path: Backwards(real_scandir(*path))
os.listdir = lambda *path: sorted(real_listdir(*path), reverse=True)
os.umask(0o077)
"""
"""Python runs this before anything else: every folder is listed in an order that no file system has by chance."""


def test_the_same_records_give_the_same_bytes(built: Built, tmp_path: Path) -> None:
    """Nothing of where, when and by whom it was made shows in any file.

    The second build is elsewhere, a day earlier by the clock, in another language, by one process, of a folder that
    belongs to somebody else, by a user without a home who lets nobody read, on a file system with another order.
    """
    data = tmp_path / "elsewhere" / "data"
    commit(Path(shutil.copytree(DATA, data)).parent)
    if os.geteuid() == 0:
        run(["chown", "--recursive", "65534:65534", str(data.parent)], cwd=tmp_path)
    (tmp_path / "first" / "sitecustomize.py").parent.mkdir()
    (tmp_path / "first" / "sitecustomize.py").write_text(BACKWARDS)
    output = tmp_path / "other output"
    environment = {
        "TZ": "Pacific/Pago_Pago",
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "C",
        "HOME": "/nowhere",
        "USER": "somebody",
        "LOGNAME": "somebody",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": f"{tmp_path / 'first'}:{ROOT / 'scripts'}",
        "MPLCONFIGDIR": str(tmp_path / "matplotlib"),
    }
    command = module("build", "--data", str(data), "--output", str(output))
    run(["taskset", "--cpu-list", str(min(os.sched_getaffinity(0))), *command], cwd=tmp_path, **environment)
    assert stat.S_IMODE((output / "index.html").stat().st_mode) == 0o600, "what is run first was run"
    ours, theirs = contents(built.site), contents(output)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


BAD: Mapping[str, str] = {
    "jianping": "marks: [\n",
    "shizi": "self_review:\n  title: 总结\n  title: 报告\n  url: https://example.org/\n",
    "taocheng": "not_assessed: 3\n",
    "meizhu": EVIDENCE + DEDUCTION.format("附件2第9项", "2019-05-12"),
    "xinfa": f"{EVIDENCE}marks:\n  agency: {{mark: 100.5, date: 2019-12-12, evidence: [e01]}}\n",
    "feili": EVIDENCE + DEDUCTION.format("附件2第1项", "2018-05-12"),
    "biqiao": "ballots:\n  peer:\n    - {rater: lingda, date: 2020-01-14, marks: [90, 91]}\n"
    + "".join(
        f"    - {{rater: {rater}, date: 2020-01-14, marks: [90]}}\n" for rater in ("fagaiwei", "shuiliju", "sifaju")
    ),
}
"""Records, by unit, each with one fault; the body begins in line 4."""

FAULTS = [
    "data/schemes/2019.yaml:10:7: weights-do-not-add-up",
    "data/scores/2019/biqiao.yaml:6:15: wrong-rater-group",
    "data/scores/2019/feili.yaml:7:37: outside-window",
    "data/scores/2019/jianping.yaml:4:8: wrong-type",
    "data/scores/2019/jianping.yaml:4:8: yaml-syntax",
    "data/scores/2019/meizhu.yaml:7:23: unknown-clause",
    "data/scores/2019/nobody.yaml:1:7: unknown-unit",
    "data/scores/2019/shizi.yaml:6:3: duplicate-key",
    "data/scores/2019/taocheng.yaml:4:15: wrong-type",
    "data/scores/2019/xinfa.yaml:7:18: mark-above-full",
    "data/scores/2019/yaocun.yaml:1:7: misnamed-file",
]
"""What is said of them, with the weights, a unit that is none, and a file named unlike its unit."""


@pytest.fixture
def bad(folder: Folder) -> Path:
    for unit, body in BAD.items():
        folder.record(unit, body)
    folder.write("scores/2019/nobody.yaml", heading("nobody"))
    folder.write("scores/2019/yaocun.yaml", heading("lingda"))
    folder.change("schemes/2019.yaml", "    points: 40\n", "    points: 39\n")
    return folder.data


def test_all_faults_are_told_at_once_and_nothing_is_touched(
    bad: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(output)
    assert build(bad, output) == 1
    outlets = capsys.readouterr()
    assert outlets.out == ""
    *lines, last = outlets.err.splitlines()
    assert [re.match(r"[^:]+:\d+:\d+: [a-z-]+(?=: \S)", line)[0] for line in lines] == [  # type: ignore[index]
        f"{bad.parent}/{fault}" for fault in FAULTS
    ]
    for line in lines:
        assert re.search("[\u4e00-\u9fff].*（.*）$", line), f"a sentence with a hint: {line}"
    assert last == f"数据有误，共 {len(FAULTS)} 处错误，没有写任何文件；原有的输出保持不变。"
    assert contents(output) == before
    assert sorted(path.name for path in output.parent.iterdir() if path.is_dir()) == ["data", "output"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--only", "nobody"], "nobody"),
        (["--year", "2017"], "没有 2017 年的年度文件，现有：2019"),
        (["--data", "/nowhere"], "/nowhere/years/ 里没有年度文件，请核对 --data"),
    ],
)
def test_what_is_not_there_is_one_line(
    options: list[str], said: str, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(output)
    assert build(DATA, output, *options) == 1
    outlets = capsys.readouterr()
    assert outlets.out == ""
    assert said in only_line(outlets.err)
    assert contents(output) == before


def test_a_character_without_a_glyph_is_named_and_shown_as_what_it_is_now(
    folder: Folder, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = EVIDENCE.replace("title: 通报", "title: 建\ue863镇通报")
    folder.record("jianping", evidence + DEDUCTION.format("附件2第1项", "2019-05-12"))
    assert any("U+E863" in line for line in folder.messages())
    assert build(folder.data, output, "--audience", "office", "--only", "jianping") == 0
    assert "U+E863）" in capsys.readouterr().err, "said once more, and no reason to stop"


def fail(*_: object, **__: object) -> None:
    raise ZeroDivisionError("unexpected")


def no_text(*_: object) -> int:
    """Nothing that a process of the typesetter can lay out."""
    return 0


@pytest.mark.parametrize(
    ("where", "name", "instead", "options"),
    [
        pytest.param(pipeline, "assess", fail, [], id="while computing"),
        pytest.param(views, "losses", fail, ["--no-pdf"], id="in a page"),
        pytest.param(Composer, "numbers", no_text, ["--only", "jia"], id="in a process that lays out"),
        pytest.param(pipeline, "write_manifest", fail, ["--no-pdf"], id="at the very end"),
    ],
)
def test_a_failure_leaves_a_log_and_the_earlier_output(
    where: object,
    name: str,
    instead: Callable[..., object],
    options: list[str],
    small: Path,
    output: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(where, name, instead)
    monkeypatch.setattr(running, "CACHE", tmp_path / ".cache")
    before = contents(output)
    assert build(small, output, "--audience", "office", *options) == 3
    log = tmp_path / ".cache" / "error.log"
    said = capsys.readouterr()
    assert said.out == ""
    assert only_line(said.err) == f"程序出错，原有的输出保持不变；请把 {log} 交给维护人员。"
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert contents(output) == before
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] in ([".cache", "output"], ["output", ".cache"])


def test_an_interrupted_build_leaves_the_earlier_output(
    small: Path, output: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "write_manifest", interrupt)
    before = contents(output)
    assert build(small, output, "--audience", "office", "--no-pdf") == 130
    assert only_line(capsys.readouterr().err) == "已中断，原有的输出保持不变。"
    assert contents(output) == before


def test_the_year_is_the_newest_one(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    folder.write("years/2020.yaml", "year: 2020\n")
    assert build(folder.data, folder.data.parent / "output", "--no-pdf") == 1
    assert f"{folder.data}/years/2020.yaml:" in capsys.readouterr().err
