"""What a process of its own writes down of itself."""

import signal
from pathlib import Path


def write_deafness(file: Path) -> None:
    """Write whether this process leaves Ctrl+C unanswered."""
    file.write_text(str(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())), encoding="utf-8")
