"""JSON Schema's verdict on a data file, in the words of the schema's own titles."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from jsonschema import Draft202012Validator, FormatChecker, TypeChecker, ValidationError
from jsonschema.validators import extend

from assessment.exact import PLACES
from assessment.findings import Finding
from assessment.folding import folded
from assessment.load.date_form import EXAMPLE, FORM, how_to_write, is_day
from assessment.load.shapes import mapping_of
from assessment.load.soundness import Judgement, SoundnessJudge, as_python, is_number, is_unique
from assessment.load.yaml_file import Document, Steps
from assessment.nearest import did_you_mean, nearest
from assessment.numerals import with_figures
from assessment.root import ROOT

SCHEMAS = ROOT / "schemas"


def _is_integer(value: object) -> bool:
    whole = isinstance(value, Decimal) and value == value.to_integral_value() and value.as_tuple().exponent == 0
    return whole or (isinstance(value, int) and not isinstance(value, bool))


_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date")
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or is_day(value)


_OF_TYPES: Mapping[str, Judgement] = {
    "string": lambda value: isinstance(value, str),
    "number": is_number,
    "integer": _is_integer,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
"""Whether a value is of a type, by what JSON Schema calls the type."""


def _for_checker(is_of_type: Judgement) -> Callable[[TypeChecker, object], bool]:
    return lambda _, value: is_of_type(value)


_TYPES = Draft202012Validator.TYPE_CHECKER.redefine_many({name: _for_checker(one) for name, one in _OF_TYPES.items()})


def _unique_items(
    _: Draft202012Validator, wanted: bool, listed: object, __: Mapping[str, object]
) -> Iterator[ValidationError]:
    """Find a list with an entry that stands twice."""
    if wanted and isinstance(listed, list) and not is_unique(listed):
        yield ValidationError(f"{listed!r:.100} has non-unique elements")


def _pattern(_: Draft202012Validator, pattern: str, value: object, __: Mapping[str, object]) -> Iterator[ValidationError]:
    """Find a text of another form."""
    if isinstance(value, str) and not re.search(as_python(pattern), value):
        yield ValidationError(f"{value!r:.100} does not match {pattern!r}")


_Validator: type[Draft202012Validator] = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"uniqueItems": _unique_items, "pattern": _pattern}, type_checker=_TYPES
)


@cache
def validator(kind: str) -> Draft202012Validator:
    """Return the validator of one kind of file, named as its schema in ``schemas/`` is."""
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    return _Validator(schema, format_checker=_FORMATS)


@cache
def _judge(kind: str) -> SoundnessJudge:
    return SoundnessJudge(mapping_of(validator(kind).schema), _OF_TYPES, {"date": _is_date})


def is_sound(data: object, kind: str, like: object = None) -> bool:
    """Tell whether a value is one kind of file as its schema wants it: whether ``validator`` finds no error.

    Args:
        data: the value.
        kind: of file.
        like: a value that is sound; fields at the top that are the very same in both are not judged again.
    """
    return _judge(kind).whole(data, mapping_of(like))


def fields(kind: str) -> frozenset[str]:
    """Return the names of the fields at the top of one kind of file."""
    return frozenset(mapping_of(mapping_of(validator(kind).schema)["properties"]))


@cache
def names(kind: str) -> frozenset[str]:
    """Return the names of all fields that one kind of file knows, at whatever depth."""

    def walk(schema: object) -> Iterator[str]:
        if isinstance(schema, dict):
            yield from mapping_of(schema.get("properties"))
        below = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
        for part in below:
            yield from walk(part)

    return frozenset(walk(validator(kind).schema))


def title_of(kind: str, path: Steps) -> str:
    """Return what the schema of one kind of file calls the value at a path; the last step where it has no name."""
    return str(schema_of(kind, path).get("title", path[-1] if path else ""))


def schema_of(kind: str, path: Steps) -> Mapping[str, object]:
    """Return what the schema of one kind of file says of the value at a path; nothing where it knows no such value.

    Entries of a list may go by their numbers or by their names.
    """
    root = at = mapping_of(validator(kind).schema)
    for step in path:
        named = mapping_of(at.get("properties"))
        at = mapping_of(named.get(str(step), at.get("items", at.get("additionalProperties"))))
        if isinstance(reference := at.get("$ref"), str):
            at = {**mapping_of(mapping_of(root["$defs"])[reference.removeprefix("#/$defs/")]), **at}
    return at


def checked(document: Document, kind: str, like: object = None) -> tuple[Document | None, list[Finding]]:
    """Return the document without what is at fault, and the faults.

    Leaving out only the faulty parts lets the rules across files judge the rest, so that an editor sees all
    faults at once; what stands under a misspelt name is judged as what was meant. A document that cannot be mended by
    leaving parts out is returned as None.

    Args:
        document: as it stands.
        kind: of file.
        like: a value that is sound, as ``is_sound`` takes it.
    """
    if is_sound(document.data, kind, like):
        return document, []
    first = list(validator(kind).iter_errors(document.data))
    no_days = {tuple(error.absolute_path) for error in first if error.validator == "format"}
    findings = [
        finding
        for error in first
        if not (error.validator == "pattern" and tuple(error.absolute_path) in no_days)
        for finding in _findings(document, error, kind)
    ]
    errors = first
    if misspelt := {tuple(error.absolute_path): meant for error in first if (meant := _misspelt(error))}:
        document = document.renamed(misspelt)
        errors = list(validator(kind).iter_errors(document.data))
    while errors:
        paths = {path for error in errors for path in _removable(document, error)}
        if () in paths:
            return None, findings
        document = document.without(*paths)
        errors = list(validator(kind).iter_errors(document.data))
    return document, findings


def _removable(document: Document, error: ValidationError) -> list[Steps]:
    """Return the paths of the smallest parts that can be left out: keys, the entry of a list, or else the value."""
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        return [(*path, key) for key in _unexpected(error)]
    if _is_key(document, error):
        return [(*path, str(error.instance))]
    last = max((i for i, step in enumerate(path) if isinstance(step, int)), default=None)
    return [path if last is None else path[: last + 1]]


def _by_type(error: ValidationError) -> bool:
    """Tell whether the forms that a value may have are told apart by its type."""
    return all("type" in mapping_of(branch) for branch in _as_list(error.validator_value))


def _of_fitting_branch(error: ValidationError) -> list[ValidationError]:
    """Return what is wrong inside the one form that a value has the type of; nothing where no form fits its type."""
    if not _by_type(error):
        return []
    wrong = {fault.schema_path[0] for fault in error.context or () if fault.validator == "type" and not fault.path}
    return [fault for fault in error.context or () if fault.schema_path[0] not in wrong]


def _is_key(document: Document, error: ValidationError) -> bool:
    """Tell whether an error is about the form of a key, not of a value."""
    return isinstance(error.instance, str) and isinstance(document.at(tuple(error.absolute_path)), dict)


def _unexpected(error: ValidationError) -> list[str]:
    known = mapping_of(mapping_of(error.schema).get("properties"))
    return [key for key in mapping_of(error.instance) if key not in known]


def _misspelt(error: ValidationError) -> dict[str, str]:
    """Return what an error is about that seems misspelt, and the field that is meant."""
    return _meant(error) if error.validator == "additionalProperties" else {}


def _meant(error: ValidationError) -> dict[str, str]:
    """Return the field that each unexpected key most likely stands for, of those that are not there."""
    schema = mapping_of(error.schema)
    if "additionalProperties" not in schema:
        return {}
    absent = {
        name: str(mapping_of(field).get("title", ""))
        for name, field in mapping_of(schema.get("properties")).items()
        if name not in mapping_of(error.instance)
    }
    found: dict[str, str] = {}
    for key in _unexpected(error)[:_MISSPELT]:
        near = nearest(key, absent)
        if near is not None:
            del absent[near]
            found[key] = near
    return found


def _findings(document: Document, error: ValidationError, kind: str) -> Iterator[Finding]:
    """Yield what an error says; one error may be about several keys."""
    path = tuple(error.absolute_path)
    schema = error.schema if isinstance(error.schema, dict) else {}
    title = schema.get("title", str(path[-1]) if path else "文件")
    properties = schema.get("properties", {})
    match error.validator:
        case "additionalProperties":
            meant = _meant(error)
            for key in _unexpected(error):
                place = document.key_place(path, key)
                hint = f"请改成 {meant[key]}" if key in meant else f"可用的栏：{'、'.join(properties)}"
                yield Finding(place, "unknown-key", f"“{title}”里没有“{key}”这一栏", hint)
        case "required":
            misspelt = _meant(error).values()
            for missing in _as_list(error.validator_value):
                if missing not in mapping_of(error.instance) and missing not in misspelt:
                    name = properties.get(missing, {}).get("title", "")
                    field = f"{missing}（{name}）" if name else str(missing)
                    demand = schema_of(kind, (*path, str(missing))) if missing in properties else schema
                    hint = str(demand.get("description", ""))
                    yield Finding(document.place(path), "missing-key", f"“{title}”缺少 {field}", hint)
        case "oneOf" if inner := _of_fitting_branch(error):
            for fault in inner:
                yield from _findings(document, fault, kind)
        case _:
            yield _finding(document, error, path, kind)


def _finding(document: Document, error: ValidationError, path: Steps, kind: str) -> Finding:
    schema = error.schema if isinstance(error.schema, dict) else {}
    title = schema.get("title", str(path[-1]) if path else "文件")
    place = document.place(path)
    hint = schema.get("description", "")
    value = error.instance
    match error.validator:
        case "type":
            types = _as_list(error.validator_value)
            message = f"“{title}”应当是{_type_name(types)}，现为{_value_text(value)}"
            how = (
                _as_ratio(path, value)
                or _as_parts(kind, path, types, value)
                or (how_to_write(str(value)) if schema.get("format") == "date" and isinstance(value, Decimal) else "")
                or _how_to_write(path, types, value)
            )
            return Finding(place, "wrong-type", message, how or hint)
        case "oneOf" if _by_type(error):
            forms = "，或".join(_form_name(mapping_of(branch)) for branch in _as_list(error.validator_value))
            message = f"“{title}”应当是{forms}，现为{_value_text(value)}"
            return Finding(place, "wrong-type", message, hint)
        case "format" | "pattern" | "enum" if value == "" and not _is_key(document, error):
            return Finding(place, "empty", f"“{title}”不能为空", hint)
        case "enum" | "const":
            choices = [str(choice) for choice in _choices(error)]
            other = did_you_mean(value, choices, "") if isinstance(value, str) else ""
            other = other or _code_for(str(value), choices, hint)
            message = f"“{title}”不能是{_value_text(value)}"
            # Codes are listed with what they mean; words mean what they say.
            are_codes = all(choice.isascii() and choice in hint for choice in choices)
            listed = hint if are_codes else f"可填：{'、'.join(choices)}"
            return Finding(place, "not-a-choice", message, other or listed)
        case "format" if FORM.fullmatch(str(value)):
            return Finding(place, "no-such-date", f"“{title}”没有这一天：{_value_text(value)}", EXAMPLE)
        case "format" | "pattern" if schema.get("format") == "date":
            return Finding(place, "wrong-form", f"“{title}”的写法不对：{_value_text(value)}", how_to_write(str(value)))
        case "pattern" if _is_key(document, error):
            return Finding(
                document.key_place(path, str(value)), "wrong-form", f"“{title}”的写法不对：{_value_text(value)}", hint
            )
        case "pattern":
            how = _how_to_write(path, _as_list(schema.get("type")), value) or _in_half_width(error)
            return Finding(place, "wrong-form", f"“{title}”的写法不对：{_value_text(value)}", how or hint)
        case "minLength" | "minItems" | "minProperties":
            return Finding(place, "empty", f"“{title}”不能为空", hint)
        case "exclusiveMinimum":
            return Finding(
                place, "too-small", f"“{title}”太小：{_value_text(value)}，应大于 {error.validator_value}", hint
            )
        case "minimum":
            return Finding(
                place, "too-small", f"“{title}”太小：{_value_text(value)}，至少为 {error.validator_value}", hint
            )
        case "maximum":
            return Finding(
                place, "too-large", f"“{title}”太大：{_value_text(value)}，至多为 {error.validator_value}", hint
            )
        case "uniqueItems":
            return Finding(place, "repeated", f"“{title}”里有重复", "请删去重复的一项")
        case _:
            return Finding(place, "wrong-form", f"“{title}”填写不完整或互相矛盾", hint)


def _code_for(written: str, codes: list[str], meanings: str) -> str:
    """Return the hint with the one code that means what was written, as the description of a field says; else nothing."""
    plain = folded(written)
    matches = {
        code: re.search(rf"(?<![a-z-]){re.escape(code)} ([^、；，。]+)", meanings) for code in codes if code.isascii()
    }
    named = {code: folded(found[1]) for code, found in matches.items() if found is not None}
    same = [code for code, meaning in named.items() if meaning == plain]
    near = same or [code for code, meaning in named.items() if len(plain) > 1 and (plain in meaning or meaning in plain)]
    return f"是不是“{near[0]}”（{written}）？是的话请改成 {near[0]}" if len(near) == 1 else ""


def _as_ratio(path: Steps, value: object) -> str:
    """Return how to write a share that no decimal is equal to, such as 1/3; empty for anything else."""
    if path and path[-1] in _SHARES and isinstance(value, str) and _SHARE.fullmatch(folded(value)):
        return "除不尽的份额写成比：上级写 method: mean，同级各项的 weight 写整数，例如 1/3 和 2/3 写作 1 和 2"
    return ""


def _as_parts(kind: str, path: Steps, types: list[object], value: object) -> str:
    """Return how to write in fields or entries what was written as one value; empty where neither is wanted."""
    if not isinstance(value, str | Decimal) or not {"object", "array"}.issuperset(map(str, types)):
        return ""
    if str(value) in _NOTHING:
        return "没有的，删去这一栏"
    if "object" in types:
        form = _fields_of(kind, path, value)
        name = f"{path[-1]}: " if path and isinstance(path[-1], str) else ""
        return f"请写作 {name}{form}" if form else ""
    form = _fields_of(kind, (*path, 0), value)
    return f"请另起一行，写作 - {form}" if form else ""


def _fields_of(kind: str, path: Steps, value: object) -> str:
    """Return the fields that have to stand at a path, with the value that does in its own; empty where it has none."""
    below = {name: schema_of(kind, (*path, name)) for name in mapping_of(schema_of(kind, path).get("properties"))}
    wanted = [str(name) for name in _as_list(schema_of(kind, path).get("required", []))]
    own = next((name for name in (*wanted, *below) if _may_be(below[name], value)), None)
    if own is None:
        return ""
    shown = {name: _in_braces(value) if name == own else _sample(below[name]) for name in below if name in {*wanted, own}}
    return f"{{{', '.join(f'{name}: {text}' for name, text in shown.items())}}}"


def _may_be(schema: Mapping[str, object], value: object) -> bool:
    """Tell whether a value can stand in a field: a number, a day, or a text without a form of its own."""
    if isinstance(value, Decimal):
        return schema.get("type") == "number"
    if schema.get("format") == "date":
        return is_day(str(value))
    return schema.get("type") == "string" and "pattern" not in schema and not is_day(str(value))


def _in_braces(value: object) -> str:
    """Return a value as it is written inside braces."""
    text = str(value)
    return text if re.fullmatch(r"[\w.-]+", text) else json.dumps(text, ensure_ascii=False)


def _sample(schema: Mapping[str, object]) -> str:
    """Return what stands for a value that is still to be written: its title."""
    title = str(schema.get("title", ""))
    return f"[{title}]" if schema.get("type") == "array" else title


def _in_half_width(error: ValidationError) -> str:
    """Return how to write a text that has its form but for full width and spaces; empty where it has not."""
    text = unicodedata.normalize("NFKC", str(error.instance)).strip()
    plain = "".join(text.split())
    if re.search(str(error.validator_value), plain) is None:
        return ""
    if "/" in text and text != plain:
        # It may belong to the address.
        return "地址中间有空格：多出来的请删去，地址里本来就有的写作 %20"
    return f"请写作 {plain}"


def _how_to_write(path: Steps, types: list[object], value: object) -> str:
    """Return what to do about a number written as text or a text written as a number; empty where it is neither."""
    if isinstance(value, str) and {"number", "integer"}.intersection(map(str, types)) and (meant := _number(value)):
        return f"请写作 {meant}{_in_full(path, meant)}"
    if isinstance(value, str) and "boolean" in types and (truth := _TRUTH.get(folded(value))):
        return f"请写作 {truth}"
    if isinstance(value, str) and "number" in types and "null" in types:
        return f"没有的写 ~；数字直接写，例如 85.5：不加引号，小数最多 {PLACES} 位"
    if isinstance(value, str) and "number" in types:
        return f"数字直接写，例如 85.5：不加引号，小数最多 {PLACES} 位"
    if isinstance(value, str) and types == ["integer"]:
        return f"整数用阿拉伯数字写，不带单位，例如 2{_in_full(path, '2')}"
    if isinstance(value, Decimal | bool) and "string" in types:
        return "请给这段文字加上引号"
    return ""


def _in_full(path: Steps, meant: str) -> str:
    """Return a value with the name of its field, for whoever does not see where it belongs."""
    return f"，即 {path[-1]}: {meant}" if path and isinstance(path[-1], str) else ""


def _number(written: str) -> str:
    """Return how to write a number that was typed in words, full width, with its unit or another point; else nothing."""
    plain = folded(with_figures(written)).replace("。", ".").rstrip("分次名位年个人")
    found = re.fullmatch(r"([-+]?)0*([0-9]+)[.,]?([0-9]*)", plain.strip("\"'‘’"))
    if found is None or plain == written or (found[3] and len(found[3]) == 3 and "," in plain):
        return ""
    whole = f"{found[1].replace('+', '')}{found[2]}"
    return f"{whole}.{found[3]}" if found[3] else whole


def _choices(error: ValidationError) -> list[object]:
    return _as_list(error.validator_value)


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


_MISSPELT = 10
"""Of how many unexpected keys of one mapping the meaning is sought."""

_SHARES = ("weight", "points", "full")
"""Fields of a scheme that may be meant as a share."""
_SHARE = re.compile(rf"[0-9]+/[0-9]+|[0-9]*\.[0-9]{{{PLACES + 1},}}")
"""A fraction, or a decimal that was broken off somewhere."""

_TRUTH = {"是": "true", "有": "true", "yes": "true", "true": "true", "否": "false", "无": "false", "no": "false"} | {
    "false": "false",
    "对": "true",
    "on": "true",
    "off": "false",
}

_NOTHING = {"无", "没有", "否", "空", "/", "-", "—", "无。"}
"""What is written where there is nothing to write."""

_TYPE_NAMES = {
    "string": "文字",
    "number": "数字",
    "integer": "整数",
    "array": "列表（每项以 - 开头）",
    "object": "若干栏（名称: 内容）",
    "boolean": "true 或 false",
    "null": "空",
}


def _form_name(branch: Mapping[str, object]) -> str:
    """Return what to call one of several forms: several fields by what they hold, a plain value by its type."""
    return str(branch["title"]) if branch["type"] == "object" else _type_name([branch["type"]])


def _type_name(types: list[object]) -> str:
    return "或".join(_TYPE_NAMES[str(name)] for name in types)


def _value_text(value: object) -> str:
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
