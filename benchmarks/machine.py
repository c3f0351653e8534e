"""On what machine a figure was measured."""

import os
import platform
import re
import subprocess
from pathlib import Path

from assessment.root import ROOT


def machine() -> dict[str, str | int]:
    """Return cores, processor, memory in MiB, and the versions of Python and Debian."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "processor": _first_match(r"^model name\s*: (.+)$", Path("/proc/cpuinfo")) or platform.machine(),
        "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20,
        "python": platform.python_version(),
        "debian": _first_match(r"^(\d.*)$", Path("/etc/debian_version")),
    }


def load() -> float:
    """Return how many processes waited for a core in the last minute, on average."""
    return round(os.getloadavg()[0], 2)


def program() -> tuple[str, bool]:
    """Return the commit of the program, and whether it differs from that; an empty one where it is in no repository."""
    return _git("rev-parse", "HEAD"), bool(_git("status", "--porcelain", "--", ".", ":!benchmarks/history.jsonl"))


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def _first_match(pattern: str, path: Path) -> str:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = re.search(pattern, text, re.MULTILINE)
    return found[1].strip() if found else ""
