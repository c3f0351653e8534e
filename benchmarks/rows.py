"""What is measured: each row as a person would have it, from a command line, and all rows once in every round."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from assessment.root import CACHE, ROOT
from benchmarks.clock import CommandError, Spent, spend
from benchmarks.county import Shipped, county_files, open_again
from benchmarks.desk import EFFECTS, spend_at_desk
from benchmarks.documents import lay_out_documents
from benchmarks.folders import change, commit, commit_nothing, lay_out
from benchmarks.hugo_site import lay_out_site
from benchmarks.peers import Peer


@dataclass(frozen=True)
class Order:
    """What a run measures."""

    units: int
    """Of the county."""
    sizes: tuple[int, ...]
    """Units of the other counties that are checked, and built without PDFs."""
    checks: tuple[int, ...]
    """Units of the counties that are only checked."""
    counties: int
    """How many are built together; 0 for none."""
    pdf: bool
    seed: str


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    key: str
    what: str
    """In Chinese."""
    goal: str = ""
    """In Chinese, for 42 units; a multiple of what Typst takes in the same run."""
    units: int = 0
    """For how many units it is; 0 where that is the county's."""
    beside: str = ""
    """The key of the same for the county, with which a unit's share is compared."""


TYPST, HUGO, PAGES, COLD, WARM = "typst", "hugo", "pages", "validate-cold", "validate-warm"
TEMPLATES = "templates"
_CACHE = "cache"
_SERVE = ("serve-page", "serve-pdf")
"""In the order of ``serve_times``."""


def rows_of(order: Order) -> tuple[Row, ...]:
    """Return the rows of a run, in the order of the table."""
    whole = "" if order.pdf else "，不生成 PDF"
    return (
        Row("whole", "从头生成，连同 PDF", "≤ 8 × Typst"),
        Row(PAGES, "从头生成，不生成 PDF", "≤ 2.2 × Typst"),
        Row("again", f"没有变化，再生成一次{whole}", "等待 ≤ 0.7 秒"),
        Row("commit", f"提交一次，没有改这一年的任何内容，再生成一次{whole}", "不重排任何 PDF"),
        Row("deduction", f"多一条扣分，重新审定，再生成一次{whole}", "≤ 1.1 × Typst"),
        Row(COLD, "validate，缓存是空的", "≤ 0.24 × Typst"),
        Row(WARM, "validate，再来一次", "等待 ≤ 0.5 秒"),
        Row(_SERVE[0], f"serve 开着，保存一条扣分以后看到网页{whole}", "等待 ≤ 2 秒"),
        *((Row(_SERVE[1], "serve 开着，保存一条扣分以后看到这个单位的 PDF", "等待 ≤ 4 秒"),) if order.pdf else ()),
        *chain.from_iterable(map(_rows_of_check, (*order.sizes, *order.checks))),
        *(_row_of_size(size) for size in order.sizes),
        *_rows_of_counties(order.counties, whole),
        Row("desk-start", "启动填报，到可以打开"),
        Row("desk-year", "刚启动，打开填报页", "等待 ≤ 1 秒"),
        *(Row(effect.key, f"显示影响：{effect.what}", "等待 ≤ 0.3 秒") for effect in EFFECTS),
        Row(TEMPLATES, "只生成网页：模板和图，三种版本", "≤ 2 × Hugo"),
        Row(TYPST, "Typst：同样的结果单和汇编"),
        Row(HUGO, "Hugo：同样多的网页，同样的表"),
    )


def _rows_of_check(units: int) -> tuple[Row, ...]:
    return (
        Row(f"{COLD}-{units}", f"{units}个单位 validate，缓存是空的", "每单位 ≤ 1.3 倍", units, COLD),
        Row(f"{WARM}-{units}", f"{units}个单位 validate，再来一次", "", units, WARM),
    )


def _row_of_size(units: int) -> Row:
    return Row(f"{PAGES}-{units}", f"{units}个单位从头生成，不生成 PDF", "每单位 ≤ 1.1 倍", units, PAGES)


def _rows_of_counties(counties: int, whole: str) -> tuple[Row, ...]:
    if not counties:
        return ()
    return (
        Row("counties", f"{counties}个县从头生成{whole}"),
        Row("counties-again", f"{counties}个县没有变化，再生成一次{whole}"),
    )


