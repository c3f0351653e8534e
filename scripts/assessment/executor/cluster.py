"""Jobs handed to an engine that is there already: dask.distributed, which is loaded only when it is asked for.

The engine hears where a job lies and what its file digests to. The job itself, and what it gives, are files of the
folder in which the build works, which has to be one that all machines see under the same path.
"""

import hashlib
import logging
import pickle
import secrets
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

from assessment.errors import RequestError
from assessment.executor.ground import WorkerGround
from assessment.executor.worker import ClusterError, carry_out, fault_file, ground_now, refuse_difference

if TYPE_CHECKING:
    import distributed

P = ParamSpec("P")

_ANSWER = 15
"""Seconds in which an engine has to answer."""
_LOOK = 5
"""Seconds between two looks at whether there are workers."""
_PATIENCE = 12
"""After how many looks without a worker a build gives up."""
_LOGGERS = ("distributed", "distributed.client", "distributed.core", "distributed.comm", "tornado", "asyncio")


@dataclass(frozen=True)
class Cluster:
    """Does jobs by the workers of an engine."""

    client: "distributed.Client"
    ground: WorkerGround
    """What this build itself does jobs with."""
    build: str
    """Tells this build from others."""
    waiting: dict["Future[None]", "distributed.Future"] = field(default_factory=dict)
    """Jobs without an answer, each with what the engine knows of it: it drops a job that nobody wants any more."""

    def submit(self, target: Path, task: Callable[P, bytes], *given: P.args, **named: P.kwargs) -> "Future[None]":
        """Queue a job.

        The future raises ClusterError if the job cannot be done, and RequestError where the job itself says why.
        """
        job = target.with_name(f".{target.name}.job")
        content = pickle.dumps((target, partial(task, *given, **named)))
        job.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        answer: Future[None] = Future()
        there = self.client.submit(carry_out, str(job), digest, self.ground, self.build, pure=False)
        self.waiting[answer] = there
        there.add_done_callback(partial(self._answer, answer, target))
        return answer

    def _answer(self, answer: "Future[None]", target: Path, there: "distributed.Future") -> None:
        """Say how a job has ended, unless nobody waits for it any more."""
        fault = _fault_of(target, there)
        if self.waiting.pop(answer, None) is not None and answer.set_running_or_notify_cancel():
            _end(answer, fault)

    def watch(self, closing: threading.Event) -> None:
        """Give all jobs up when nobody has been there for long to do them; look for that until the build closes."""
        looks = 0
        while not closing.wait(_LOOK):
            looks = 0 if self._has_workers() else looks + 1
            if looks >= _PATIENCE:
                self.give_up("集群上一直没有工作进程，任务没有人做；请启动以后重新生成")

    def give_up(self, why: str) -> None:
        """End all jobs that have no answer."""
        for answer in [*self.waiting]:
            if self.waiting.pop(answer, None) is not None and answer.set_running_or_notify_cancel():
                _end(answer, ClusterError(why))

    def _has_workers(self) -> bool:
        try:
            return bool(self.client.scheduler_info()["workers"])
        except OSError:
            return False


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """Yield the workers of an engine, which do what this machine would do, or nothing.

    Args:
        address: of its scheduler, such as ``tcp://10.0.0.5:8786`` or ``tls://…``; how it is encrypted and who may take
            part is in the settings of dask on each machine.

    Raises:
        ClusterError: if it does not answer, has no workers, or one that differs from this machine.
    """
    with _connected(address) as client:
        ground = ground_now()
        if ground is None:
            raise ClusterError("程序在运行中改过，请重新运行")
        _refuse_workers(client, ground)
        own = Cluster(client, ground, secrets.token_hex(8))
        closing = threading.Event()
        watch = threading.Thread(target=own.watch, args=(closing,), daemon=True)
        watch.start()
        try:
            yield own
        finally:
            closing.set()
            watch.join()


@contextmanager
def _connected(address: str) -> "Iterator[distributed.Client]":
    if find_spec("distributed") is None:
        raise ClusterError("没有安装 dask.distributed，不能用 --cluster；安装方法见 docs/cluster.md")
    import distributed

    for name in _LOGGERS:
        # What there is to say is said in one line, by whoever waits for an answer.
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            client = distributed.Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError, ImportError) as fault:
        raise ClusterError(f"集群 {address} 没有应答；请核对 --cluster 写的地址，例如 tcp://10.0.0.5:8786") from fault
    try:
        yield client
    finally:
        with suppress(OSError):
            client.close()


def _refuse_workers(client: "distributed.Client", ground: WorkerGround) -> None:
    """Refuse an engine whose workers would give other bytes, or might crash."""
    threads = client.nthreads()
    if not threads:
        raise ClusterError("集群上没有工作进程；请先启动，例如 dask worker 地址 --nthreads 1 --nworkers 4")
    for worker, count in sorted(threads.items()):
        if count != 1:
            raise ClusterError(f"工作进程 {worker} 有 {count} 个线程，排版不能用线程；请用 --nthreads 1 启动")
    for worker, found in sorted(client.run(ground_now, on_error="return").items()):
        if isinstance(found, ClusterError):
            raise ClusterError(f"工作进程 {worker} {found}")
        if isinstance(found, Exception):
            raise ClusterError(f"工作进程 {worker} 没有这个程序，或者版本不同；请在各台机器上装成一样的") from found
        try:
            refuse_difference(ground, found)
        except ClusterError as fault:
            raise ClusterError(f"工作进程 {worker} 的{fault}") from fault


def _end(answer: "Future[None]", fault: Exception | None) -> None:
    if fault is None:
        answer.set_result(None)
    else:
        answer.set_exception(fault)


def _fault_of(target: Path, there: "distributed.Future") -> Exception | None:
    """Return why a job was not done; None where its file is there as it was written."""
    if there.status == "error":
        return _fault_of_worker(target, there.exception())
    if there.status != "finished":
        return ClusterError("与集群的联系断了，没有做完；请核对以后重新生成")
    result: str = there.result()
    try:
        if not result:
            return ClusterError(fault_file(target).read_text(encoding="utf-8"))
        is_whole = hashlib.sha256(target.read_bytes()).hexdigest() == result
    except OSError:
        is_whole = False
    return None if is_whole else ClusterError(f"集群做好的 {target} 在本机读不到，或者不是那一份；请核对共享文件夹")


def _fault_of_worker(target: Path, fault: BaseException | None) -> Exception:
    """Return in one line what a worker has met."""
    from distributed import KilledWorker

    if isinstance(fault, RequestError):
        return fault
    if isinstance(fault, KilledWorker):
        return ClusterError(f"生成 {target.name} 时工作进程一再终止，不再重试；请看工作进程的日志")
    what = " ".join(f"{type(fault).__name__}: {fault}".split())
    return ClusterError(f"集群上生成 {target.name} 时出错，没有做完：{what}")
