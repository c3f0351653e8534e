"""What the columns of offices' sheets are called: kinds of words that combine, rather than a list of whole heads."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assessment.folding import folded
from assessment.imports.fold import bare, unnumbered

LEFT_OUT = "不导入"
"""What an office maps a head to whose column is not meant to go in."""

_ASSESSING = "(?:考评|考核|测评|评估|评议|评价|评分|打分|检查|抽查|督查)"
_UNIT = "(?:单位|部门|对象|乡镇|镇街|街道|机构|主体|县区|地区)"
_UNIT_OF = (
    f"(?:被|受|参|应|各|所在?|涉及|相关|有关|责任|扣分|加分|失分|主体|问题|县直|县级|市直|评|测|考|{_ASSESSING}|的)*"
)
_MARK = "(?:得分|成绩|分数|评分|总分|总得分|总成绩|结果|评定|分)"
_MARK_OF = (
    f"(?:{_ASSESSING}|专业机构|第三方|机构|综合|总体|全年|年终|实际|实得|本次|政务公开|工作|百分制|总评?|评定|汇总|合计)"
)
_MARK_OF_ONE = "(?:线上|线下|网站|网络|平台|基础)"
"""What tells a part of the whole, beside which the whole may stand."""
_TIME = "(?:日期|时间点?|时点)"
_OF_ENTRY = f"(?:发生|发现|扣分|加分|加减分|通报|记录|认定|问题|处理|监测|检测|下发|印发|{_ASSESSING})"
_YEAR = re.compile(r"^(?:(?:19|20)\d\d)?年?度?(?=.)|^(?:本年度?|当年|年度)(?=.)")


@dataclass(frozen=True)
class ColumnKind:
    """A kind of column: what it is called, the surest names first."""

    label: str
    """What messages call it; always among its names."""
    names: tuple[re.Pattern[str], ...]
    examples: tuple[str, ...] = ()
    """Some of its other names."""

    def rank(self, texts: Sequence[str]) -> int | None:
        """Return how sure the texts over a column are to mean this kind, 0 the surest; None where they do not."""
        ranks = [
            rank
            for text in ((texts[-1], "".join(texts)) if texts else ())
            for form in plain_heads(text)
            for rank, pattern in enumerate(self.names)
            if pattern.fullmatch(form)
        ]
        return min(ranks, default=None)


ColumnKinds = Mapping[str, ColumnKind]


def heading(label: str, *patterns: str, examples: tuple[str, ...] = ()) -> ColumnKind:
    """Return a kind of column that is called by its label, or as patterns over folded text say."""
    first, *others = patterns or ("",)
    surest = "|".join(part for part in (re.escape(folded(label)), first) if part)
    return ColumnKind(label, tuple(re.compile(f"(?:{pattern})") for pattern in (surest, *others)), examples)


def one_of(label: str, *names: str) -> ColumnKind:
    """Return a kind of column that is called by its label or one of a few other names."""
    return heading(label, "|".join(re.escape(folded(name)) for name in names), examples=names[:3])


@lru_cache(maxsize=4096)
def plain_heads(text: str) -> tuple[str, ...]:
    """Return the forms of a head without numbering, brackets and the year."""
    seen = [folded(text), bare(text), unnumbered(bare(text))]
    return tuple(dict.fromkeys([*seen, *(_YEAR.sub("", form) for form in seen)]))


UNIT = heading(
    "单位", f"{_UNIT_OF}{_UNIT}(?:名称|全称|简称)?(?:[/,和与及或(]{_UNIT_OF}{_UNIT}(?:名称|全称)?\\)?)*", "名称"
)
RATER = heading(
    "评议单位",
    f"(?:{_ASSESSING}|投票|评委|填表|填报|您?所在|打分|评分)(?:人|者|方)?(?:的|所在)*(?:单位|部门|主体)(?:名称|全称|简称)?",
    f"(?:{_ASSESSING}|投票|打分)(?:人|者|方)|评委",
)
RATED = heading(
    "被评单位",
    f"(?:被|受|参){_ASSESSING}?评?(?:的)?(?:单位|部门|对象|乡镇|机构|主体)(?:名称|全称|简称)?",
    f"{_ASSESSING}(?:的)?对象(?:名称)?",
)
BALLOT_MARK = heading(
    "分数",
    f"(?:{_ASSESSING}|综合|实际|总)*(?:分数|评分|打分|得分|分值|总分|分|成绩)(?:情况|结果)?",
    f"(?:{_ASSESSING}|综合|总体)*(?:结果|等次|等级|档次|满意度)",
    examples=("得分", "评议得分", "打分"),
)
BALLOT_NUMBER = one_of("票号", "票次", "编号", "选票编号")
PERSON = heading(
    "姓名",
    f"(?:{_ASSESSING}|投票|打分|填表|填报|联系|经办)(?:人|者)(?:员|姓名)?|评委(?:姓名)?|您?的?姓名|职务|职级|职称|岗位|性别|年龄|签名|签字"
    r"|(?:联系|办公|手机|移动)*(?:电话|手机|方式|号码)(?:号码?)?|手机号码?|身份证(?:号码?)?|微信(?:昵称|号)?|来自ip|ip(?:地址)?|邮箱",
)
DAY = heading(
    "日期",
    f"(?:发生)?{_TIME}|(?:提交|填写|答题|交卷|打分|评分|评议|投票){_TIME}",
    f"{_OF_ENTRY}{{1,2}}{_TIME}",
)
AGENCY_DAY = heading("日期", f"(?:出具|成绩|公布|{_ASSESSING})*{_TIME}")
DIFFERENCE = one_of("差额说明", "差额原因")
REMARK = one_of("备注", "说明")
REASONS = heading(
    "失分原因",
    "(?:主要|具体|存在的?|有关|总)*(?:失分|扣分|丢分|减分)?(?:的)?(?:主要|具体|存在的?)*(?:原因|问题|情况|说明|点|事项|内容|明细|清单|情形|依据)",
)
CLAUSE = heading(
    "条款",
    f"(?:{_OF_ENTRY}|对应|适用|计分|所属|具体|方案)*(?:条款|内容|项目|指标|细则|标准|依据|项|条目|类别|事项)",
    examples=("考评内容", "扣分项", "扣分依据"),
)
REASON = heading(
    "原因",
    f"(?:主要|具体|{_OF_ENTRY}|失分|问题)*(?:的)?(?:原因|事由|缘由|理由)",
    f"(?:主要|存在的?|具体|{_OF_ENTRY}|失分|问题|情况)*(?:的)?(?:问题|情形|事实|情节|描述|点|事例|不足)",
    f"(?:主要|存在的?|具体|简要|基本|{_OF_ENTRY}|失分)*(?:情况|说明|内容|事项)|概述|摘要",
    examples=("扣分原因", "扣分事由", "主要问题", "具体情况"),
)
LOSS = heading("扣分", "(?:应|实)?(?:扣|失|减|扣减|丢)分(?:分?值|数)?")
ITEM_MARK = heading(
    "得分",
    f"(?:实际?|本项|该项|指标|项目|单项|{_ASSESSING})*(?:得分|成绩|分数|评分)",
    "(?:实|核)得?分",
)
PART_MARK = heading("线上得分", f"{_MARK_OF_ONE}(?:得分|成绩|分数|评分)(?:情况)?")
"""The marks of a part of the whole."""
OWN = "自(?:评|查|测|报|考|检|打|评价)"
"""What a unit says of itself, beside which the assessed mark stands."""
SELF_MARK = heading(
    "自评得分", f"(?:各?单位|本级)?{OWN}(?:得分|分值|分数|成绩|评分|打分|分)?", examples=("自评", "自评分")
)
_KIND_OF_MEMBER = "(?:对象|账号|公众号|网站|站点|乡镇|街道|镇街|乡|镇|村|社区|平台|载体|专区|栏目|机构)"
MEMBER = heading(
    "对象",
    f"(?:下属|所属|所办|下级|测评|抽查|检查|评定|考评|具体|政务|新媒体)*(?:{_KIND_OF_MEMBER}[/,和、]?)+(?:名称)?",
    "名称",
)
"""What is measured under a unit: its towns, its accounts."""
WAVE = heading("轮次", "(?:测评|抽查|检查|考评|通报)*(?:轮次?|季度|月份|期次?|批次|阶段|时段)")
POINTS = heading(
    "扣分", "(?:扣|加|减|失|加减|扣减|增减|实扣|应扣|奖惩)(?:分)?(?:分值|分数|值|数|分)?(?:情况)?", "分值|得分|分数"
)


def final_heading(component: str) -> ColumnKind:
    """Return what the column of the final mark of a component is called; the component's own name is among it."""
    name = re.escape(folded(component))
    return heading(
        "最终成绩",
        f"(?:最终|最后|终评){_MARK_OF}*{_MARK}",
        f"(?:{name})(?:{_MARK_OF}*{_MARK})?|{_MARK_OF}+{_MARK}|总分|合计|总计|总评|{_MARK_OF}*合计{_MARK}?",
        f"{_MARK_OF_ONE}?(?:得分|成绩|分数|评分)(?:情况)?|分",
        examples=(f"{component}得分", "综合得分", "总分", "得分"),
    )


