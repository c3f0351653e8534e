"""What only the county can know is there before real results go out (国办发〔2017〕47号; 条例第四十七条)."""

from collections.abc import Iterator

from assessment.check.facts import Facts
from assessment.dataset.county import County
from assessment.dataset.year import Provenance, Stage
from assessment.findings import Finding, Severity
from assessment.load.county import KIND
from assessment.load.json_schema import title_of


def find_county_blanks(county: County, severity: Severity = Severity.ERROR) -> Iterator[Finding]:
    """Find what a real publication needs and the county has not filled in, or has left as an example."""
    for field, place in county.blanks():
        message = f"正式公布前请填写“{title_of(KIND, field)}”（{'.'.join(field)}）"
        yield Finding(place, "not-filled-in", message, "不能留空，也不能用示例网址", severity)


def check_county_blanks(facts: Facts) -> Iterator[Finding]:
    """Tell of these gaps from the review of a real year on: its public build, which they stop, is near."""
    if facts.year.provenance is Provenance.REAL and facts.year.stage is not Stage.COLLECTING:
        yield from find_county_blanks(facts.base.county, Severity.WARNING)
