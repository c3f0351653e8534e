"""网站程序 Pelican 的设置，各地相同，一般不用改。本地的名称、网址、编号等写在 data/county.yaml。"""

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
