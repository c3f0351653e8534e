"""What a process of its own writes down of itself."""

import signal


def deafness() -> bytes:
    """Say whether this process leaves Ctrl+C unanswered."""
    return str(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())).encode()
