"""JSON Schema's verdict on a data file, in the words of the schema's own titles."""

import json
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.validators import extend

from assessment.findings import Finding
from assessment.load.yaml_file import Document, Steps

SCHEMAS = Path(__file__).parents[3] / "schemas"


def _is_number(_: object, value: object) -> bool:
    return isinstance(value, Decimal | int) and not isinstance(value, bool)


def _is_integer(_: object, value: object) -> bool:
    whole = isinstance(value, Decimal) and value == value.to_integral_value() and value.as_tuple().exponent == 0
    return whole or (isinstance(value, int) and not isinstance(value, bool))


_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or bool(date.fromisoformat(value))


_TYPES = Draft202012Validator.TYPE_CHECKER.redefine("number", _is_number).redefine("integer", _is_integer)
_Validator: type[Draft202012Validator] = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, type_checker=_TYPES
)


@cache
def validator(kind: str) -> Draft202012Validator:
    """Return the validator of one kind of file: ``scheme``, ``unit``, ``year`` or ``score``."""
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    return _Validator(schema, format_checker=_FORMATS)


def checked(document: Document, kind: str) -> tuple[Document | None, list[Finding]]:
    """Return the document without what is at fault, and the faults.

    Leaving out only the faulty parts lets the rules across files judge the rest, so that an editor sees all
    faults at once. A document that cannot be mended by leaving parts out is returned as None.
    """
    findings = [_finding(document, error) for error in validator(kind).iter_errors(document.data)]
    while errors := list(validator(kind).iter_errors(document.data)):
        paths = {_removable(error) for error in errors}
        if () in paths:
            return None, findings
        for path in sorted(paths, key=_last_first, reverse=True):
            document = document.without(path)
    return document, findings


def _last_first(path: Steps) -> list[tuple[bool, int, str]]:
    """Order paths so that, in reverse, no removal moves what is still to be removed."""
    return [(isinstance(step, str), step, "") if isinstance(step, int) else (True, 0, step) for step in path]


def _removable(error: ValidationError) -> Steps:
    """Return the path of the smallest part that can be left out: the entry of a list, or else the value."""
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        return (*path, _unexpected(error)[0])
    last = max((i for i, step in enumerate(path) if isinstance(step, int)), default=None)
    return path if last is None else path[: last + 1]


def _unexpected(error: ValidationError) -> list[str]:
    known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    return [key for key in _mapping(error.instance) if key not in known]


def _finding(document: Document, error: ValidationError) -> Finding:
    path = tuple(error.absolute_path)
    place = document.place(path)
    schema = error.schema if isinstance(error.schema, dict) else {}
    title = schema.get("title", str(path[-1]) if path else "文件")
    hint = schema.get("description", "")
    value = error.instance
    match error.validator:
        case "additionalProperties":
            key = _unexpected(error)[0]
            known = "、".join(schema.get("properties", {}))
            return Finding(
                document.key_place(path, key), "unknown-key", f"“{title}”里没有“{key}”这一栏", f"可用的栏：{known}"
            )
        case "required":
            missing = next(key for key in _listed(error.validator_value) if key not in _mapping(value))
            name = schema.get("properties", {}).get(missing, {}).get("title", "")
            return Finding(place, "missing-key", f"“{title}”缺少 {missing}{f'（{name}）' if name else ''}", hint)
        case "type":
            return Finding(
                place,
                "wrong-type",
                f"“{title}”应当是{_type_name(_listed(error.validator_value))}，现为{_shown(value)}",
                hint,
            )
        case "enum" | "const":
            choices = "、".join(str(choice) for choice in _choices(error))
            return Finding(place, "not-a-choice", f"“{title}”不能是{_shown(value)}", f"可填：{choices}")
        case "format":
            return Finding(place, "no-such-date", f"“{title}”不是真实存在的日期：{_shown(value)}", "日期写作 2019-05-12")
        case "pattern":
            return Finding(place, "wrong-form", f"“{title}”的写法不对：{_shown(value)}", hint)
        case "minLength" | "minItems" | "minProperties":
            return Finding(place, "empty", f"“{title}”不能为空", hint)
        case "minimum" | "exclusiveMinimum":
            return Finding(place, "too-small", f"“{title}”太小：{_shown(value)}，至少为 {error.validator_value}", hint)
        case "maximum":
            return Finding(place, "too-large", f"“{title}”太大：{_shown(value)}，至多为 {error.validator_value}", hint)
        case "uniqueItems":
            return Finding(place, "repeated", f"“{title}”里有重复", "请删去重复的一项")
        case _:
            return Finding(place, "wrong-form", f"“{title}”填写不完整或互相矛盾", hint)


def _choices(error: ValidationError) -> list[object]:
    return _listed(error.validator_value)


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


_TYPE_NAMES = {
    "string": "文字",
    "number": "数字",
    "integer": "整数",
    "array": "列表（每项以 - 开头）",
    "object": "若干栏（名称: 内容）",
    "boolean": "true 或 false",
    "null": "空",
}


def _type_name(types: list[object]) -> str:
    return "或".join(_TYPE_NAMES[str(name)] for name in types)


def _shown(value: object) -> str:
    match value:
        case None:
            return "空"
        case bool():
            return "true" if value else "false"
        case dict():
            return "若干栏"
        case list():
            return "列表"
        case _:
            text = str(value)
            return f"“{text if len(text) <= 40 else text[:40] + '……'}”"
