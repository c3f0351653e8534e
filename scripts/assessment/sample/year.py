"""The year file of a sample year."""

from assessment.dataset.scheme import Scheme
from assessment.edit.layout import Flow, yaml_text
from assessment.sample.calendar import Calendar

HEAD = ("yaml-language-server: $schema=../../schemas/year.json", "示例数据，非真实考评结果")
KEY_AREA_UNITS = (
    "fagaiwei",
    "jiaotiju",
    "minzhengju",
    "caizhengju",
    "rensheju",
    "ziranziyuanju",
    "zhujianju",
    "weijianwei",
    "fupinju",
    "shichangjianguanju",
    "shengtaihuanjingju",
    "shujuziyuanju",
)
"""Units that publish in the key areas which the city tests."""


def eligible(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Return the units that each item with a list applies to."""
    return {
        item.clause: KEY_AREA_UNITS
        for component in scheme.components
        for item in component.walk()
        if item.eligible_listed
    }


def year_text(scheme: Scheme, calendar: Calendar) -> str:
    """Return the year file: approved and published in full."""
    fields = {
        "year": scheme.year,
        "scheme": scheme.id,
        "provenance": "sample",
        "stage": "published",
        "disclosure": "full",
        "approval": {"body": "县政务公开领导小组（示例）", "date": calendar.approved, "document": "示例，无文号"},
        "published": calendar.published,
        "agency": "示例测评机构",
        "eligible": {clause: Flow(units) for clause, units in eligible(scheme).items()},
    }
    return yaml_text(fields, HEAD)
