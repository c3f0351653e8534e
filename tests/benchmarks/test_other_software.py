"""What other software is given says the same as our pages and sheets."""

import json
from pathlib import Path

from benchmarks.blocks import Cell, Heading, Paragraph, Table, blocks_of
from benchmarks.hugo_site import lay_out_site
from benchmarks.peers import hugo, typst
from benchmarks.typst_source import source_of, volume_of

PAGE = """\
<html><head><title>no</title></head><body>before<main><h2>各环节 <b>得分</b></h2><p>一“引”\\</p>
<svg><text>drawn</text></svg><ul><li>甲</li></ul>
<table><caption>表</caption><thead><tr><th>环节</th><th>分</th></tr></thead>
<tbody><tr><td colspan="2">合计</td></tr></tbody></table></main></body></html>
"""
TABLE = Table(2, 1, ((Cell("环节", 1, 1), Cell("分", 1, 1)), (Cell("合计", 2, 1),)))


def test_blocks_of_a_page() -> None:
    assert blocks_of(PAGE) == (
        Paragraph("before"),
        Heading(2, "各环节 得分"),
        Paragraph("一“引”\\"),
        Paragraph("甲"),
        Paragraph("表"),
        TABLE,
    )


def test_the_same_in_the_language_of_typst() -> None:
    lines = source_of('标"题', blocks_of(PAGE)).splitlines()
    assert lines[0].startswith('#set document(title: "标\\"题"')
    assert lines[4:] == [
        '#par("before")',
        '#heading(level: 2, "各环节 得分")',
        '#par("一“引”\\\\")',
        '#par("甲")',
        '#par("表")',
        "#table(columns: 2,",
        '  table.header("环节", "分"),',
        '  table.cell(colspan: 2, rowspan: 1, "合计"),',
        ")",
    ]
    assert volume_of("汇编", [[Paragraph("一")], [Paragraph("二")]]).count("#pagebreak()") == 2


def test_as_many_pages_for_hugo(tmp_path: Path) -> None:
    output = tmp_path / "output"
    (output / "2019").mkdir(parents=True)
    for name in ("index.html", "2019/index.html"):
        (output / name).write_text(PAGE, encoding="utf-8")
    assert lay_out_site(output, tmp_path / "hugo") == 2
    pages = [json.loads(page.read_text()) for page in sorted((tmp_path / "hugo" / "content").iterdir())]
    assert [page["url"] for page in pages] == ["/2019/index.html", "/index.html"]
    assert pages[0]["blocks"][1] == {"level": 2, "text": "各环节 得分"}


def test_software_that_is_not_there(tmp_path: Path) -> None:
    assert typst(tmp_path) is None
    assert hugo(tmp_path, path="") is None
