"""How well each unit did in 2018, near its quality in 2019, and the few things that are chosen by hand.

==================  ===============================================================================================
chengguanju         did much better than in 2019
taocheng            did much worse
biqiao              two notices of the city and one list: known answers
fagaiwei            bonus of three kinds: known answers
zhujianju           a request for information answered too late takes the key areas' bonus away
shengtaihuanjingju  附件3加分项第1项 出现扣分; other listed units get its two marks
weijianwei          nothing lost in 附件2
feili, lingda,      no account on social media: 附件2第5项, 第6项 不涉及
xinfangju,
tongjiju,
jiguanshiwu
tongjiju            an item of the agency 不涉及, the rest rescaled
FINAL_ONLY          final mark of the agency only, no items
==================  ===============================================================================================

县医保局 and 县退役军人事务局 are not assessed: both were set up in 2019.
"""

from dataclasses import replace
from datetime import date

from assessment.sample.bonus import conference, consultation, key_area_fault, praised, request_fault
from assessment.sample.daily import ACCOUNT, OWNER, notice, overdue
from assessment.sample.facts import Rectified, UnitPlan
from assessment.sample.year_2018.calendar import CITY_TESTS, CONFERENCES, LISTS, NOTICES

QUALITY = {
    **{"jianping": 84, "shizi": 80, "taocheng": 22, "meizhu": 68, "xinfa": 58, "feili": 61, "biqiao": 46},
    **{"lingda": 76, "yaocun": 70, "fagaiwei": 81, "jiaotiju": 72, "kejijingxinju": 48, "gonganju": 86},
    **{"minzhengju": 66, "sifaju": 45, "caizhengju": 78, "rensheju": 69, "ziranziyuanju": 74, "zhujianju": 52},
    **{"jiaoyunju": 66, "nongyenongcunju": 55, "shuiliju": 83, "shangwuju": 47, "wenlvju": 63, "weijianwei": 89},
    **{"yingjiju": 64, "shenjiju": 92, "shichangjianguanju": 80, "tongjiju": 49, "xinfangju": 35, "fupinju": 71},
    **{"shujuziyuanju": 77, "chengguanju": 75, "qixiangju": 82, "shuiwuju": 79, "shengtaihuanjingju": 43},
    **{"jingkaiqu": 78, "zhongdiangongcheng": 40, "jiguanshiwu": 54, "zhaoshanghezuo": 51},
}
"""0 to 100, by unit id."""

FINAL_ONLY = frozenset(
    ("meizhu", "lingda", "nongyenongcunju", "jiguanshiwu", "zhongdiangongcheng", "qixiangju", "shuiwuju", "jingkaiqu")
)

_NO_ACCOUNT = {
    ACCOUNT: "本单位没有开设政务新媒体，无须报备。",
    OWNER: "本单位没有开设政务新媒体，没有公开认证信息。",
}

_CHOSEN = {
    "biqiao": UnitPlan(
        daily=(
            notice("市", NOTICES[0], "“村务公开”栏目空白", Rectified("已补充内容。", date(2018, 5, 25))),
            notice("市", NOTICES[1], "“秸秆禁烧”栏目更新不及时"),
            overdue(LISTS[2], "{list}中“征地拆迁”栏目更新不及时的问题，{due}期满时仍未反馈整改结果。"),
        ),
    ),
    "fagaiwei": UnitPlan(
        bonus=(
            consultation(date(2018, 6, 28), "县级储备粮管理办法"),
            conference(CONFERENCES[0], "重大项目建设"),
            praised("市", date(2018, 11, 21), "重大项目信息公开做法被市级政务公开简报通报表扬。"),
        ),
    ),
    "zhujianju": UnitPlan(
        bonus=(request_fault(date(2018, 9, 18), "1件关于公租房分配的申请超过期限才答复，没有办理延期。"),),
    ),
    "weijianwei": UnitPlan(daily=()),
    "jianping": UnitPlan(bonus=(consultation(date(2018, 9, 27), "建平镇2018年民生工程实施办法"),)),
    "shujuziyuanju": UnitPlan(
        bonus=(praised("市", date(2018, 10, 24), "网上办事指南公开做法在全市政务公开工作会议上通报表扬。"),),
    ),
    "shengtaihuanjingju": UnitPlan(
        bonus=(key_area_fault(CITY_TESTS[0], "“污染源监管”没有公开1家重点排污单位的监测结果"),),
    ),
    "feili": UnitPlan(not_applicable=_NO_ACCOUNT),
    "lingda": UnitPlan(not_applicable=_NO_ACCOUNT),
    "xinfangju": UnitPlan(not_applicable=_NO_ACCOUNT),
    "tongjiju": UnitPlan(
        not_applicable=_NO_ACCOUNT,
        absent_items={"附件3第三类第5项": "本单位不承担重大建设项目和公共资源配置职责。"},
    ),
    "jiguanshiwu": UnitPlan(not_applicable=_NO_ACCOUNT),
}


def _plan(unit: str, quality: int) -> UnitPlan:
    chosen = _CHOSEN.get(unit, UnitPlan())
    return replace(chosen, quality=quality, bonus=chosen.bonus or (), final_only=unit in FINAL_ONLY)


PLANS = {unit: _plan(unit, quality) for unit, quality in QUALITY.items()}
"""By unit id."""
