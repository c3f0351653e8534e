"""A site of Hugo with the pages of one of ours: as many, with the same text and tables, by a template of its own."""

import json
from dataclasses import asdict
from pathlib import Path

from benchmarks.blocks import blocks_of

_SETTINGS = """\
baseURL = "https://www.example.org/"
languageCode = "zh-CN"
title = "政务公开考评"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "section", "home", "404", "robotsTXT"]
"""
_TEMPLATE = """\
<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
{{- range .Params.blocks }}
{{- if .rows }}
<table>
{{- range $number, $row := .rows }}
<tr>{{ range $row }}<td{{ if gt .across 1 }} colspan="{{ .across }}"{{ end }}
{{- if gt .down 1 }} rowspan="{{ .down }}"{{ end }}>{{ .text }}</td>{{ end }}</tr>
{{- end }}
</table>
{{- else if .level }}
{{ printf "<h%v>%s</h%v>" .level (.text | htmlEscape) .level | safeHTML }}
{{- else if .text }}
<p>{{ .text }}</p>
{{- end }}
{{- end }}
</body>
</html>
"""


def lay_out_site(output: Path, folder: Path) -> int:
    """Write the site for the pages of an output folder into a new folder; return how many they are."""
    for name, text in {
        "hugo.toml": _SETTINGS,
        "config.toml": _SETTINGS,
        "layouts/_default/single.html": _TEMPLATE,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    pages = sorted(output.rglob("*.html"))
    (folder / "content").mkdir()
    for number, page in enumerate(pages):
        blocks = [asdict(block) for block in blocks_of(page.read_text(encoding="utf-8"))]
        address = f"/{page.relative_to(output).as_posix()}"
        matter = json.dumps({"title": address, "url": address, "blocks": blocks}, ensure_ascii=False, indent=1)
        (folder / "content" / f"page-{number}.md").write_text(f"{matter}\n", encoding="utf-8")
    return len(pages)
