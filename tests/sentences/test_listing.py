"""Every sentence that a reader sees is listed once, with its place, and nothing is that only readers of code see."""

from pathlib import Path

import pytest

from assessment.sentences.listing import sentences

MODULE = '''"""模块说明"""

LATE = "迟报"


def count(number: int, is_late: bool) -> str:
    """函数说明"""
    # 注释
    return (
        f"共{number}次"
        f"，{'迟报' if is_late else '按时'}{number:>4}。"
    )
'''
TEMPLATE = """<h1>{# 注释 #}{{ title }}的得分</h1>
<p>平均
<strong>{{ mean }}</strong>分{% if rank %}，第{{ rank }}名{% else %}，不排名{% endif %}。</p>
<p title="说明">
  {{ '先进' if first }}</p>
{% raw %}<b>原样</b>{% endraw %}
"""
WRITTEN = {
    "scripts/assessment/module.py": MODULE,
    "scripts/assessment/sample/made.py": 'TEXT = "示例"\n',
    "scripts/command": '#!/bin/sh\n# 注释\necho "用法：command"\n',
    "theme/page.html": TEMPLATE,
    "theme/page.css": "/* 注释 */\n.a::after { content: '展开'; }\n",
    "theme/page.js": 'const words = [`第${n}\\`名`,\n"收起"]; // 注释\n',
    "schemas/unit.json": '{"title": "单位",\n "pattern": "^[a-z]+$"}\n',
    "content/lead.md": "# 标题\n\nabc\n\n说明  一句。\n",
    "content/picture.png": "图",
}
LISTED = [
    "content/lead.md:1: # 标题",
    "content/lead.md:5: 说明 一句。",
    "schemas/unit.json:1: 单位",
    "scripts/assessment/module.py:3: 迟报",
    "scripts/assessment/module.py:10: 共…次，……。",
    "scripts/assessment/module.py:11: 迟报",
    "scripts/assessment/module.py:11: 按时",
    "scripts/command:3: 用法：command",
    "theme/page.css:2: 展开",
    "theme/page.html:1: …的得分",
    "theme/page.html:2: 平均 …分¦，第…名¦，不排名¦。",
    "theme/page.html:4: 说明",
    "theme/page.html:5: 先进",
    "theme/page.html:6: 原样",
    "theme/page.js:1: 第${n}\\`名",
    "theme/page.js:2: 收起",
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sentences")
    for name, text in WRITTEN.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def test_lists_what_readers_see(root: Path) -> None:
    assert [f"{file}:{line}: {text}" for file, line, text in sentences(root)] == LISTED
