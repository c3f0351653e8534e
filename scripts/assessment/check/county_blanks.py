"""What only the county can know is there before real results go out (国办发〔2017〕47号; 条例第四十七条)."""

from collections.abc import Iterator

from assessment.dataset.county import County
from assessment.findings import Finding
from assessment.load.county import KIND
from assessment.load.json_schema import title_of


def check_county_blanks(county: County) -> Iterator[Finding]:
    """Find what a real publication needs and the county has not filled in, or has left as an example."""
    for field, place in county.blanks():
        message = f"正式公布前请填写“{title_of(KIND, field)}”（{'.'.join(field)}）"
        yield Finding(place, "not-filled-in", message, "不能留空，也不能用示例网址")
