"""The forms that schemas give to ids, digests, days and names are those of the whole text, to its very end."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.check import check
from assessment.load.json_schema import SCHEMAS, _Validator
from assessment.period import Period
from assessment.year.reading import read_year
from tests.repository.county import County


def patterns(schema: object) -> Iterator[str]:
    """Every pattern of a schema."""
    if isinstance(schema, dict) and isinstance(schema.get("pattern"), str):
        yield schema["pattern"]
    below = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for part in below:
        yield from patterns(part)


EVERY = sorted({one for path in SCHEMAS.glob("*.json") for one in patterns(json.loads(path.read_text(encoding="utf-8")))})
WITHOUT_BREAKS = [pattern for pattern in EVERY if "[^" not in pattern and "\\S" not in pattern]
"""Those that name each sign that may stand in the text, of which a line break is none."""


def test_every_pattern_is_of_the_whole_text() -> None:
    assert [pattern for pattern in EVERY if not re.fullmatch(r"\^[^$]*\$", pattern)] == []
    assert len(WITHOUT_BREAKS) > 8


@given(st.sampled_from(WITHOUT_BREAKS).flatmap(lambda p: st.tuples(st.just(p), st.from_regex(p[1:-1], fullmatch=True))))
def test_no_line_break_may_follow(known: tuple[str, str]) -> None:
    pattern, text = known
    form = _Validator({"pattern": pattern})
    assert form.is_valid(text)
    assert not form.is_valid(f"{text}\n")


@pytest.mark.parametrize("id", ["annual\n", "ding\n"])
def test_no_unit_has_a_line_break_in_its_id(id: str, tmp_path: Path) -> None:
    """Its files would have one in their names."""
    county = County(tmp_path)
    county.change("schemes/2019.yaml", "units: [ding]", f"units: [{json.dumps(id)}]")
    county.write(f"units/{id}.yaml", f"id: {json.dumps(id)}\nname: 丁局\n")
    assert "wrong-form" in [finding.code for finding in check(read_year(county.data, Period(2019)))]
