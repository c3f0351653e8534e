"""The planted year with one text put into every field that takes free text."""

import json
from pathlib import Path

from assessment.dataset.year import Disclosure, Stage
from tests.folder import reapprove
from tests.leaks.planted import NUMBERS, WORDS, Plan, write

NO_TEXT = NUMBERS | {
    "address",
    "incident",
    "proof_id",
    "proof_address",
    "proof_file",
    "kept",
    "comment",
    "author",
}
"""What of the planted is a number, an id, an address or no field at all."""

OTHER_FIELDS = {
    "years/2019.yaml": ("body: 领导小组", "document: 纪要"),
    "units/jia.yaml": ("name: 甲镇",),
    "scores/2019/jia.yaml": ("title: 自评",),
    "schemes/2019.yaml": (
        "title: 考评方案",
        "issuer: 县政府办",
        "text: 专业机构测评占64%",
        "name: 乡镇",
        "name: 专业测评",
        "name: 通报",
        "question: 评议票怎样平均？",
        "text: 先按评议单位平均。",
        "text: 全部票一起平均。",
    ),
}
"""Fields with free text that are not planted, as they stand in the files."""


COUNTY = """\
portal: {{name: {text}, id_code: {text}, icp: {text}, police: {text}}}
column: {{title: {text}, url: https://www.example.org/kaoping, name: {text}, description: {text}, type: {text},
  breadcrumb: [{text}]}}
organiser: {{name: {text}, contact: {text}, complaints: {text}}}
documents: {{classification: {text}, subject: {text}, index_numbers: {{2019/scheme/: {text}}},
  numbers: {{2019/units/jia/: {text}}}}}
circular: {{mark: {text}, to: {text}, numbers: {{2019: {text}}}}}
license: {{name: {text}}}
"""
"""What the county says of itself, as far as any text will do."""


def hostile(data: Path, text: str) -> Path:
    """Write a published year in which every free text is this one."""
    quoted = json.dumps(text)
    words = {name: quoted for name in WORDS if name not in NO_TEXT}
    write(data, Plan(words=words), Stage.PUBLISHED, Disclosure.FULL)
    (data / "county.yaml").write_text(COUNTY.format(text=quoted), encoding="utf-8")
    for file, fields in OTHER_FIELDS.items():
        path = data / file
        known = path.read_text(encoding="utf-8")
        for field in fields:
            assert field in known, field
            known = known.replace(field, f"{field.partition(':')[0]}: {quoted}", 1)
        path.write_text(known, encoding="utf-8")
    unit = data / "units" / "jia.yaml"
    unit.write_text(f"{unit.read_text(encoding='utf-8')}full_name: {quoted}\nplates: [{quoted}]\n", encoding="utf-8")
    year = data / "years" / "2019.yaml"
    year.write_text(f"{year.read_text(encoding='utf-8')}agency: {quoted}\n", encoding="utf-8")
    reapprove(data)
    return data
