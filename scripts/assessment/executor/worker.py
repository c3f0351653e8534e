"""A job as a worker of a cluster does it: the engine brings a path and digests, the folder that all share the rest."""

import hashlib
import pickle
from functools import lru_cache
from pathlib import Path

from assessment.errors import RequestError
from assessment.executor.ground import WorkerGround, worker_ground
from assessment.executor.job import write_result


class ClusterError(RequestError):
    """A cluster cannot do the jobs of a build; the message says why."""


def _ground() -> WorkerGround | ClusterError:
    try:
        return worker_ground()
    except OSError as fault:
        return ClusterError(f"缺少排版软件或字库（{fault}）；请照 packages.txt 和 requirements.txt 装齐，重新启动")


_AT_START = _ground()
"""With what this process began; a program that was changed since is not the one at work."""


def ground_now() -> WorkerGround | None:
    """Return what this process does jobs with; None where that has changed since it began.

    Raises:
        ClusterError: if something is missing to do any with, saying what.
    """
    if isinstance(_AT_START, ClusterError):
        raise _AT_START
    now = _ground()
    if isinstance(now, ClusterError):
        raise now
    return now if now == _AT_START else None


def carry_out(job: str, digest: str, wanted: WorkerGround, build: str) -> str:
    """Do a job that a build has put into the shared folder; return the SHA-256 of the file that it gave.

    Where the job itself has failed, return nothing: why may be words of a record, which the engine must not hear, and
    stands in a file beside its target.

    Args:
        job: the path of its file.
        digest: the SHA-256 of that: nothing else is loaded.
        wanted: what the build itself does jobs with.
        build: tells builds apart.

    Raises:
        ClusterError: if the file cannot be read, or this worker would do the job with anything else.
    """
    _refuse_other_ground(wanted, build)
    try:
        content = Path(job).read_bytes()
    except OSError as fault:
        raise ClusterError(f"读不到 {job}；输出位置要在各台机器都能读写、路径相同的共享文件夹里") from fault
    if hashlib.sha256(content).hexdigest() != digest:
        raise ClusterError(f"{job} 不是这次生成写下的那一份；共享文件夹里的文件被别人改过")
    target, work = pickle.loads(content)
    try:
        result: bytes = work()
    except Exception as fault:  # whatever it is, the build says it
        write_result(fault_file(target), _one_line(target, fault).encode())
        return ""
    write_result(target, result)
    return hashlib.sha256(result).hexdigest()


def fault_file(target: Path) -> Path:
    """Return where it is written why a job gave nothing."""
    return target.with_name(f".{target.name}.fault")


def _one_line(target: Path, fault: Exception) -> str:
    if isinstance(fault, RequestError):
        return str(fault)
    what = " ".join(f"{type(fault).__name__}: {fault}".split())
    return f"集群上生成 {target.name} 时出错，没有做完：{what}"


@lru_cache(maxsize=8)
def _refuse_other_ground(wanted: WorkerGround, build: str) -> None:
    """Refuse to work for a build with anything but what it works with itself; looked at once for each build."""
    del build
    refuse_difference(wanted, ground_now())


def refuse_difference(wanted: WorkerGround, found: WorkerGround | None) -> None:
    """Refuse a worker that would do a job with anything else.

    Raises:
        ClusterError: saying in what it differs.
    """
    if found is None:
        raise ClusterError("启动以后程序、字库或环境改过，请重新启动它")
    if differences := wanted.differences(found):
        raise ClusterError(f"{'、'.join(differences)}与本机不同，结果会不一样；请在各台机器上装成一样的")