@dataclass(frozen=True)
class Round:
    """All rows once, in a new folder."""

    order: Order
    ground: Shipped
    typst: Peer | None
    hugo: Peer | None
    folder: Path

    def spend(self) -> Iterator[tuple[str, Spent]]:
        """Yield the key of each row that was measured, and what it took."""
        self.folder.mkdir()
        yield from chain(self._county(), self._peers(), self._sizes(), self._counties())

    def _county(self) -> Iterator[tuple[str, Spent]]:
        order = self.order
        data = lay_out(self.folder / "county", county_files(self.ground, order.units, order.seed))
        yield COLD, self._validate(data)
        yield WARM, self._validate(data)
        yield from self._desk()
        yield from self._templates(data)
        yield PAGES, self._build(data, "pages", pdf=False, anew=True)
        if order.pdf:
            yield "whole", self._build(data, "whole", pdf=True, anew=True)
        output = "whole" if order.pdf else "pages"
        yield "again", self._build(data, output, pdf=order.pdf)
        commit_nothing(data.parent)
        yield "commit", self._build(data, output, pdf=order.pdf)
        yield from self._serve()
        change(data, county_files(self.ground, order.units, order.seed, one_more=True))
        commit(data.parent)
        yield "deduction", self._build(data, output, pdf=order.pdf)

    def _desk(self) -> Iterator[tuple[str, Spent]]:
        order = self.order
        files = county_files(self.ground, order.units, order.seed)
        data = lay_out(self.folder / "open" / "county", open_again(files))
        unit = self.ground.scheme.groups[0].units[0]
        yield from spend_at_desk(data, unit, self._environment(), self.folder / "log")

    def _templates(self, data: Path) -> Iterator[tuple[str, Spent]]:
        self._python("benchmarks.page_times", str(data), str(self.folder / "templates"))
        spent = json.loads((self.folder / "log").read_text(encoding="utf-8"))
        yield TEMPLATES, Spent(spent["cpu"], spent["wall"])

    def _serve(self) -> Iterator[tuple[str, Spent]]:
        """Save the deduction in another clone of the county, which a server shows that is at work."""
        order, folder = self.order, self.folder / "served"
        data = lay_out(folder, county_files(self.ground, order.units, order.seed))
        words = (str(data), str(folder / "output"), str(order.units), order.seed, *_pdf(pdf=order.pdf))
        # With the cache of the county the row of the deduction would find what is made here.
        spent = self._python("benchmarks.serve_times", *words, cache="served-cache")
        waits = json.loads((self.folder / "log").read_text(encoding="utf-8"))
        # One process does both, and builds twice.
        yield from ((key, Spent(spent.cpu, wait)) for key, wait in zip(_SERVE, waits, strict=False))

    def _peers(self) -> Iterator[tuple[str, Spent]]:
        if self.typst is not None:
            documents = lay_out_documents(self.folder / "county" / "data", self.folder / "typst")
            yield TYPST, self._other(self.typst, self.folder / "typst", "*.pdf", documents)
        if self.hugo is not None:
            pages = lay_out_site(self.folder / "pages", self.folder / "hugo")
            yield HUGO, self._other(self.hugo, self.folder / "hugo", "public/**/*.html", pages)

    def _sizes(self) -> Iterator[tuple[str, Spent]]:
        for size in (*self.order.sizes, *self.order.checks):
            data = lay_out(self.folder / str(size), county_files(self.ground, size, self.order.seed))
            self._forget()
            yield f"{COLD}-{size}", self._validate(data)
            yield f"{WARM}-{size}", self._validate(data)
            if size in self.order.sizes:
                yield f"{PAGES}-{size}", self._build(data, "size", pdf=False, anew=True)
            shutil.rmtree(self.folder / str(size))

    def _counties(self) -> Iterator[tuple[str, Spent]]:
        order = self.order
        if not order.counties:
            return
        for number in range(1, order.counties + 1):
            files = county_files(self.ground, order.units, f"{order.seed}/{number}")
            lay_out(self.folder / "counties" / f"县{number}", files)
        self._forget()
        command = ("build", "--counties", str(self.folder / "counties"), *_pdf(pdf=order.pdf))
        yield "counties", self._run(*command)
        yield "counties-again", self._run(*command)

    def _build(self, data: Path, output: str, *, pdf: bool, anew: bool = False) -> Spent:
        if anew:
            self._forget()
            shutil.rmtree(self.folder / output, ignore_errors=True)
        return self._run("build", "--data", str(data), "--output", str(self.folder / output), *_pdf(pdf=pdf))

    def _validate(self, data: Path) -> Spent:
        return self._run("validate", "--data", str(data))

    def _forget(self) -> None:
        shutil.rmtree(self.folder / _CACHE, ignore_errors=True)

    def _run(self, *words: str) -> Spent:
        return self._python("assessment.commands", *words)

    def _python(self, module: str, *words: str, cache: str = _CACHE) -> Spent:
        return spend((sys.executable, "-P", "-m", module, *words), self.folder / "log", self._environment(cache))

    def _environment(self, cache: str = _CACHE) -> dict[str, str]:
        return os.environ | {
            "ASSESSMENT_CACHE": str(self.folder / cache),
            "MPLCONFIGDIR": str(CACHE / "matplotlib"),
            "PYTHONPATH": f"{ROOT / 'scripts'}{os.pathsep}{ROOT}",
            "PYTHONUTF8": "1",
            "XDG_STATE_HOME": str(self.folder / "state"),
        }

    def _other(self, peer: Peer, work: Path, pattern: str, count: int) -> Spent:
        spent = spend((*peer.command, str(work)), self.folder / "log")
        there = sum(1 for _ in work.glob(pattern))
        if there != count:
            raise CommandError(f"{peer.name} 应当做出 {count} 份，做出了 {there} 份，不能比较")
        return spent


def _pdf(*, pdf: bool) -> tuple[str, ...]:
    return () if pdf else ("--no-pdf",)
