"""Lay HTML out as PDF, several at once: by process, because a font configuration shared by threads crashes.

What was laid out before from the same text, style and fonts is taken from the cache, where there is one.
"""

import gc
import logging
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from types import MappingProxyType
from typing import ParamSpec
from urllib.parse import unquote, urlsplit

from assessment.cache.cache import Cache
from assessment.cache.key import key_of
from assessment.digests import digest_of
from assessment.render.documents.together import keep_together
from assessment.render.fonts import FontError
from assessment.root import HOW_TO_SET_UP

P = ParamSpec("P")


@dataclass(frozen=True)
class Typesetter:
    """Lays documents out in background processes."""

    pool: ProcessPoolExecutor
    fonts: Mapping[str, Path]
    """The cut faces, by family."""
    instead: Mapping[int, str]
    """What is set for each character that the fonts lack, as ``str.translate`` takes it."""
    setting: str = ""
    """The digest of the style and of the fonts, by which all documents are set."""
    cache: Cache | None = None

    @classmethod
    def start(
        cls,
        style: str,
        fonts: Mapping[str, Path],
        processes: int,
        instead: Mapping[int, str] = MappingProxyType({}),
        cache: Cache | None = None,
    ) -> "Typesetter":
        """Have processes that start with the first work, each with one font configuration and one parsed style sheet."""
        folder = next(iter(fonts.values())).parent.resolve()
        declared = "".join(
            f'@font-face {{ font-family: {name}; src: url("{path.resolve().as_uri()}"); }}\n'
            for name, path in sorted(fonts.items())
        )
        pool = ProcessPoolExecutor(
            max_workers=processes,
            mp_context=get_context("spawn"),
            initializer=_prepare,
            initargs=(declared + style, str(folder)),
        )
        faces = (part for name, path in sorted(fonts.items()) for part in (name, digest_of(path)))
        return cls(pool, dict(fonts), instead, key_of((style, *faces)), cache)

    def submit(self, html: str, target: Path) -> "Future[None]":
        """Queue a document.

        The future raises FontError if the library that cuts fonts down is missing.
        """
        whole = keep_together(html.translate(self.instead))
        return self.once("laid out", (self.setting, whole), target, _typeset, whole, str(target))

    def once(
        self,
        kind: str,
        parts: Iterable[str | bytes],
        target: Path,
        task: Callable[P, None],
        *given: P.args,
        **named: P.kwargs,
    ) -> "Future[None]":
        """Queue work that writes a file, unless the cache has that file already.

        Args:
            kind: of work.
            parts: as ``Cache.has`` takes them.
            target: the file; nothing else is ever written there.
            task: the work.
        """
        if self.cache is None or not self.cache.has(kind, parts, target):
            return self.run(task, *given, **named)
        there: Future[None] = Future()
        there.set_result(None)
        return there

    def run(self, task: Callable[P, None], *given: P.args, **named: P.kwargs) -> "Future[None]":
        """Queue other work on documents."""
        with _deaf_to_interruption():
            return self.pool.submit(task, *given, **named)

    def stop(self) -> None:
        """End the processes; what is queued is dropped."""
        self.pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf_to_interruption() -> Iterator[None]:
    """Let processes that start in the block not hear Ctrl+C, which the build answers for them, nor print its trace."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_ready: tuple[object, ...] = ()


def _prepare(style: str, fonts: str) -> None:
    global _ready
    threading.Thread(target=_end_with_the_build, daemon=True).start()
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    from assessment.render.documents.justify import justify_between_characters

    justify_between_characters()
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    configuration = FontConfiguration()
    fetcher = _fetcher(Path(fonts))
    sheet = CSS(string=style, font_config=configuration, url_fetcher=fetcher)
    _ready = (configuration, sheet, fetcher)
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _end_with_the_build() -> None:
    """End this process when the build was killed, which nothing else would tell it."""
    build = parent_process()
    if build is not None:
        build.join()
        os._exit(1)


def _fetcher(fonts: Path) -> object:
    """Return a fetcher that reads data: addresses and the build's own fonts, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            parts = urlsplit(url)
            if parts.scheme == "file" and Path(unquote(parts.path)).resolve().parent != fonts:
                raise ValueError("outside the build")
            return super().fetch(url, headers)

    return OwnFilesOnly(allowed_protocols={"data", "file"}, allow_redirects=False)


def _typeset(html: str, target: str) -> None:
    from weasyprint import HTML
    from weasyprint.text import ffi

    if ffi.harfbuzz_subset is None:
        raise FontError(f"缺少 libharfbuzz-subset（软件包 libharfbuzz-subset0），{HOW_TO_SET_UP}")
    configuration, sheet, fetcher = _ready
    HTML(string=html, url_fetcher=fetcher).write_pdf(
        target, font_config=configuration, stylesheets=[sheet], pdf_variant="pdf/a-3a"
    )
