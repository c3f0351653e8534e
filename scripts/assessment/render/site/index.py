"""The index of the search page, made from the pages as they were written."""

import gzip
import json
import re
import subprocess
from pathlib import Path

from pagefind_bin_extended import get_executable

from assessment.errors import RequestError
from assessment.render.output import Output
from assessment.render.site.folded_words import BREAK, folded_words
from assessment.root import HOW_TO_SET_UP

FOLDER = Path("search", "pagefind")
"""Where the index stands, below the output folder."""

PAGE_LIST = (FOLDER / "pages.json").as_posix()
"""What the search knows of every page before it reads any: title, kind, year, and the text of its clause."""

_BEFORE_JSON = b"pagefind_dcd"
"""What the program writes before what it keeps of a page."""

_KEPT = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*", "*/*")
"""What the search page reads; the rest are ready-made surfaces, which the site does without."""

_PASSED_OVER = "caption, thead, tfoot, tr.item, .n, .cost"
"""What no reader looks for: heads, sums and figures of tables; other things carry ``data-pagefind-ignore``."""

_MARK = "data-pagefind-body"
"""The mark of a page that the search finds."""

_TAG = re.compile(r"(<[^>]*>)")
_HAN = "[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_BETWEEN = re.compile(rf"(?<={_HAN})(?=\w)|(?<=\w)(?={_HAN})")


def index_pages(output: Output, work: Path) -> None:
    """Index every page of the output with that mark; ``work`` is an empty folder.

    Every Chinese character is a word of its own, and a query asks for characters that stand together: so what is found
    does not hang on how a dictionary cuts a name, here and in each reader's browser, and they never cut it alike.
    The index depends on nothing but the pages, which carry no filters because Pagefind writes those in any order; making
    it asks nobody.

    Raises:
        RequestError: if the program that makes it is missing or fails.
    """
    for page in output.folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if _MARK in text:
            copy = work / page.relative_to(output.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(_apart(text), encoding="utf-8")
    folder = (output.folder / FOLDER).resolve()
    options = ["--site", ".", "--output-path", str(folder), "--exclude-selectors", _PASSED_OVER]
    options += ["--force-language", "zh", "--keep-index-url", "--silent"]
    try:
        # In that folder and with no environment, where settings of its own could stand.
        done = subprocess.run([get_executable(), *options], cwd=work, env={}, capture_output=True, text=True, check=False)
    except OSError as fault:
        raise RequestError(f"缺少中文搜索的程序 pagefind，{HOW_TO_SET_UP}") from fault
    if done.returncode:
        raise RequestError(f"搜索的索引没有做成：{' '.join((done.stderr or done.stdout).split())}")
    kept = {path for pattern in _KEPT for path in folder.glob(pattern)}
    for path in folder.iterdir():
        if path.is_file() and path not in kept and _below(folder, path) not in output.files:
            path.unlink()
    for path in sorted(kept):
        if path.is_file():
            output.claim(_below(folder, path))
    output.write(PAGE_LIST, _page_list(folder))


def _below(folder: Path, path: Path) -> str:
    return (FOLDER / path.relative_to(folder)).as_posix()


def _page_list(folder: Path) -> bytes:
    """Return what the list of pages says of each, by its id in the index: found pages bear no rank of their own."""
    known = {}
    for path in sorted(folder.glob("fragment/*.pf_fragment")):
        meta = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_BEFORE_JSON))["meta"]
        known[path.stem] = [meta.get(name, "").replace(BREAK, "") for name in ("title", "kind", "year", "clause")]
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()


def _apart(page: str) -> str:
    """Return a page with its text folded, and a break that nobody sees around every Chinese character."""
    return "".join(part if part.startswith("<") else _words(part) for part in _TAG.split(page))


def _words(text: str) -> str:
    return text if text.isascii() else _BETWEEN.sub(BREAK, folded_words(text))
