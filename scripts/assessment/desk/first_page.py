"""The first page is asked for by the program itself, as soon as it listens: who opens the desk then waits less."""

import gc
from contextlib import suppress
from http.client import HTTPException
from urllib.request import ProxyHandler, build_opener


def ask_first(address: str) -> None:
    """Ask a desk for the page that it opens with, which reads the year; whoever asks meanwhile shares what is read.

    What may be wrong is said to whoever asks next.
    """
    with suppress(OSError, HTTPException), build_opener(ProxyHandler({})).open(address) as answer:
        answer.read()
        # The year stays until a file changes: it need not be looked through again and again for what could be freed.
        gc.collect()
        gc.freeze()
