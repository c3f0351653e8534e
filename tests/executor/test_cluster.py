"""Jobs done by an engine give the bytes that this machine would give, or one line that says why there are none."""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import pytest

from assessment.commands.build import main
from assessment.errors import RequestError
from assessment.executor import cluster as module
from assessment.executor.choice import executor_at
from assessment.executor.cluster import Cluster
from assessment.executor.ground import WorkerGround, worker_ground
from assessment.executor.worker import ClusterError, carry_out, fault_file
from tests.built import ROOT, contents
from tests.cache.papers import papers
from tests.executor.engine import scheduler, workers
from tests.executor.jobs import fail, refuse, repeat
from tests.release.killed import HANGS

DYING = ("--preload", "tests.executor.dying")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with scheduler() as address:
        yield address


def said(address: str) -> str:
    """What a build says that is to use an engine which it cannot use."""
    with pytest.raises(ClusterError) as fault, executor_at(address):
        pass
    [line] = str(fault.value).splitlines()
    return line


def test_a_worker_that_dies_in_the_middle_changes_no_byte(address: str, small: Path, tmp_path: Path) -> None:
    with papers(tmp_path / "made") as builder, workers(address, (), DYING) as (_, dying):
        own = builder.of(small, cached=False)
        with executor_at(address) as executor:
            assert builder.of(small, cached=False, by=executor) == own
        assert dying.wait(HANGS) == -signal.SIGKILL
    assert len(own) > 4


@pytest.mark.slow
def test_the_command_gives_the_whole_output(address: str, small: Path, tmp_path: Path) -> None:
    """Two of three workers die at their first jobs."""
    arguments = ["--data", str(small), "--audience", "office", "--no-cache"]
    assert main([*arguments, "--output", str(tmp_path / "own")]) == 0
    with workers(address, (), DYING, DYING) as (_, *dying):
        assert main([*arguments, "--output", str(tmp_path / "other"), "--cluster", address]) == 0
        assert [one.wait(HANGS) for one in dying] == [-signal.SIGKILL] * 2
    assert contents(tmp_path / "own") == contents(tmp_path / "other")


def test_what_a_job_meets_is_one_line(address: str, tmp_path: Path) -> None:
    with workers(address, ()), executor_at(address) as executor:
        executor.submit(tmp_path / "good", repeat, "字", times=2).result()
        with pytest.raises(ClusterError) as fault:
            executor.submit(tmp_path / "bad", fail).result()
        assert str(fault.value) == "集群上生成 bad 时出错，没有做完：ValueError: no luck"
        with pytest.raises(RequestError, match=r"^缺少字库$"):
            executor.submit(tmp_path / "refused", refuse).result()
    assert (tmp_path / "good").read_bytes() == "字字".encode()
    assert not (tmp_path / "bad").exists()


