"""Every mark that a record holds can be changed from the unit's desk, however the record tells marks apart."""

from pathlib import Path

import pytest

from assessment.change.ground import ground_of
from assessment.desk.addresses import form_address
from assessment.desk.unit_desk import UnitDesk, unit_desk
from assessment.load.data_files import years
from assessment.load.shapes import mapping_of

EXAMPLES = Path(__file__).parents[2] / "examples"


def addresses(desk: UnitDesk) -> set[str]:
    return {
        button.address.partition("?")[0]
        for block in desk.components
        for buttons in (block.buttons, *(line.buttons for part in block.parts for line in part.lines))
        for button in buttons
    }


@pytest.mark.parametrize("example", ["hierarchy", "kinds"])
def test_every_mark_has_a_button(example: str) -> None:
    data, missing, seen = EXAMPLES / example / "data", list[str](), 0
    ground = ground_of(data, years(data)[-1])
    for path, document in ground.year.documents.items():
        if not path.startswith("scores/") or document is None:
            continue
        unit = Path(path).stem
        there = addresses(unit_desk(ground, unit))
        for key in mapping_of(mapping_of(document.data).get("marks")):
            seen += 1
            address = form_address(ground.year.period, unit, "marks", key)
            missing += [address] if address not in there else []
    assert seen
    assert missing == []
