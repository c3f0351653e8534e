"""What each unit publishes: columns of its site, documents it issued, and the question people ask it."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Profile:
    """The subject matter that makes a unit's faults its own."""

    columns: tuple[str, str, str]
    documents: tuple[str, str]
    topic: str
    year: int = 0

    def of_year(self, year: int) -> "Profile":
        """Return what the unit publishes in a year, ``{今年}``; ``{去年}`` and ``{明年}`` are those around it."""
        one, two = (_dated(document, year) for document in self.documents)
        return replace(self, documents=(one, two), year=year)

    def fill(self, text: str) -> str:
        """Return a text with the year, and the unit's own words for ``{a}`` to ``{c}``, ``{p}``, ``{q}`` and ``{t}``."""
        words = zip("abcpqt", (*self.columns, *self.documents, self.topic), strict=True)
        for name, word in words:
            text = text.replace(f"{{{name}}}", word)
        return _dated(text, self.year)


def _dated(text: str, year: int) -> str:
    for name, number in (("去年", year - 1), ("今年", year), ("明年", year + 1)):
        text = text.replace(f"{{{name}}}", str(number))
    return text


def _profile(columns: str, first: str, second: str, topic: str) -> Profile:
    one, two, three = columns.split("、")
    return Profile((one, two, three), (first, second), topic)


