"""网站设置：一个县只需改这个文件和 data/、content/。

留空的项目页面上显示“待填”；正式公布（真实数据、已审定、对外）时必须填齐。
"""

# 本县：栏目名称、将来的网址、所在门户
SITENAME = "郎溪县政务公开考评"
SITEURL = "https://www.example.org/zwgk/kaoping"  # 正式公布前改为实际网址，结尾不带斜线
SITE_NAME = "郎溪县人民政府"  # 网页标签 SiteName
SITE_DOMAIN = "www.example.org"  # 网页标签 SiteDomain
SITE_ID_CODE = ""  # 网站标识码，网页标签 SiteIDCode

# 所在栏目：网页标签 Column…，ColumnType 的取值由国办发〔2017〕47号规定
COLUMN_NAME = "监督保障"
COLUMN_DESCRIPTION = "郎溪县政务公开工作年度考评的方案、计算方法和结果"
COLUMN_KEYWORDS = "政务公开,考评,监督保障"
COLUMN_TYPE = "信息公开目录"
BREADCRUMB = ["郎溪县人民政府办公室", "监督保障", "工作推进"]

# 页脚
ORGANISER = "郎溪县人民政府办公室"
CONTACT = ""  # 联系电话或地址
ICP = ""  # ICP备案号
POLICE = ""  # 公安备案号

# 公众向谁反映政务公开工作没有做好（条例第四十七条）：政府信息公开工作主管部门的名称、电话、地址
COMPLAINTS = ""

# 文件类网页标题上方的信息表。索引号、文号由县政府网站和办公室编，没有的不显示
CLASSIFICATION = "监督保障"  # 组配分类
SUBJECT = "综合政务"  # 主题分类
INDEX_NUMBERS: dict[str, str] = {}  # 例如 {"2019/scheme/": "003291234/201912-00001"}
DOCUMENT_NUMBERS: dict[str, str] = {}  # 例如 {"2019/scheme/": "某政办〔2019〕1号"}

# 通报：发文机关标志、各年的文号、主送机关，没有的留空；下一步要求写在 content/circular/demands.md
CIRCULAR_MARK = ""  # 例如 ××县人民政府办公室文件；用红头纸的留空
CIRCULAR_NUMBERS: dict[int, str] = {}  # 例如 {2019: "×政办秘〔2020〕5号"}
CIRCULAR_TO = ""  # 例如 各乡镇人民政府，县政府各部门、各直属机构
# .docx 通报的字体，打开的电脑上有第一个就用第一个，没有就用后面的
CIRCULAR_FONTS = {
    "标题": ["方正小标宋简体", "方正小标宋_GBK", "Noto Serif CJK SC Black"],
    "正文": ["仿宋_GB2312", "仿宋", "FandolFang", "Noto Serif CJK SC"],
    "一级标题": ["黑体", "Noto Sans CJK SC"],
    "二级标题": ["楷体_GB2312", "楷体", "FandolKai", "LXGW WenKai"],
    "表格": ["宋体", "Noto Serif CJK SC"],
}

# 数据仓库对外公开时，写明一行数据的网址，例如 https://…/blob/{commit}/{file}#L{line}；不公开则留空
SOURCE_URL = ""

# 开放数据的使用许可：名称和网址，例如本省的开放数据许可协议；没有规定则留空，数据包里就不写
DATA_LICENSE = ""
DATA_LICENSE_URL = ""

# 证据文件放在仓库以外（例如共享文件夹）时写文件夹的路径；留空则放在 data/evidence/
EVIDENCE_FOLDER = ""

# 以下一般不用改
DEFAULT_LANG = "zh_cn"
LOCALE = ["C.UTF-8"]
TIMEZONE = "Asia/Shanghai"
PATH = "content"
THEME = "theme"
THEME_STATIC_DIR = "theme"
STATIC_PATHS: list[str] = []
PAGE_PATHS = ["pages"]
PAGE_URL = "{slug}/index.html"
PAGE_SAVE_AS = "{slug}/index.html"
ARTICLE_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
MARKDOWN = {"extension_configs": {"markdown.extensions.extra": {}}, "output_format": "html5"}
