"""Lay HTML out as PDF, several at once.

What was laid out before from the same text, style and fonts is taken from the cache, where there is one.
"""

import gc
import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import ParamSpec
from urllib.parse import unquote, urlsplit

from assessment.cache.cache import Cache
from assessment.cache.key import key_of
from assessment.digests import digest_of
from assessment.executor.executor import Executor
from assessment.render.documents.together import keep_together
from assessment.render.fonts import FontError
from assessment.root import HOW_TO_SET_UP

P = ParamSpec("P")


@dataclass(frozen=True)
class PrintSetting:
    """What all documents of a build are set by."""

    style: str
    """A style sheet that declares its fonts."""
    fonts: Path
    """The folder of those, the only files that a document may read."""


@dataclass(frozen=True)
class Typesetter:
    """Has documents laid out in the background."""

    executor: Executor
    setting: PrintSetting
    fonts: Mapping[str, Path]
    """The cut faces, by family."""
    instead: Mapping[int, str]
    """What is set for each character that the fonts lack, as ``str.translate`` takes it."""
    setting_key: str = ""
    """The digest of the style and of the fonts."""
    cache: Cache | None = None
    queued: "list[Future[None]]" = field(default_factory=list)

    @classmethod
    def of(
        cls,
        executor: Executor,
        style: str,
        fonts: Mapping[str, Path],
        instead: Mapping[int, str] = MappingProxyType({}),
        cache: Cache | None = None,
    ) -> "Typesetter":
        """Return one for a style sheet and the fonts that it names, which are in one folder."""
        folder = next(iter(fonts.values())).parent.resolve()
        declared = "".join(
            f'@font-face {{ font-family: {name}; src: url("{path.resolve().as_uri()}"); }}\n'
            for name, path in sorted(fonts.items())
        )
        faces = (part for name, path in sorted(fonts.items()) for part in (name, digest_of(path)))
        key = key_of((style, *faces))
        return cls(executor, PrintSetting(declared + style, folder), dict(fonts), instead, key, cache)

    def submit(self, html: str, target: Path) -> "Future[None]":
        """Queue a document.

        The future raises FontError if the library that cuts fonts down is missing.
        """
        whole = keep_together(html.translate(self.instead))
        return self.once("laid out", (self.setting_key, whole), target, typeset, self.setting, whole)

    def once(
        self,
        kind: str,
        parts: Iterable[str | bytes],
        target: Path,
        task: Callable[P, bytes],
        *given: P.args,
        **named: P.kwargs,
    ) -> "Future[None]":
        """Queue a job on documents, unless the cache has its file already.

        Args:
            kind: of work.
            parts: as ``Cache.has`` takes them.
            target: the file; nothing else is ever written there.
            task: the job, as ``Executor.submit`` takes it.
        """
        if self.cache is None or not self.cache.has(kind, parts, target):
            job = self.executor.submit(target, task, *given, **named)
            self.queued.append(job)
            return job
        there: Future[None] = Future()
        there.set_result(None)
        return there

    def stop(self) -> None:
        """Drop what is queued, and wait for what is being done."""
        wait([job for job in self.queued if not job.cancel()])


def typeset(setting: PrintSetting, html: str) -> bytes:
    """Return a document as a PDF/A-3a that is not finished.

    Raises:
        FontError: if the library that cuts fonts down is missing.
    """
    from weasyprint import HTML
    from weasyprint.text import ffi

    if ffi.harfbuzz_subset is None:
        raise FontError(f"缺少 libharfbuzz-subset（软件包 libharfbuzz-subset0），{HOW_TO_SET_UP}")
    configuration, sheet, fetcher = _tools(setting)
    pdf: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(
        font_config=configuration, stylesheets=[sheet], pdf_variant="pdf/a-3a"
    )
    return pdf


@lru_cache(maxsize=1)
def _tools(setting: PrintSetting) -> tuple[object, object, object]:
    """Return one font configuration and one parsed style sheet for all documents, and what reads files for them."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    from assessment.render.documents.justify import justify_between_characters

    justify_between_characters()
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    configuration = FontConfiguration()
    fetcher = _fetcher(setting.fonts)
    sheet = CSS(string=setting.style, font_config=configuration, url_fetcher=fetcher)
    _look_through_less()
    return configuration, sheet, fetcher


@cache
def _look_through_less() -> None:
    """Look no more for what could be freed of all that is loaded; once, or what documents leave behind stays too."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


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