KEY = one_of("编号", "台账编号", "记录编号")
RULE = one_of("情形", "适用情形", "类型")
LEVEL = one_of("级别", "通报级别", "层级", "通报层级", "扣分级别", "通报单位级别")
COUNT = one_of("次数", "件次", "件数", "扣分次数", "数量")
INCIDENT = one_of("事件编号", "事件")
EVIDENCE = one_of("证据编号")
TITLE = heading(
    "证据名称",
    "证据|依据|证明材料|佐证材料|佐证|材料名称|文件名称|(?:扣分|加分|通报|相关)?(?:依据|证据)(?:文件|材料|名称)?",
)
KIND = one_of("证据种类", "证据类型")
SOURCE = one_of("证据来源", "来源", "出处", "通报单位", "发文单位", "发文机关")
CAPTURED = one_of("证据取得日期", "取得日期", "取证日期")
FILE = one_of("证据文件", "附件")
URL = one_of("证据网址", "网址", "证据地址", "链接", "地址", "网页地址", "证据链接")
RECTIFIED = one_of("整改情况", "整改说明", "整改结果", "整改措施", "整改落实情况")
RECTIFIED_DAY = one_of("整改完成日期", "整改日期", "完成日期", "整改时间", "整改完成时间", "完成时间")
VISIBILITY = one_of("可见范围", "是否公开")
RECORDER = one_of("记录人", "登记人")
OVERRIDE = one_of("超期说明")
