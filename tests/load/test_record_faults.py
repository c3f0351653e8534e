"""What is said about each way in which a unit's record can be wrong: line, column, code and sentence, to the letter.

The records of one folder are read in one run, so that every case also shows that no fault hides another's.
"""

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from tests.folder import Folder

EVIDENCE = "evidence:\n  - {id: e01, title: 通报, kind: 通报, source: 县, captured: 2019-05-12}\n"
LINK = "https://example.org/1"


def _flow(fields: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items() if value) + "}"


def deduction(**changed: str) -> str:
    """One deduction with every field it needs; an empty text leaves one out."""
    fields = {"id": "d01", "clause": "附件2第1项", "date": "2019-05-12", "reason": "未整改", "evidence": "[e01]"}
    return f"deductions:\n  - {_flow(fields | changed)}\n"


def added(**changed: str) -> str:
    """One bonus entry with every field it needs."""
    fields = {"id": "b01", "clause": "附件3加分项第2项", "date": "2019-05-12", "reason": "迟复", "evidence": "[e01]"}
    return f"bonus:\n  - {_flow(fields | changed)}\n"


def objection(**changed: str) -> str:
    """One decided objection with every field it needs."""
    fields = {"id": "o01", "about": "d01", "date": "2020-01-03", "statement": "已整改", "outcome": "不成立"}
    return f"objections:\n  - {_flow(fields | {'decided': '2020-01-09', 'explanation': '属实'} | changed)}\n"


def more(entry: str) -> str:
    """An entry without the name of its list, to follow another one."""
    return entry.partition("\n")[2]


FULL = {
    "附件3第一类第1项": "15",
    "附件3第一类第2项": "5",
    "附件3第一类第3项": "5",
    "附件3第二类第1项": "7",
    "附件3第二类第2项": "5",
    "附件3第二类第3项": "3",
    "附件3第三类第1项": "9",
    "附件3第三类第2项": "6",
    "附件3第三类第3项": "9",
    "附件3第三类第4项": "4",
    "附件3第三类第5项": "5",
    "附件3第四类第1项": "4",
    "附件3第四类第2项": "4",
    "附件3第四类第3项": "5",
    "附件3第四类第4项": "7",
    "附件3第四类第5项": "4",
}


def agency(mark: str = "", **more: str) -> str:
    """The agency's mark on a line of its own."""
    return f"marks:\n  agency: {_flow({'mark': mark} | more)}\n"


def sheet(mark: str = "100", difference: str = "", **changed: str) -> str:
    """The agency's mark with every item at its full marks; an empty text leaves an item out."""
    lines = [f"      - {{clause: {clause}, mark: {worth}}}\n" for clause, worth in (FULL | changed).items() if worth]
    said = [f"    {name}: {value}\n" for name, value in (("mark", mark), ("difference", difference)) if value]
    return "".join(["marks:\n  agency:\n", *said, "    items:\n", *lines])


class Fault(NamedTuple):
    """A record and what is said about it."""

    unit: str
    what: str
    body: str
    lines: list[str]