@pytest.mark.slow
def test_a_job_at_which_every_worker_dies_is_given_up(tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
        with scheduler() as address, workers(address, DYING, DYING), executor_at(address) as executor:
            failure = executor.submit(tmp_path / "a", repeat, "字", 1).exception()
    assert str(failure) == "生成 a 时工作进程一再终止，不再重试；请看工作进程的日志"


def test_a_worker_that_differs_is_refused(address: str, tmp_path: Path) -> None:
    assert said(address).startswith("集群上没有工作进程；")
    with workers(address, (), LC_ALL="zh_CN.GBK"):
        assert "的语言、时区等环境变量与本机不同，结果会不一样；" in said(address)
    with workers(address, ("--nthreads", "2")):
        assert "有 2 个线程，排版不能用线程；请用 --nthreads 1 启动" in said(address)
    with workers(address, (), PYTHONPATH=""):
        assert said(address).endswith("没有这个程序，或者版本不同；请在各台机器上装成一样的")
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango')\n", encoding="utf-8")
    with workers(address, (), PYTHONPATH=f"{tmp_path}:{ROOT / 'scripts'}:{ROOT}"):
        assert "缺少排版软件或字库（OSError: cannot load library libpango）；请照 packages.txt" in said(address)


def test_an_address_without_an_answer_is_one_line(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "_ANSWER", 0.2)
    assert main(["--data", str(small), "--output", str(tmp_path / "output"), "--cluster", "tcp://127.0.0.1:1"]) == 1
    assert capsys.readouterr().err == (
        "集群 tcp://127.0.0.1:1 没有应答；请核对 --cluster 写的地址，例如 tcp://10.0.0.5:8786\n"
    )
    assert not (tmp_path / "output").exists()


def test_a_build_without_the_option_knows_no_engine(small: Path, tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from assessment.commands.build import main\n"
        "main(['--data', sys.argv[1], '--output', sys.argv[2], '--no-pdf'])\n"
        "print([name for name in ('dask', 'distributed', 'assessment.executor.cluster') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program, str(small), str(tmp_path / "output")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.splitlines()[-1] == "[]"


class Engine:
    """Keeps what a build tells it; has no workers."""

    def __init__(self) -> None:
        self.calls: list[object] = []

    def submit(self, *given: object, **named: object) -> "Engine":
        """Keep it; what was queued never ends."""
        self.calls.append((given, named))
        return self

    def add_done_callback(self, _: object) -> None: ...

    def scheduler_info(self) -> dict[str, object]:
        """Say that there are no workers."""
        return {"workers": {}}


GROUND = WorkerGround("", "", "", "")


def test_the_engine_hears_nothing_of_what_is_set(tmp_path: Path) -> None:
    engine = Engine()
    Cluster(cast("Any", engine), GROUND, "one").submit(tmp_path / "a", repeat, "保密的话", 1)
    assert "保密的话".encode() not in pickle.dumps(engine.calls)
    assert "保密的话".encode() in (tmp_path / ".a.job").read_bytes()


def test_jobs_that_nobody_does_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOK", 0)
    own = Cluster(cast("Any", Engine()), GROUND, "one")
    answer = own.submit(tmp_path / "a", repeat, "字", 1)
    closing = threading.Event()
    watch = threading.Thread(target=own.watch, args=(closing,))
    watch.start()
    assert str(answer.exception()).startswith("集群上一直没有工作进程")
    closing.set()
    watch.join()


def test_a_file_that_the_build_has_not_written_is_not_loaded(tmp_path: Path) -> None:
    ground, job = worker_ground(), tmp_path / ".a.job"
    with pytest.raises(ClusterError, match=r"^读不到 .*共享文件夹里$"):
        carry_out(str(job), "", ground, "one")
    job.write_bytes(pickle.dumps((tmp_path / "a", partial(repeat, "字", 1))))
    with pytest.raises(ClusterError, match="不是这次生成写下的那一份"):
        carry_out(str(job), "0" * 64, ground, "one")
    assert not (tmp_path / "a").exists()
    assert carry_out(str(job), sha256(job.read_bytes()).hexdigest(), ground, "one") == sha256("字".encode()).hexdigest()
    assert (tmp_path / "a").read_text(encoding="utf-8") == "字"


@pytest.mark.parametrize("task", [fail, refuse])
def test_the_engine_hears_nothing_of_why_a_job_failed(task: Callable[[], bytes], tmp_path: Path) -> None:
    """Why may be words of a record: they stand beside the target, and the engine is given nothing."""
    job = tmp_path / ".a.job"
    job.write_bytes(pickle.dumps((tmp_path / "a", task)))
    assert carry_out(str(job), sha256(job.read_bytes()).hexdigest(), worker_ground(), "one") == ""
    assert fault_file(tmp_path / "a").read_text(encoding="utf-8").endswith(("no luck", "缺少字库"))
    assert not (tmp_path / "a").exists()


def test_work_for_a_build_that_works_with_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match=r"^程序或软件库的版本、系统的排版软件、字库或字体设置、语言"):
        carry_out(str(tmp_path / "job"), "", GROUND, "two")
