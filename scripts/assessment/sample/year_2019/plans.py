"""Which unit shows what. Everything about a unit that is not chosen here is drawn by the seed.

=====================  ==========================================================================================
shizi, meizhu          towns with exactly equal totals from different components; the next rank is skipped
jiaoyunju,             the same among departments
nongyenongcunju
biqiao                 附件2第4项 at its limit: one national, two provincial and four city notices
chengguanju            附件2第1项 at its limit (12 occurrences), one reason of about 300 characters
taocheng               objection to a deduction partly upheld: two occurrences become one
wenlvju                objection upheld: the deduction falls away
shangwuju              objections not upheld: to a deduction, and
ziranziyuanju          to a penalty for a request for information
jiaotiju               objection to the agency's mark upheld, the mark corrected
feili, lingda,         no account on social media: 附件2第5项 to 第7项 不涉及
xinfangju, tongjiju,
jiguanshiwu
shenjiju               附件2第7项 alone 不涉及
rensheju, yibaoju      附件2第5项, 附件2第7项 lost
kejijingxinju          附件2第6项 found twice, counted once
xinfangju, tongjiju,   items of the agency 不涉及, the rest rescaled
qixiangju
fagaiwei               bonus capped at 5 (附件3加分项第1项 automatic, 第3项 four documents with links, 第4项, 第5项)
shujuziyuanju          commended by province and city, the higher one counts
weijianwei             nothing lost in 附件2
minzhengju             附件3加分项第1项 automatic, nothing else
shengtaihuanjingju     附件3加分项第1项 出现扣分 up to its limit
zhujianju              negative net bonus: 依申请公开 and 出现扣分
gonganju               批评 with an incident; one internal deduction with internal evidence
shuiwuju               a commendation dated after the window, with the reason why it counts
xinfa                  a rater whose ballots are all blank
yaocun                 the agency's final mark differs from its items, with the reason
meizhu,                final mark of the agency only, no items
nongyenongcunju,
jiguanshiwu,
zhongdiangongcheng
lingda, qixiangju,     no self-review
zhaoshanghezuo
=====================  ==========================================================================================
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from assessment.sample.bonus import (
    blamed,
    conference,
    consultation,
    key_area_fault,
    praised,
    request_fault,
)
from assessment.sample.daily import ACCOUNT, MATRIX, OWNER, absent, notice, overdue, undone
from assessment.sample.facts import Fact, Objected, Proof, Rectified, UnitPlan
from assessment.sample.year_2019.calendar import CITY_TESTS, CONFERENCES, LISTS, NOTICES, SESSIONS, TASKS

_LONG = (
    "{list}交办的3个问题到{due}期满时均未反馈。其中“停车管理”栏目自2018年11月起没有更新，“违法建设查处”栏目内有5条信息的附件打不开，"
    "《城区停车泊位管理办法》正文与印发文本有两处不一致。县政府办当日电话催办，该局答复“已安排专人处理”；5个工作日后复查，"
    "“停车管理”栏目补发的2条信息均为转载，附件仍然打不开，正文也没有更正。期满后第8个工作日收到书面反馈，所附整改页面地址为测试地址，"
    "外网无法访问。考虑到同一清单内的3个问题性质不同、责任科室不同，且均已逾期，经县政府办与该局核对，按2次计，"
    "其中附件打不开与正文不一致合并为1次；该局对事实没有异议，承诺在下一期清单反馈时一并说明整改情况。"
)

_NO_ACCOUNT = {
    ACCOUNT: "本单位没有开设政务新媒体，无须报备。",
    OWNER: "本单位没有开设政务新媒体，没有公开认证信息。",
    MATRIX: "本单位没有开设微博、微信账号。",
}


def _accounts(clause: str, day: date, reason: str, *, mended: Rectified | None = None) -> Fact:
    proof = Proof("政务新媒体账号信息截图（示例）", "截图", "县政府信息中心核查时留存（示例）", day, "xmt/")
    return Fact(clause, day, reason, (proof,), rectified=mended)


def _objected(fact: Fact, objection: Objected) -> Fact:
    return replace(fact, objected=objection)


PLANS = {
    "shizi": UnitPlan(
        quality=78,
        daily=(
            overdue(
                LISTS[4],
                "{list}中“农村公路”栏目更新不及时的问题，{due}期满时仍未反馈整改结果。",
                rectified=Rectified("已补发养护信息6条并书面反馈。", date(2019, 6, 5)),
            ),
            absent(SESSIONS[1], "{day}{name}缺席，事前没有请假。"),
        ),
        bonus=(),
    ),
    "meizhu": UnitPlan(
        daily=(
            overdue(
                LISTS[2],
                "{list}列出的2个错链已反馈整改，复查时仍打不开。",
                rectified=Rectified("已修复链接，建立每周读网制度。", date(2019, 4, 3)),
            ),
            undone(TASKS[1], "没有按时完成{name}，“安全生产”应更新4条，实际更新1条。"),
            absent(SESSIONS[3], "参加{name}的人员迟到2小时以上，按缺席计。"),
        ),
        bonus=(),
        final_only=True,
        equals="shizi",
    ),
    "jiaoyunju": UnitPlan(
        quality=74,
        daily=(
            notice(
                "市",
                NOTICES["市"][2],
                "“公交线路”栏目空白",
                rectified=Rectified("已补充公交线路和首末班时间。", date(2019, 7, 19)),
            ),
            overdue(LISTS[8], "{list}要求{due}前书面反馈，催办后仍未报送。"),
        ),
        bonus=(),
    ),
    "nongyenongcunju": UnitPlan(
        daily=(
            notice(
                "省",
                NOTICES["省"][1],
                "“农业补贴”栏目超过6个月没有更新",
                rectified=Rectified("已补充2019年补贴标准和发放结果。", date(2019, 7, 29)),
            ),
            notice("市", NOTICES["市"][4], "《非洲猪瘟防控工作方案》正文有严重错别字1处"),
            undone(TASKS[5], "{name}中关于生猪价格的答复材料没有报送，由县政府办另行协调其他单位补充。"),
        ),
        bonus=(),
        final_only=True,
        equals="jiaoyunju",
    ),
    "biqiao": UnitPlan(
        quality=30,
        daily=(
            notice("市", NOTICES["市"][0], "“村务公开”栏目空白", rectified=Rectified("已补充内容。", date(2019, 3, 15))),
            notice("省", NOTICES["省"][0], "“征地拆迁”栏目超过6个月没有更新"),
            notice("市", NOTICES["市"][1], "“秸秆禁烧”栏目内2个链接打不开，首页1处严重错别字"),
            notice("省", NOTICES["省"][1], "“征地拆迁”栏目仍未更新，属重复出现的问题"),
            notice("市", NOTICES["市"][3], "“秸秆禁烧”栏目内仍有1个链接打不开"),
            notice(
                "国家",
                NOTICES["国家"][1],
                "政务新媒体超过2周没有更新，且无互动回应",
                rectified=Rectified("已恢复更新，明确2人轮值。", date(2019, 10, 30)),
            ),
            notice("市", NOTICES["市"][5], "“村务公开”栏目更新不及时", rectified=Rectified("正在整改，尚未报送结果。")),
            overdue(LISTS[9], "{list}中“征地拆迁”栏目更新不及时的问题，{due}期满时仍未反馈整改结果。"),
            absent(SESSIONS[0], "{day}{name}没有派人参加，当日电话通知后仍未到场。"),
        ),
        bonus=(),
    ),
    "chengguanju": UnitPlan(
        quality=12,
        daily=(
            overdue(LISTS[0], "{list}中“市容管理”栏目空白的问题，{due}期满时仍未反馈整改结果。"),
            overdue(LISTS[1], _LONG, count=2),
            overdue(LISTS[3], "{list}列出的错链已反馈整改，复查时仍打不开。"),
            overdue(LISTS[4], "{list}指出“停车管理”“违法建设查处”两个栏目更新不及时，均逾期未反馈。", count=2),
            overdue(LISTS[6], "{list}要求{due}前书面反馈，催办后仍未报送。"),
            overdue(
                LISTS[7],
                "{list}中《户外广告设置管理办法》解读缺失、执法流程图打不开，均逾期未整改。",
                count=2,
                rectified=Rectified("已补发解读，流程图改为通用格式。", date(2019, 9, 10)),
            ),
            overdue(LISTS[9], "{list}指出的错别字只改正一部分，没有说明未改的原因。"),
            overdue(LISTS[10], "{list}中两个问题反馈称已整改，复查时页面没有变化。", count=2),
            undone(TASKS[5], "{name}中关于占道经营的答复经两次催办后才报送。"),
        ),
    ),
    "taocheng": UnitPlan(
        daily=(
            _objected(
                overdue(LISTS[5], "{list}中“土地流转”“人居环境整治”两个栏目更新不及时，逾期未反馈。", count=2),
                Objected(
                    date(2020, 2, 10),
                    "“人居环境整治”栏目已于期满前更新并反馈，请核减1次。",
                    "部分成立",
                    date(2020, 2, 14),
                    "经查，“人居环境整治”栏目确在期满前更新，反馈邮件漏登；“土地流转”栏目逾期属实，保留1次。",
                    (Proof("反馈邮件截图（示例）", "截图", "涛城镇提供（示例）", date(2020, 2, 10)),),
                    count=1,
                ),
            ),
            undone(TASKS[0], "没有按时完成{name}，“社会救助”应更新4条，实际更新2条。"),
        ),
    ),
    "wenlvju": UnitPlan(
        daily=(
            _objected(
                absent(SESSIONS[2], "{day}{name}缺席，事前没有请假。"),
                Objected(
                    date(2020, 2, 11),
                    "当日承办全市文化活动，已提前一天书面请假，请予撤销。",
                    "成立",
                    date(2020, 2, 14),
                    "经查，请假报告已于前一日送达，签到表未注明，扣分不成立。",
                    (Proof("请假报告（示例）", "文件", "县文旅局提供（示例）", date(2020, 2, 11)),),
                ),
            ),
            overdue(
                LISTS[10],
                "{list}中“文物保护”栏目空白的问题，反馈称已整改，复查时栏目仍无内容。",
                rectified=Rectified("已补充文物保护单位名录。", date(2019, 12, 3)),
            ),
        ),
    ),
    "shangwuju": UnitPlan(
        daily=(
            _objected(
                undone(TASKS[2], "{name}任务逾期，经催办后才报送，影响全县进度。"),
                Objected(
                    date(2020, 2, 12),
                    "访谈材料因分管负责同志出差晚报1天，没有影响访谈如期进行，请不予扣分。",
                    "不成立",
                    date(2020, 2, 18),
                    "任务书写明了报送期限，晚报属实，维持原扣分。",
                ),
            ),
        ),
    ),
    "ziranziyuanju": UnitPlan(
        bonus=(
            _objected(
                request_fault(date(2019, 8, 27), "1件关于征地补偿的信息公开申请超过20个工作日才答复，没有办理延期。"),
                Objected(
                    date(2020, 2, 12),
                    "该件需向乡镇核实，已电话告知申请人，请不予扣分。",
                    "不成立",
                    date(2020, 2, 17),
                    "按照条例，延期答复应经审核同意并告知申请人，电话告知没有记录，维持原扣分。",
                ),
            ),
            consultation(date(2019, 4, 29), "2019年度国有建设用地供应计划"),
        ),
    ),
    "jiaotiju": UnitPlan(
        quality=66,
        objected=Objected(
            date(2020, 2, 11),
            "测评期间网站集约化迁移，“义务教育”栏目的招生信息短时无法访问，请重新核对。",
            "成立",
            date(2020, 2, 18),
            "测评机构复核了迁移前的页面存档，招生信息齐全，最终成绩更正，增加1.25分。",
            (
                Proof("网站迁移时间说明（示例）", "文件", "县教体局提供（示例）", date(2020, 2, 11)),
                Proof("测评成绩复核意见（示例）", "文件", "示例测评机构提供", date(2020, 2, 17)),
            ),
            more=Decimal("1.25"),
        ),
    ),
    "feili": UnitPlan(not_applicable=_NO_ACCOUNT),
    "lingda": UnitPlan(not_applicable=_NO_ACCOUNT, self_review=False),
    "xinfangju": UnitPlan(
        not_applicable=_NO_ACCOUNT,
        absent_items={
            "附件3第三类第2项": "本单位没有行政许可和涉企收费职责，不涉及“放管服”改革事项。",
            "附件3第三类第5项": "本单位不承担重大建设项目和公共资源配置职责。",
        },
    ),
    "tongjiju": UnitPlan(
        not_applicable=_NO_ACCOUNT,
        absent_items={"附件3第三类第5项": "本单位不承担重大建设项目和公共资源配置职责。"},
    ),
    "qixiangju": UnitPlan(
        absent_items={"附件3第三类第1项": "实行垂直管理，没有三大攻坚战信息的公开任务。"},
        self_review=False,
    ),
    "jiguanshiwu": UnitPlan(not_applicable=_NO_ACCOUNT, final_only=True, quality=60),
    "shenjiju": UnitPlan(not_applicable={MATRIX: "只有网站，没有开设微博、微信账号；原报备的移动客户端已并入县平台。"}),
    "rensheju": UnitPlan(
        daily=(
            _accounts(
                ACCOUNT,
                date(2019, 5, 15),
                "新开通“就业创业”微信公众号，一个多月后才向县政府信息中心报备。",
                mended=Rectified("已补办报备手续。", date(2019, 5, 17)),
            ),
            overdue(LISTS[6], "{list}中“社会保险”栏目更新不及时的问题，{due}期满时仍未反馈整改结果。"),
        ),
    ),
    "yibaoju": UnitPlan(
        daily=(
            _accounts(MATRIX, date(2019, 9, 25), "微信公众号开通半年，没有入驻“郎溪发布”矩阵，提醒后仍未办理。"),
            absent(SESSIONS[4], "{day}{name}只到半天，下午无人在岗，按缺席计。"),
        ),
    ),
    "kejijingxinju": UnitPlan(
        daily=(
            _accounts(OWNER, date(2019, 4, 17), "微信公众号的认证信息没有标明主办单位名称。"),
            _accounts(
                OWNER,
                date(2019, 10, 16),
                "微博账号更名后，认证信息仍为原单位名称，没有标明现主办单位。",
                mended=Rectified("两个账号均已补充主办单位名称。", date(2019, 10, 25)),
            ),
        ),
    ),
    "fagaiwei": UnitPlan(
        quality=88,
        daily=(overdue(LISTS[7], "{list}列出的错链已反馈整改，复查时仍有1个打不开。"),),
        bonus=(
            consultation(date(2019, 3, 28), "2019年国民经济和社会发展计划"),
            consultation(date(2019, 5, 30), "县级储备粮管理办法"),
            consultation(date(2019, 8, 29), "居民生活用气阶梯价格调整方案"),
            consultation(date(2019, 11, 14), "重大项目集中开工推进办法"),
            conference(CONFERENCES[0], "重大项目建设"),
            conference(CONFERENCES[2], "价格调控"),
            praised("省", date(2019, 11, 20), "政策解读做法被省级政务公开简报通报表扬。"),
        ),
    ),
    "shujuziyuanju": UnitPlan(
        quality=91,
        bonus=(
            praised("市", date(2019, 9, 4), "政务服务公开经验在全市政务公开工作会议上通报表扬。"),
            praised("省", date(2019, 12, 18), "政务公开标准化试点成果被全省通报表扬。"),
        ),
    ),
    "weijianwei": UnitPlan(quality=98, daily=()),
    "minzhengju": UnitPlan(quality=72, bonus=()),
    "shengtaihuanjingju": UnitPlan(
        quality=55,
        bonus=(
            key_area_fault(
                CITY_TESTS[0],
                "“建设项目环评”受理、拟审批信息缺2件",
                2,
                Rectified("已补充2件环评信息。", date(2019, 7, 18)),
            ),
            key_area_fault(CITY_TESTS[1], "“污染源监管”没有公开3家重点排污单位的监测结果", 3),
        ),
    ),
    "zhujianju": UnitPlan(
        quality=44,
        bonus=(
            request_fault(date(2019, 5, 21), "1件关于房屋征收的申请逾期答复，申请人据此提起行政复议。"),
            request_fault(date(2019, 11, 5), "答复书没有逐项回应申请内容，也没有载明救济途径，被要求重新答复。"),
            key_area_fault(CITY_TESTS[0], "“保障性住房”分配结果信息不完整", 1),
            key_area_fault(CITY_TESTS[1], "“农村危房改造”“房地产市场”各有1处信息不完整", 2),
            consultation(date(2019, 9, 19), "公共租赁住房分配办法"),
        ),
    ),
    "gonganju": UnitPlan(
        daily=(
            replace(
                undone(TASKS[5], "{name}中1件涉及个案的答复没有按时报送。"),
                proofs=(
                    Proof(
                        "社会关切问题交办单（示例，内部）",
                        "台账",
                        "县政府办留存（示例）",
                        date(2019, 11, 20),
                        internal=True,
                    ),
                ),
                internal=True,
            ),
            overdue(LISTS[3], "{list}中“户籍管理”栏目更新不及时的问题，{due}期满时仍未反馈整改结果。"),
        ),
        bonus=(
            blamed(
                "市",
                date(2019, 10, 23),
                "对城区夜间飙车噪声的网上舆情回应迟缓，受到全市通报批评。同一事件不再按附件2第4项扣分。",
                "sj2019-01",
            ),
        ),
    ),
    "shuiwuju": UnitPlan(
        quality=86,
        bonus=(
            praised(
                "市",
                date(2020, 1, 8),
                "减税降费信息公开工作被全市通报表扬。",
                override="通报印发于2020年1月8日，表扬的是2019年度工作，经县政务公开领导小组办公室研究，计入2019年度。",
            ),
        ),
    ),
    "xinfa": UnitPlan(silent_rater="shenjiju"),
    "yaocun": UnitPlan(
        difference=(Decimal("0.5"), "复测时“乡村振兴”栏目已补充2019年数据，机构在最终成绩中补计0.5分，没有分摊到指标。"),
    ),
    "zhongdiangongcheng": UnitPlan(final_only=True, quality=50),
    "zhaoshanghezuo": UnitPlan(self_review=False),
    "jianping": UnitPlan(
        quality=90,
        bonus=(
            consultation(date(2019, 4, 18), "建平镇2019年老旧小区环境整治实施方案"),
            consultation(date(2019, 10, 17), "建平镇2019年民生工程实施办法"),
            conference(CONFERENCES[3], "老旧小区环境整治"),
        ),
    ),
}
"""By unit id."""