PROFILES = {
    "jianping": _profile(
        "城乡环境整治、惠民惠农补贴、民生工程",
        "建平镇{今年}年老旧小区环境整治实施方案",
        "建平镇{今年}年民生工程实施办法",
        "老旧小区停车难",
    ),
    "shizi": _profile(
        "脱贫攻坚、农村公路、惠民惠农补贴",
        "十字镇{今年}年脱贫攻坚工作要点",
        "十字镇农村公路养护管理办法",
        "村组道路损坏",
    ),
    "taocheng": _profile(
        "土地流转、人居环境整治、社会救助",
        "涛城镇农村人居环境整治三年行动实施方案",
        "涛城镇农村土地经营权流转管理办法",
        "土地流转租金兑付",
    ),
    "meizhu": _profile(
        "安全生产、项目建设、惠民惠农补贴",
        "梅渚镇{今年}年安全生产监管执法计划",
        "梅渚镇重点项目服务保障办法",
        "园区周边企业异味",
    ),
    "xinfa": _profile(
        "防汛抗旱、农业生产、社会救助",
        "新发镇{今年}年防汛抗旱应急预案",
        "新发镇农业生产发展奖补办法",
        "圩区排涝",
    ),
    "feili": _profile(
        "河湖管理、旅游开发、惠民惠农补贴",
        "飞鲤镇全面推行河长制工作方案",
        "飞鲤镇乡村旅游发展奖补办法",
        "湖面养殖清退补偿",
    ),
    "biqiao": _profile(
        "秸秆禁烧、征地拆迁、村务公开",
        "毕桥镇{今年}年秸秆禁烧和综合利用工作方案",
        "毕桥镇征地补偿资金管理办法",
        "秸秆露天焚烧",
    ),
    "lingda": _profile(
        "生态旅游、森林防火、社会救助",
        "凌笪乡{今年}年森林防火工作方案",
        "凌笪乡美丽乡村建设实施方案",
        "山区饮水安全",
    ),
    "yaocun": _profile(
        "乡村振兴、森林防火、惠民惠农补贴",
        "姚村乡乡村振兴规划实施方案",
        "姚村乡毛竹产业扶持办法",
        "地质灾害隐患点搬迁",
    ),
    "fagaiwei": _profile(
        "重大项目、价格和收费、粮食收购",
        "{今年}年国民经济和社会发展计划",
        "县级储备粮管理办法",
        "居民用气价格调整",
    ),
    "jiaotiju": _profile(
        "义务教育、校园安全、教师招聘",
        "{今年}年义务教育阶段招生入学工作意见",
        "小学生课后服务工作实施办法",
        "城区小学学位紧张",
    ),
    "kejijingxinju": _profile(
        "科技计划项目、惠企政策、工业运行",
        "支持科技创新若干政策实施细则",
        "工业企业技术改造奖补办法",
        "惠企资金兑现进度",
    ),
    "gonganju": _profile(
        "户籍管理、交通管理、出入境管理",
        "户口迁移办理规定",
        "城区电动自行车登记上牌工作方案",
        "城区夜间飙车噪声",
    ),
    "minzhengju": _profile(
        "社会救助、养老服务、殡葬管理",
        "{今年}年城乡居民最低生活保障标准调整方案",
        "居家和社区养老服务补贴办法",
        "农村敬老院改造",
    ),
    "sifaju": _profile(
        "法律援助、人民调解、行政复议",
        "法律援助便民实施办法",
        "行政执法公示制度实施方案",
        "农民工讨薪法律援助",
    ),
    "caizhengju": _profile(
        "财政预决算、政府债务、惠民惠农补贴",
        "惠民惠农财政补贴资金“一卡通”管理办法",
        "县级部门预算绩效目标管理办法",
        "惠农补贴发放时间",
    ),
    "rensheju": _profile(
        "就业创业、社会保险、事业单位招聘",
        "创业担保贷款贴息实施办法",
        "企业新录用人员岗前培训补贴办法",
        "社保卡换发",
    ),
    "ziranziyuanju": _profile(
        "征地信息、土地供应、地质灾害防治",
        "{今年}年度国有建设用地供应计划",
        "被征地农民补偿安置办法",
        "征地补偿标准",
    ),
    "zhujianju": _profile(
        "保障性住房、农村危房改造、房地产市场",
        "公共租赁住房分配办法",
        "{今年}年农村危房改造实施方案",
        "商品房交付延期",
    ),
    "jiaoyunju": _profile(
        "农村公路、道路运输、公交线路",
        "农村公路扩面延伸工程实施方案",
        "城区公交线路优化调整方案",
        "城区公交班次",
    ),
    "nongyenongcunju": _profile(
        "农业补贴、动物疫病防控、农产品质量安全",
        "{今年}年耕地地力保护补贴实施方案",
        "非洲猪瘟防控工作方案",
        "生猪价格上涨",
    ),
    "shuiliju": _profile(
        "河长制、农村饮水安全、水利工程",
        "农村饮水安全巩固提升工程实施方案",
        "小型水库管理办法",
        "农村自来水水质",
    ),
    "shangwuju": _profile(
        "电子商务进农村、外贸发展、市场运行",
        "促进电子商务发展扶持办法",
        "外贸企业奖励资金管理办法",
        "城区农贸市场改造",
    ),
    "wenlvju": _profile(
        "公共文化服务、旅游市场、文物保护",
        "{今年}年文化惠民工程实施方案",
        "旅游民宿等级评定办法",
        "文化馆免费开放时间",
    ),
    "weijianwei": _profile(
        "医疗机构监管、疫苗接种、计划生育奖励",
        "农村计划生育家庭奖励扶助办法",
        "家庭医生签约服务实施方案",
        "疫苗接种安全",
    ),
    "tuiyijunrenju": _profile(
        "优待抚恤、退役安置、褒扬纪念",
        "退役士兵教育培训实施办法",
        "优抚对象医疗补助办法",
        "退役士兵社保接续",
    ),
    "yingjiju": _profile(
        "安全生产检查、应急预案、防灾减灾",
        "{今年}年安全生产监督检查计划",
        "自然灾害救助应急预案",
        "烟花爆竹零售点布局",
    ),
    "shenjiju": _profile(
        "审计结果公告、审计整改、审计项目计划",
        "{今年}年度审计项目计划",
        "审计发现问题整改督查办法",
        "民生资金审计结果",
    ),
    "shichangjianguanju": _profile(
        "食品安全抽检、双随机抽查、知识产权",
        "食品安全监督抽检计划",
        "知识产权奖励办法",
        "校园周边食品安全",
    ),
    "tongjiju": _profile(
        "统计公报、统计月报、经济普查",
        "第四次全国经济普查实施方案",
        "统计违法行为举报办法",
        "居民收入数据",
    ),
    "yibaoju": _profile(
        "医保政策、药品采购、定点机构管理",
        "{今年}年城乡居民基本医疗保险实施办法",
        "定点医药机构协议管理办法",
        "异地就医直接结算",
    ),
    "xinfangju": _profile(
        "信访指南、领导接访、信访事项办理",
        "领导干部接访安排",
        "网上信访事项办理规程",
        "网上信访办理进度",
    ),
    "fupinju": _profile(
        "扶贫资金、扶贫项目、驻村帮扶",
        "{今年}年财政专项扶贫资金使用计划",
        "扶贫项目库管理办法",
        "产业扶贫分红",
    ),
    "shujuziyuanju": _profile(
        "政务服务、公共资源交易、数据开放",
        "“最多跑一次”事项清单",
        "公共资源交易目录",
        "政务服务大厅排队时间",
    ),
    "chengguanju": _profile(
        "市容管理、停车管理、违法建设查处",
        "城区停车泊位管理办法",
        "户外广告设置管理办法",
        "占道经营",
    ),
    "qixiangju": _profile(
        "气象预警、人工影响天气、防雷许可",
        "气象灾害应急预案",
        "雷电防护装置审核办事规程",
        "暴雨预警发布",
    ),
    "shuiwuju": _profile(
        "减税降费、办税指南、欠税公告",
        "小微企业普惠性税收减免办理办法",
        "办税事项容缺受理清单",
        "减税政策享受条件",
    ),
    "shengtaihuanjingju": _profile(
        "空气质量、建设项目环评、污染源监管",
        "{今年}年大气污染防治工作方案",
        "重点排污单位名录",
        "企业夜间排放异味",
    ),
    "jingkaiqu": _profile(
        "园区规划、企业服务、项目公示",
        "园区企业帮办服务实施办法",
        "标准化厂房租赁管理办法",
        "园区道路积水",
    ),
    "zhongdiangongcheng": _profile(
        "工程建设、招标投标、工程进度",
        "{今年}年重点工程建设计划",
        "政府投资项目工程变更管理办法",
        "重点工程施工扰民",
    ),
    "jiguanshiwu": _profile(
        "公务用车、办公用房、公共机构节能",
        "{今年}年公共机构节能工作要点",
        "机关办公用房管理办法",
        "公务用车使用监督",
    ),
    "zhaoshanghezuo": _profile(
        "招商政策、项目推介、招商活动",
        "{今年}年招商引资工作要点",
        "招商引资项目评审办法",
        "招商政策兑现",
    ),
}
"""By unit id."""
