"""What the documents of a year are called, and what the annual volume is put together from."""

from collections.abc import Mapping

ANNUAL = "annual"
"""Name of the volume, beside those of the units."""

CIRCULAR = "circular"
"""Name of the circular (通报)."""

CONTENTS = "contents"
"""Name of the volume's cover and table of contents."""

CONTENTS_DRAFT = "contents.draft"
"""Name of the same before the pages of the rest are known."""

NUMBERS = "numbers"
"""Name of the page numbers, before they are on their pages."""

EDITION = "edition.stamp"
"""Name of the line that says which state of the records a sheet shows, before it is on its pages."""

PARTS: Mapping[str, str] = {
    "summary": "一、总体情况",
    "problems": "二、主要问题",
    "demands": "三、下一步要求",
    "ranking": "四、名次",
    "method": "五、计算方法",
}
"""What stands before the sheets in the annual volume, in order: template and heading."""

SHEETS = "六、各单位结果单"
"""The heading of the sheets in the annual volume."""
