"""Which executor a build is given."""

from contextlib import AbstractContextManager

from assessment.executor.executor import Executor
from assessment.executor.processes import own_processes


def executor_at(address: str) -> AbstractContextManager[Executor]:
    """Return the workers of an engine, by the address of its scheduler; where that is empty, processes of this machine.

    Raises:
        ClusterError: on entering, as ``cluster``.
    """
    if not address:
        return own_processes()
    # No other build knows that there are engines.
    from assessment.executor.cluster import cluster

    return cluster(address)
