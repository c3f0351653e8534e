"""What the office itself says in a circular: its letterhead and fonts from the settings, its demands from content/."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from markdown import Markdown

from assessment.render.circular.model import Block, Heading, Level, Paragraph
from assessment.render.county import SettingsError
from assessment.render.words import chinese

DEMANDS = Path("circular", "demands.md")
"""Where the prose of 三、下一步要求 stands, below the folder of content."""

FACES = ("标题", "正文", "一级标题", "二级标题", "表格")
"""What CIRCULAR_FONTS names fonts for."""


@dataclass(frozen=True)
class Office:
    """What the office says and how its documents look."""

    mark: str
    """发文机关标志; empty for none."""
    numbers: Mapping[int, str]
    """文号 by year of assessment; never invented."""
    to: str
    """主送, without its colon; empty for none."""
    fonts: Mapping[str, tuple[str, ...]]
    """Names of fonts by what they set; the first is wanted, the others stand in for it."""
    demands: tuple[Block, ...]


def office_of(settings: Mapping[str, object]) -> Office:
    """Read what the office says.

    Raises:
        SettingsError: if a setting is of the wrong kind, or the prose is missing or no Markdown.
    """
    numbers = settings.get("CIRCULAR_NUMBERS")
    if not isinstance(numbers, dict) or not all(
        isinstance(year, int) and isinstance(number, str) for year, number in numbers.items()
    ):
        raise SettingsError("pelicanconf.py：CIRCULAR_NUMBERS 应写成 {年度: “文号”}，没有文号的写 {}")
    fonts = settings.get("CIRCULAR_FONTS")
    if not isinstance(fonts, dict) or {*fonts} != {*FACES} or not all(_are_names(names) for names in fonts.values()):
        raise SettingsError(f"pelicanconf.py：CIRCULAR_FONTS 应为{'、'.join(FACES)}各写字体名称的列表")
    return Office(
        mark=_text(settings, "CIRCULAR_MARK"),
        numbers=numbers,
        to=_text(settings, "CIRCULAR_TO").rstrip("：:"),
        fonts={name: tuple(fonts[name]) for name in FACES},
        demands=tuple(_demands(Path(str(settings["PATH"])) / DEMANDS)),
    )


def _text(settings: Mapping[str, object], name: str) -> str:
    value = settings.get(name)
    if not isinstance(value, str):
        raise SettingsError(f"pelicanconf.py：缺少 {name}，或不是文字")
    return value.strip()


def _are_names(names: object) -> bool:
    return isinstance(names, list | tuple) and bool(names) and all(isinstance(name, str) for name in names)


def _demands(path: Path) -> Iterator[Block]:
    """Yield the prose, headings and lists numbered as the official format has it: （一） and 1."""
    try:
        html = Markdown(output_format="xhtml").convert(path.read_text(encoding="utf-8"))
        root = ElementTree.fromstring(f"<body>{html}</body>")
    except (OSError, UnicodeDecodeError, ElementTree.ParseError) as fault:
        raise SettingsError(f"content/{DEMANDS} 读不出来：{fault}") from fault
    headings = 0
    for element in root:
        if element.tag.startswith("h"):
            headings += 1
            yield Heading(Level.SECOND, f"（{chinese(headings)}）{_words(element)}")
        elif element.tag in ("ol", "ul"):
            for number, item in enumerate(element, 1):
                yield Paragraph(f"{number}.{_words(item)}" if element.tag == "ol" else _words(item))
        else:
            yield Paragraph(_words(element))


def _words(element: ElementTree.Element) -> str:
    """Return the text of an element; lines of one paragraph belong together without a blank."""
    return "".join("".join(element.itertext()).split())