CASES = [
    Fault("jianping", "nothing but the heading", "", []),
    # the form of values
    Fault(
        "shizi",
        "text for a number",
        agency("八十五"),
        ["5:18: wrong-type: “最终成绩”应当是数字，现为“八十五”（数字直接写，例如 85.5：不加引号，小数最多 15 位）"],
    ),
    Fault(
        "taocheng",
        "number in quotes",
        agency('"85"'),
        ["5:18: wrong-type: “最终成绩”应当是数字，现为“85”（数字直接写，例如 85.5：不加引号，小数最多 15 位）"],
    ),
    Fault(
        "meizhu",
        "true for a mark",
        agency("true"),
        ["5:18: wrong-type: “最终成绩”应当是数字，现为true（测评机构给出的最终成绩。）"],
    ),
    Fault(
        "xinfa",
        "NaN",
        agency("NaN"),
        ["5:18: wrong-type: “最终成绩”应当是数字，现为“NaN”（数字直接写，例如 85.5：不加引号，小数最多 15 位）"],
    ),
    Fault(
        "feili",
        "infinity",
        agency("-.inf"),
        ["5:18: wrong-type: “最终成绩”应当是数字，现为“-.inf”（数字直接写，例如 85.5：不加引号，小数最多 15 位）"],
    ),
    Fault(
        "biqiao",
        "1e999",
        agency("1e999"),
        ["5:18: wrong-type: “最终成绩”应当是数字，现为“1e999”（数字直接写，例如 85.5：不加引号，小数最多 15 位）"],
    ),
    Fault(
        "lingda",
        "a huge number",
        agency("9" * 400),
        [
            (
                "5:18: wrong-type: “最终成绩”应当是数字，现为“999999999999999999999999999999999999999"
                "9……”（数字直接写，例如 85.5：不加引号，小数最多 15 位）"
            )
        ],
    ),
    Fault(
        "yaocun",
        "more places than are kept",
        agency("85.0123456789012345"),
        [
            (
                "5:18: wrong-type: “最终成绩”应当是数字，现为“85.0123456789012345”（数字直接写，例如 85.5：不加引号"
                "，小数最多 15 位）"
            )
        ],
    ),
    Fault(
        "fagaiwei",
        "a tag that says number",
        agency("!!float 1e999"),
        ["5:18: wrong-type: “最终成绩”应当是数字，现为“1e999”（数字直接写，例如 85.5：不加引号，小数最多 15 位）"],
    ),
    Fault(
        "jiaotiju",
        "negative",
        agency("-0.01"),
        ["5:18: too-small: “最终成绩”太小：“-0.01”，至少为 0（测评机构给出的最终成绩。）"],
    ),
    Fault(
        "kejijingxinju",
        "list for a mapping",
        "marks: [85]\n",
        [
            (
                "4:8: wrong-type: “评定成绩”应当是若干栏（名称: 内容），现为列表（由外部机构给出的成绩，按考评环节填写，例如 agency。"
                "）"
            )
        ],
    ),
    Fault(
        "gonganju",
        "mapping for a list",
        "deductions: {id: d01}\n",
        ["4:13: wrong-type: “扣分记录”应当是列表（每项以 - 开头），现为若干栏（日常测评的扣分，按发生日期逐条记录。）"],
    ),
    Fault(
        "minzhengju",
        "number for a text",
        f"self_review: {{title: 2019, url: '{LINK}'}}\n",
        ["4:22: wrong-type: “标题”应当是文字，现为“2019”（请给这段文字加上引号）"],
    ),
    Fault(
        "sifaju",
        "nothing for a text",
        EVIDENCE + deduction(reason="~"),
        ["7:57: wrong-type: “原因”应当是文字，现为空（为什么扣分或加分，一两句话说清楚，会在公开页面上显示。）"],
    ),
    Fault(
        "caizhengju",
        "nothing for a mapping",
        "self_review:\n",
        [
            "4:13: wrong-type: “自评材料”应当是若干栏（名称: 内容），现为空（单位在“监督保障”栏目公开的自评材料，不计分。）"
        ],
    ),
    Fault(
        "rensheju",
        "empty text",
        EVIDENCE + deduction(reason="''"),
        ["7:57: empty: “原因”不能为空（为什么扣分或加分，一两句话说清楚，会在公开页面上显示。）"],
    ),
    Fault(
        "ziranziyuanju",
        "not a choice",
        EVIDENCE.replace("kind: 通报", "kind: 照片") + deduction(),
        ["5:32: not-a-choice: “种类”不能是“照片”（可填：网页、文件、截图、通报、台账）"],
    ),
    Fault(
        "zhujianju",
        "no such day",
        EVIDENCE + deduction(date="2019-02-29"),
        ["7:37: no-such-date: “发生日期”不是真实存在的日期：“2019-02-29”（日期写作 2019-05-12）"],
    ),
    Fault(
        "jiaoyunju",
        "day in wide digits",
        EVIDENCE + deduction(date="２０１９-０５-１２"),
        ["7:37: no-such-date: “发生日期”不是真实存在的日期：“２０１９-０５-１２”（日期写作 2019-05-12）"],
    ),
    Fault(
        "nongyenongcunju",
        "day written short",
        EVIDENCE + deduction(date="2019-5-12"),
        ["7:37: no-such-date: “发生日期”不是真实存在的日期：“2019-5-12”（日期写作 2019-05-12）"],
    ),
    Fault(
        "shuiliju",
        "id that is no id",
        EVIDENCE + deduction(id="第一"),
        ["7:10: wrong-form: “记录编号”的写法不对：“第一”（本文件内不重复，例如 d01、b01。）"],
    ),
    Fault(
        "shangwuju",
        "address without scheme",
        "self_review: {title: 自评, url: www.example.org}\n",
        ["4:31: wrong-form: “地址”的写法不对：“www.example.org”（自评材料的网页地址。）"],
    ),
    Fault(
        "wenlvju",
        "count 0",
        EVIDENCE + deduction(count="0"),
        ["7:86: too-small: “次数”太小：“0”，至少为 1（发生次数，不填按 1 次。）"],
    ),
    Fault(
        "weijianwei",
        "count 1000",
        EVIDENCE + deduction(count="1000"),
        ["7:86: too-large: “次数”太大：“1000”，至多为 999（发生次数，不填按 1 次。）"],
    ),
    Fault(
        "tuiyijunrenju",
        "count 1.5",
        EVIDENCE + deduction(count="1.5"),
        ["7:86: wrong-type: “次数”应当是整数，现为“1.5”（发生次数，不填按 1 次。）"],
    ),
    Fault(
        "yingjiju",
        "evidence named twice",
        EVIDENCE + deduction(evidence="[e01, e01]"),
        ["7:72: repeated: “证据”里有重复（请删去重复的一项）"],
    ),
    Fault(
        "shenjiju",
        "no evidence",
        EVIDENCE + deduction(evidence=""),
        ["7:5: missing-key: “记录”缺少 evidence（证据）（一次扣分或加分。）"],
    ),
    Fault(
        "shichangjianguanju",
        "empty list of evidence",
        EVIDENCE + deduction(evidence="[]"),
        ["7:72: empty: “证据”不能为空（作为依据的证据编号，对应本文件“证据清单”中的编号。）"],
    ),
    # keys
    Fault(
        "tongjiju",
        "several unknown keys",
        "remarks: 无\nself_review: {title: 评, url: /1, author: 张}\nnote: 无\n",
        [
            (
                "4:1: unknown-key: “单位年度记录”里没有“remarks”这一栏（可用的栏：unit、year、provenance、self"
                "_review、evidence、marks、not_assessed、deductions、bonus、not_applicable、ball"
                "ots、objections）"
            ),
            "5:34: unknown-key: “自评材料”里没有“author”这一栏（可用的栏：title、url、date）",
            (
                "6:1: unknown-key: “单位年度记录”里没有“note”这一栏（可用的栏：unit、year、provenance、self_re"
                "view、evidence、marks、not_assessed、deductions、bonus、not_applicable、ballots"
                "、objections）"
            ),
        ],
    ),
    Fault(
        "yibaoju",
        "several missing keys",
        "deductions:\n  - {id: d01}\n",
        [
            "5:5: missing-key: “记录”缺少 clause（条款）（一次扣分或加分。）",
            "5:5: missing-key: “记录”缺少 date（发生日期）（一次扣分或加分。）",
            "5:5: missing-key: “记录”缺少 evidence（证据）（一次扣分或加分。）",
            "5:5: missing-key: “记录”缺少 reason（原因）（一次扣分或加分。）",
        ],
    ),
    Fault(
        "xinfangju",
        "key twice",
        "self_review: {title: 评, url: /1, title: 评}\nself_review: {title: 评, url: /1}\n",
        [
            "4:34: duplicate-key: “title”写了两次（请合并或删去一处）",
            "5:1: duplicate-key: “self_review”写了两次（请合并或删去一处）",
        ],
    ),
    Fault("fupinju", "key that is a list", "[a, b]: c\n", ["4:1: bad-key: 这里应当是一个名称（请检查缩进和冒号）"]),
    Fault(
        "shujuziyuanju",
        "empty key",
        '"": 1\n',
        [
            (
                "4:1: unknown-key: “单位年度记录”里没有“”这一栏（可用的栏：unit、year、provenance、self_review"
                "、evidence、marks、not_assessed、deductions、bonus、not_applicable、ballots、obj"
                "ections）"
            )
        ],
    ),
    Fault(
        "chengguanju",
        "component by its Chinese name",
        "marks:\n  专业机构: {mark: 85}\n",
        ["5:3: wrong-form: “环节编号”的写法不对：“专业机构”（考评环节的编号，例如 agency、peer。）"],
    ),
    Fault(
        "qixiangju",
        "mark and 不涉及",
        "marks:\n  agency:\n    mark: 85\n    items:\n      - {clause: 附件3第一类第1项, mark: 15, not_applicable: 无}\n",
        ["8:9: wrong-form: “指标”填写不完整或互相矛盾（得分（mark）和不涉及（not_applicable）必填一项，也只填一项。）"],
    ),
    Fault(
        "shuiwuju",
        "neither mark nor items",
        agency(date="2019-12-20"),
        ["5:11: wrong-form: “成绩”填写不完整或互相矛盾（最终成绩（mark）和指标得分（items）至少填一项。）"],
    ),
    Fault(
        "shengtaihuanjingju",
        "decision without day and reason",
        EVIDENCE + deduction() + objection(decided="", explanation=""),
        [
            ("9:5: missing-key: “申诉”缺少 decided（已有复核决定的，要写明决定日期（decided）和理由（explanation）。）"),
            (
                "9:5: missing-key: “申诉”缺少 explanation（已有复核决定的，要写明决定日期（decided）和理由（explana"
                "tion）。）"
            ),
        ],
    ),
    # what faulty parts are missed by is no fault of its own
    Fault(
        "jingkaiqu",
        "what refers to a faulty part",
        EVIDENCE.replace("kind: 通报", "kind: 照片") + deduction(count="0") + objection() + sheet("百"),
        [
            "5:32: not-a-choice: “种类”不能是“照片”（可填：网页、文件、截图、通报、台账）",
            "7:86: too-small: “次数”太小：“0”，至少为 1（发生次数，不填按 1 次。）",
            "12:11: wrong-type: “最终成绩”应当是数字，现为“百”（数字直接写，例如 85.5：不加引号，小数最多 15 位）",
        ],
    ),
    # whole files
    Fault("zhongdiangongcheng", "very long line", EVIDENCE + deduction(reason="长" * 200_000), []),
    Fault(
        "jiguanshiwu",
        "very long value in the wrong place",
        EVIDENCE + deduction(date="长" * 200_000),
        [
            (
                "7:37: no-such-date: “发生日期”不是真实存在的日期：“长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长"
                "长长长长长……”（日期写作 2019-05-12）"
            )
        ],
    ),
    Fault(
        "zhaoshanghezuo",
        "line breaks in what is quoted",
        EVIDENCE + deduction(clause='"附件2\\n第9项\\t"'),
        [
            (
                "7:23: unknown-clause: “附件2␣第9项␣”不是扣分条款（可用的条款：附件2第1项、附件2第2项、附件2第3项、附件2第4项"
                "、附件2第5项、附件2第6项、附件2第7项）"
            )
        ],
    ),
    # clauses, rules, levels, links
    Fault(
        "jianping",
        "clause that is not there",
        EVIDENCE + deduction(clause="附件2第8项"),
        [
            (
                "7:23: unknown-clause: “附件2第8项”不是扣分条款（可用的条款：附件2第1项、附件2第2项、附件2第3项、附件2第4项、附"
                "件2第5项、附件2第6项、附件2第7项）"
            )
        ],
    ),
    Fault(
        "shizi",
        "clause of the other annex",
        EVIDENCE + deduction(clause="附件3加分项第4项") + added(clause="附件2第1项"),
        [
            (
                "7:23: unknown-clause: “附件3加分项第4项”不是扣分条款（可用的条款：附件2第1项、附件2第2项、附件2第3项、附件2第4"
                "项、附件2第5项、附件2第6项、附件2第7项）"
            ),
            (
                "9:23: unknown-clause: “附件2第1项”不是加分条款（可用的条款：附件3加分项第1项、附件3加分项第2项、附件3加分项第3项"
                "、附件3加分项第4项、附件3加分项第5项）"
            ),
        ],
    ),
    Fault(
        "taocheng",
        "block for a clause",
        EVIDENCE + deduction(clause="附件3第一类"),
        [
            (
                "7:23: unknown-clause: “附件3第一类”不是扣分条款（可用的条款：附件2第1项、附件2第2项、附件2第3项、附件2第4项、附"
                "件2第5项、附件2第6项、附件2第7项）"
            )
        ],
    ),
    Fault(
        "meizhu",
        "unknown rule",
        EVIDENCE + added(clause="附件3加分项第5项", rule="表扬", level="省"),
        ["7:87: unknown-rule: “附件3加分项第5项”没有“表扬”这种情形（rule 可填：表彰、批评或问责）"],
    ),
    Fault(
        "xinfa",
        "rule left open",
        EVIDENCE + added(clause="附件3加分项第5项", level="省"),
        ["7:5: unknown-rule: “附件3加分项第5项”有几种情形，没有写明是哪一种（rule 可填：表彰、批评或问责）"],
    ),
    Fault(
        "fagaiwei",
        "rule that takes no entries",
        EVIDENCE + added(clause="附件3加分项第1项", rule="没有出现扣分"),
        ["7:87: unknown-rule: “附件3加分项第1项”没有“没有出现扣分”这种情形（rule 可填：出现扣分）"],
    ),
    Fault(
        "feili",
        "unknown level",
        EVIDENCE + deduction(clause="附件2第4项", level="县"),
        ["7:86: unknown-level: “附件2第4项”按级别计分，级别不能是“县”（level 可填：国家、省、市）"],
    ),
    Fault(
        "biqiao",
        "level left open",
        EVIDENCE + deduction(clause="附件2第4项"),
        ["7:5: unknown-level: “附件2第4项”按级别计分，没有写级别（level 可填：国家、省、市）"],
    ),
    Fault(
        "lingda",
        "level where there is none",
        EVIDENCE + deduction(level="市"),
        ["7:86: unknown-level: “附件2第1项”不分级别（请删去 level）"],
    ),
    Fault(
        "yaocun",
        "unit that is not on the list",
        EVIDENCE + added(clause="附件3加分项第1项", rule="出现扣分"),
        [("7:23: not-eligible: “附件3加分项第1项”只适用于名单上的单位，名单里没有“yaocun”（请核对年度文件的 eligible）")],
    ),
    Fault(
        "jiaotiju",
        "all three links",
        EVIDENCE + added(clause="附件3加分项第3项", links="{意见征集: /1, 意见反馈: /2, 正式文件: /3}"),
        [],
    ),
    Fault(
        "kejijingxinju",
        "two of three links",
        EVIDENCE + added(clause="附件3加分项第3项", links="{意见征集: /1, 正式文件: /3}"),
        ["7:88: missing-link: 缺少意见反馈，三样齐全才计分（请在 links 中逐项填写地址）"],
    ),
    Fault(
        "gonganju",
        "no links",
        EVIDENCE + added(clause="附件3加分项第3项"),
        ["7:5: missing-link: 缺少意见征集、意见反馈、正式文件，三样齐全才计分（请在 links 中逐项填写地址）"],
    ),
    Fault(
        "minzhengju",
        "links that nobody asked for",
        EVIDENCE + deduction(links="{通知: /1}"),
        ["7:86: unknown-link: “附件2第1项”不需要“通知”的链接（请删去；需要保存的网页请列入证据）"],
    ),
    # evidence, ids, incidents
    Fault(
        "sifaju",
        "unknown evidence",
        EVIDENCE + deduction(evidence="[e01, e02]") + agency("85", evidence="[e03]"),
        [
            "7:72: unknown-evidence: 证据清单里没有“e02”（请核对编号，或在 evidence 中补上这份证据）",
            "9:32: unknown-evidence: 证据清单里没有“e03”（请核对编号，或在 evidence 中补上这份证据）",
        ],
    ),
    Fault(
        "caizhengju",
        "evidence that nothing cites",
        EVIDENCE,
        ["5:10: unused-evidence: 证据“e01”没有被任何记录引用（请引用或删去）"],
    ),
    Fault(
        "rensheju",
        "evidence that anything cites",
        EVIDENCE
        + more(EVIDENCE).replace("e01", "e02")
        + more(EVIDENCE).replace("e01", "e03")
        + sheet("100\n    evidence: [e01]", 附件3第一类第1项="15, evidence: [e02]")
        + objection(about="agency", evidence="[e03]"),
        [],
    ),
    Fault(
        "ziranziyuanju",
        "repeated ids",
        EVIDENCE + more(EVIDENCE) + deduction() + more(deduction()) + added(id="d01"),
        [
            "6:10: repeated-id: 证据编号“e01”用了两次（请改成不重复的编号）",
            "9:10: repeated-id: 记录编号“d01”用了两次（请改成本文件内不重复的编号）",
            "11:10: repeated-id: 记录编号“d01”用了两次（请改成本文件内不重复的编号）",
        ],
    ),
    Fault(
        "zhujianju",
        "repeated item",
        sheet() + "      - {clause: 附件3第四类第5项, mark: 4}\n",
        ["24:18: repeated-id: “附件3第四类第5项”记了两次（请删去一处）"],
    ),
    Fault(
        "jiaoyunju",
        "repeated objection",
        EVIDENCE + deduction() + objection() + more(objection()),
        [
            "9:10: repeated-id: 申诉编号“o01”用了 2 次（请改成不重复的编号）",
            "10:10: repeated-id: 申诉编号“o01”用了 2 次（请改成不重复的编号）",
        ],
    ),
    Fault(
        "nongyenongcunju",
        "incident under two rules",
        EVIDENCE
        + deduction(clause="附件2第4项", level="市", incident="sj01")
        + added(clause="附件3加分项第5项", rule="批评或问责", level="市", incident="sj01"),
        [
            (
                "9:114: incident-twice: 事件“sj01”已在“d01”中按“附件2第4项”计分，不能再次计分（同一件事只计分一次，请保留一"
                "处；几处问题写在同一条记录里）"
            )
        ],
    ),
    Fault(
        "shuiliju",
        "incident twice under one rule",
        EVIDENCE + deduction(incident="sj01") + more(deduction(id="d02", incident="sj01")),
        [
            (
                "8:89: incident-twice: 事件“sj01”已在“d01”中按“附件2第1项”计分，不能再次计分（同一件事只计分一次，请保留一处"
                "；几处问题写在同一条记录里）"
            )
        ],
    ),
    Fault(
        "shangwuju",
        "two incidents",
        EVIDENCE + deduction(incident="sj01") + more(deduction(id="d02", incident="sj02")),
        [],
    ),
    # marks
    Fault(
        "wenlvju",
        "marks above full",
        agency("100.01") + "ballots:\n  peer:\n    - {rater: jianping, marks: [90, 100.5, ~]}\n",
        [
            "5:18: mark-above-full: 成绩 100.01 超过满分 100（请核对测评机构的成绩）",
            "8:32: mark-above-full: 打分 100.5 超过满分 100（请核对原票）",
        ],
    ),
    Fault(
        "weijianwei",
        "marks at full",
        agency("100") + "ballots:\n  peer:\n    - {rater: jianping, marks: [100, 0, ~]}\n",
        [],
    ),
    Fault(
        "tuiyijunrenju",
        "item above full",
        sheet("100.5", "机构另加", 附件3第一类第1项="15.5"),
        [
            "6:11: mark-above-full: 成绩 100.5 超过满分 100（请核对测评机构的成绩）",
            "9:35: mark-above-full: 得分 15.5 超过满分 15（请核对得分）",
        ],
    ),
    Fault(
        "yingjiju",
        "loss without a reason",
        sheet("99", 附件3第一类第1项="14"),
        [
            (
                "8:9: unexplained-loss: “围绕稳定市场预期加强政策解读”没有得满分，却没有写明失分原因或证据（请补上 reason 和 e"
                "vidence）"
            )
        ],
    ),
    Fault(
        "shenjiju",
        "loss with a reason and no evidence",
        sheet("99", 附件3第一类第1项="14, reason: 缺"),
        [
            (
                "8:9: unexplained-loss: “围绕稳定市场预期加强政策解读”没有得满分，却没有写明失分原因或证据（请补上 reason 和 e"
                "vidence）"
            )
        ],
    ),
    Fault(
        "shichangjianguanju",
        "block among the items",
        sheet() + "      - {clause: 附件3第三类, mark: 36}\n      - {clause: 附件2第1项, mark: 10}\n",
        [
            "24:18: unknown-clause: “附件3第三类”不是“专业机构测评”中计分的条款（请核对条款编号，例如 附件3第一类第1项）",
            "25:18: unknown-clause: “附件2第1项”不是“专业机构测评”中计分的条款（请核对条款编号，例如 附件3第一类第1项）",
        ],
    ),
    Fault(
        "tongjiju",
        "marks of components that have none",
        "marks:\n  daily: {mark: 27}\n  jigou: {mark: 85}\n",
        [
            "5:10: unknown-component: “daily”不是由外部评定成绩的环节（可用的环节：agency）",
            "6:10: unknown-component: “jigou”不是由外部评定成绩的环节（可用的环节：agency）",
        ],
    ),
    Fault(
        "yibaoju",
        "items without the mark",
        sheet(""),
        ["6:5: missing-mark: 有指标得分而没有最终成绩（最终成绩以测评机构提供的为准，请补上 mark）"],
    ),
    Fault(
        "xinfangju",
        "items incomplete",
        sheet(附件3第四类第5项="", 附件3第一类第1项=""),
        ["8:7: incomplete-items: 指标得分不全，缺 附件3第一类第1项、附件3第四类第5项（请补全，或整段删去指标得分）"],
    ),
    Fault(
        "fupinju",
        "items that do not reconcile",
        sheet("99.99"),
        [
            (
                "6:11: does-not-reconcile: 指标得分合计 100.00，与最终成绩 99.99 不一致（请核对；机构另有考虑的，在 di"
                "fference 写明原因）"
            )
        ],
    ),
    Fault("shujuziyuanju", "items that need not reconcile", sheet("99.99", "机构另扣0.01分"), []),
    # 25 + 15 + 32 x 36/33 + 24 = 98.909...
    Fault(
        "chengguanju",
        "items that reconcile at the places of the mark",
        EVIDENCE + sheet("98.9", 附件3第三类第1项="8, reason: 缺, evidence: [e01]"),
        [],
    ),
    Fault(
        "qixiangju",
        "items that do not at one more place",
        EVIDENCE + sheet("98.90", 附件3第三类第1项="8, reason: 缺, evidence: [e01]"),
        [
            (
                "8:11: does-not-reconcile: 指标得分合计 98.91，与最终成绩 98.90 不一致（请核对；机构另有考虑的，在 dif"
                "ference 写明原因）"
            )
        ],
    ),
    # 不涉及 and 未参评
    Fault(
        "shuiwuju",
        "不涉及 where it may be",
        "not_applicable:\n  - {clause: 附件2第5项, reason: 无账号}\n  - {clause: 附件3第一类第1项, reason: 无}\n",
        [],
    ),
    Fault(
        "shengtaihuanjingju",
        "不涉及 where it cannot be",
        "not_applicable:\n  - {clause: 附件2第1项, reason: 无}\n  - {clause: 附件3第一类, reason: 无}\n  - {clause: 附件9, reason: 无}\n",
        [
            "5:14: cannot-be-absent: 方案没有规定“附件2第1项”可以不涉及（请删去，或在方案中写明 not_applicable）",
            "6:14: unknown-clause: “附件3第一类”不是计分的条款（请核对条款编号）",
            "7:14: unknown-clause: “附件9”不是计分的条款（请核对条款编号）",
        ],
    ),
    Fault(
        "jingkaiqu",
        "不涉及 beside entries",
        EVIDENCE + deduction(clause="附件2第5项") + "not_applicable:\n  - {clause: 附件2第5项, reason: 无账号}\n",
        ["9:14: absent-with-entries: “附件2第5项”既不涉及，又有扣分或加分记录（请保留一处）"],
    ),
    Fault(
        "zhongdiangongcheng",
        "不涉及 beside a mark",
        sheet() + "not_applicable:\n  - {clause: 附件3第一类第1项, reason: 无}\n",
        ["25:14: absent-with-marks: “附件3第一类第1项”既不涉及，又有得分（请保留一处）"],
    ),
    Fault(
        "jiguanshiwu",
        "nothing applies",
        sheet("80", "无", **dict.fromkeys(FULL, ""))
        + "".join(f"      - {{clause: {clause}, not_applicable: 无}}\n" for clause in FULL),
        [("9:45: nothing-applies: “专业机构测评”的各项都不涉及（请改为未参评（not_assessed 下的 agency），并写明原因）")],
    ),
    Fault(
        "zhaoshanghezuo",
        "未参评 of what is not there",
        "not_assessed:\n  jigou: 未参加\n",
        ["5:10: unknown-component: 方案里没有环节“jigou”（可用的环节：agency、daily、peer、bonus）"],
    ),
    Fault(
        "jianping",
        "未参评 beside marks",
        EVIDENCE
        + deduction()
        + agency("85")
        + "ballots:\n  peer: [{rater: fagaiwei, marks: [90]}]\nnot_assessed:\n  agency: 未参加\n  daily: 未参加\n  peer: 未参加\n  bonus: 未参加\n",
        [
            "13:11: absent-with-marks: “agency”既写了未参评，又有成绩（请保留一处）",
            "14:10: absent-with-marks: “daily”既写了未参评，又有成绩（请保留一处）",
            "15:9: absent-with-marks: “peer”既写了未参评，又有成绩（请保留一处）",
        ],
    ),
    # windows
    Fault(
        "shizi",
        "days before the windows",
        EVIDENCE
        + deduction(date="2018-12-31")
        + added(date="2018-12-31")
        + agency("85", date="2019-11-30")
        + "ballots:\n  peer: [{rater: fagaiwei, date: 2020-01-01, marks: [90]}]\n",
        [
            (
                "7:37: outside-window: 2018-12-31 不在“日常测评”的测评时间（2019-01-01 至 2019-12-31）之"
                "内（请核对日期；确应计入的扣分、加分记录，在 override 写明理由）"
            ),
            (
                "9:40: outside-window: 2018-12-31 不在“加分项”的测评时间（2019-01-01 至 2019-12-31）之内"
                "（请核对日期；确应计入的扣分、加分记录，在 override 写明理由）"
            ),
            (
                "11:28: outside-window: 2019-11-30 不在“专业机构测评”的测评时间（2019-12-01 至 2019-12-3"
                "1）之内（请核对日期；确应计入的扣分、加分记录，在 override 写明理由）"
            ),
            (
                "13:34: outside-window: 2020-01-01 不在“双向互评”的测评时间（2020-01-02 至 2020-01-31）"
                "之内（请核对日期；确应计入的扣分、加分记录，在 override 写明理由）"
            ),
        ],
    ),
    Fault(
        "taocheng",
        "first days",
        EVIDENCE
        + deduction(date="2019-01-01")
        + added(date="2019-01-01")
        + agency("85", date="2019-12-01")
        + "ballots:\n  peer: [{rater: fagaiwei, date: 2020-01-02, marks: [90]}]\n",
        [],
    ),
    Fault(
        "meizhu",
        "last days",
        EVIDENCE
        + deduction(date="2019-12-31")
        + added(date="2019-12-31")
        + agency("85", date="2019-12-31")
        + "ballots:\n  peer: [{rater: fagaiwei, date: 2020-01-31, marks: [90]}]\n",
        [],
    ),
    Fault(
        "xinfa",
        "days after the windows",
        EVIDENCE
        + deduction(date="2020-01-01")
        + added(date="2020-01-01")
        + agency("85", date="2020-01-01")
        + "ballots:\n  peer: [{rater: fagaiwei, date: 2020-02-01, marks: [90]}]\n",
        [
            (
                "7:37: outside-window: 2020-01-01 不在“日常测评”的测评时间（2019-01-01 至 2019-12-31）之"
                "内（请核对日期；确应计入的扣分、加分记录，在 override 写明理由）"
            ),
            (
                "9:40: outside-window: 2020-01-01 不在“加分项”的测评时间（2019-01-01 至 2019-12-31）之内"
                "（请核对日期；确应计入的扣分、加分记录，在 override 写明理由）"
            ),
            (
                "11:28: outside-window: 2020-01-01 不在“专业机构测评”的测评时间（2019-12-01 至 2019-12-3"
                "1）之内（请核对日期；确应计入的扣分、加分记录，在 override 写明理由）"
            ),
            (
                "13:34: outside-window: 2020-02-01 不在“双向互评”的测评时间（2020-01-02 至 2020-01-31）"
                "之内（请核对日期；确应计入的扣分、加分记录，在 override 写明理由）"
            ),
        ],
    ),
    Fault("feili", "days outside with a reason", EVIDENCE + deduction(date="2020-01-01", override="次年送达"), []),
    # raters
    Fault(
        "biqiao",
        "raters",
        "ballots:\n  peer:\n    - {rater: shizi, marks: [90]}\n    - {rater: biqiao, marks: [90]}\n    - {rater: jiguan, marks: [90]}\n    - {rater: fagaiwei, marks: [90]}\n    - {rater: fagaiwei, marks: [90]}\n",
        [
            "6:15: wrong-rater-group: “shizi”属于“乡镇”，不能评议本单位（应由县直单位评议）",
            "7:15: wrong-rater-group: “biqiao”属于“乡镇”，不能评议本单位（应由县直单位评议）",
            "8:15: unknown-unit: 评议单位“jiguan”不是本年度的考评对象（请核对单位编号）",
            "10:15: repeated-rater: 评议单位“fagaiwei”列了两次（请合并成一条）",
        ],
    ),
    Fault(
        "fagaiwei",
        "raters of a department",
        "ballots:\n  peer:\n    - {rater: shizi, marks: [90]}\n    - {rater: jiaotiju, marks: [90]}\n  agency:\n    - {rater: shizi, marks: [90]}\n",
        [
            "7:15: wrong-rater-group: “jiaotiju”属于“县直单位”，不能评议本单位（应由乡镇评议）",
            "9:15: unknown-component: “agency”不是互评环节（请核对环节编号）",
        ],
    ),
    # objections
    Fault(
        "lingda",
        "objection to nothing",
        EVIDENCE + deduction() + objection(about="d02"),
        ["9:22: unknown-entry: 申诉对象“d02”不在本文件的记录里（请填扣分、加分记录的编号，或环节编号）"],
    ),
    Fault(
        "yaocun",
        "decided before it was filed",
        EVIDENCE + deduction() + objection(decided="2020-01-02") + more(objection(id="o02", decided="2020-01-03")),
        ["9:84: decided-before-filed: 决定日期早于申诉日期（请核对日期）"],
    ),
    Fault(
        "jiaotiju",
        "what remains of an entry",
        EVIDENCE
        + deduction(count="3")
        + objection(outcome="部分成立")
        + more(objection(id="o02", outcome="部分成立", count="3"))
        + more(objection(id="o03", outcome="部分成立", count="2"))
        + more(objection(id="o04", outcome="成立", count="1"))
        + more(objection(id="o05", mark="90")),
        [
            "9:5: objection-count: 部分成立时，保留次数应少于原来的 3 次（请在 count 填写保留的次数）",
            "10:121: objection-count: 部分成立时，保留次数应少于原来的 3 次（请在 count 填写保留的次数）",
            "12:119: objection-count: 只有部分成立时才填保留次数（请删去 count）",
            "13:119: objection-mark: 申诉对象是一条记录，不填更正成绩（请删去 mark）",
        ],
    ),
    Fault(
        "kejijingxinju",
        "what becomes of a mark",
        agency("85")
        + objection(about="agency", outcome="成立")
        + more(objection(id="o02", about="agency", outcome="部分成立", mark="86"))
        + more(objection(id="o03", about="agency", outcome="成立", mark="100.5"))
        + more(objection(id="o04", about="agency", mark="86"))
        + more(objection(id="o05", about="agency", outcome="部分成立", mark="86", count="1")),
        [
            "7:5: objection-mark: 申诉成立，没有写更正后的成绩（请在 mark 填写更正成绩）",
            "9:121: mark-above-full: 更正成绩 100.5 超过满分 100（请核对成绩）",
            "10:122: objection-mark: 申诉没有成立，不填更正成绩（请删去 mark）",
            "11:134: objection-count: 申诉对象是环节成绩，不填保留次数（请删去 count）",
        ],
    ),
]


def rounds() -> list[list[Fault]]:
    """The cases, as many a round as there are units for."""
    found: list[list[Fault]] = []
    for case in CASES:
        for listed in found:
            if case.unit not in {other.unit for other in listed}:
                listed.append(case)
                break
        else:
            found.append([case])
    return found


@pytest.fixture(scope="module", params=rounds(), ids=lambda listed: f"{len(listed)} records")
def said(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """What is said about a round of records, by what is wrong with them."""
    folder = Folder(tmp_path_factory.mktemp("records"))
    cases: list[Fault] = request.param
    for case in cases:
        folder.record(case.unit, case.body)
    by_file = folder.told_by_file()
    lines = {case.what: by_file.pop(f"data/scores/2019/{case.unit}.yaml", []) for case in cases}
    assert by_file == {}, "no fault is told elsewhere"
    return lines


def test_what_is_said(said: Mapping[str, list[str]]) -> None:
    expected = {case.what: case.lines for case in CASES}
    assert said == {what: expected[what] for what in said}
