"""Every command by the name that people type, with what it does and the module behind it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One command."""

    module: str
    """Of this room."""
    what: str
    """What it does, in a few words."""
    example: str
    """What may be typed after its name."""


COMMANDS: Mapping[str, Command] = {
    "build": Command("build", "检查数据、计算成绩，生成网站和 PDF", "--audience office --no-pdf"),
    "validate": Command("validate", "检查数据，一次列出全部问题", "--year 2019"),
    "serve": Command("serve", "生成并在本机打开，保存后自动重新生成", "--audience office"),
    "edit": Command("edit", "在浏览器里填报，保存之前看到影响", "--no-browser"),
    "compare": Command("compare", "比较两个版本的记录、总分和名次", "HEAD"),
    "readings": Command("readings", "各种读法组合起来，名次的范围有多大", "--year 2019"),
    "evidence": Command(
        "evidence",
        "登记证据：留存文件或抓取网页",
        "add --unit 建平镇 --file 通报扫描件.pdf --title 抽查通报 --kind 通报 --source 市政府办公室",
    ),
    "import": Command(
        "import_sheets",
        "从表格导入成绩、票、台账、自评表",
        "agency 成绩.xlsx --source 市政府办公室 --date 2019-12-20",
    ),
    "export": Command("export", "导出考评结果、清单、成绩、年报段落", "performance --output 绩效.xlsx"),
    "hand-in": Command("hand_in", "交审核：推送自己的分支，建立合并请求", "--message 记建平镇一次扣分"),
    "merge": Command("merge", "合并有冲突的记录", ""),
    "restore": Command("restore", "还原写到一半的数据和改了换行的证据", ""),
    "approve": Command(
        "approve",
        "记录审定、公布，撤回审定",
        "--body 市政府 --date 2020-02-20 --document 会议纪要第1号",
    ),
    "amend": Command(
        "amend", "审定以后改了数据，记成一次更正", "--reason 来函更正通报层级 --date 2020-03-10 --document 函〔2020〕3号"
    ),
    "verify": Command("verify", "核对发布包", "output --rebuild"),
    "new-county": Command(
        "new_county",
        "从一张名单建立全部数据",
        "--name 广德市 --year 2020 --roster 名单.xlsx --data 广德/data",
    ),
    "new-year": Command("new_year", "开始新的考评年度或一轮", "2020"),
    "new-scheme": Command("new_scheme", "起草方案", "2020 --table 细则.xlsx"),
    "sample": Command("sample", "生成或清除示例数据", "clear"),
    "benchmark": Command("benchmark", "看生成的时间花在哪里，填报时要等多久", "--year 2019"),
    "docs": Command("docs", "把使用说明生成网站", "--output 说明"),
    "cache": Command("cache", "清空缓存", "clear"),
    "pin-image": Command("pin_image", "固定流程和容器所用的映像", ""),
    "sentences": Command("sentences", "列出程序里的每一句话", "口径"),
    "comment": Command("comment", "在合并请求下写一条评论，由流程使用", "12"),
}
"""In the order in which an office meets them."""
