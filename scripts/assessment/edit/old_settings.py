"""Settings of a county as they used to stand in ``pelicanconf.py``. They are read, never run: only plain values count."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.errors import RequestError
from assessment.findings import Finding, Severity
from assessment.load.yaml_file import Document, Steps
from assessment.place import Place

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "SITE_NAME": ("portal", "name"),
    "SITE_DOMAIN": ("portal", "domain"),
    "SITE_ID_CODE": ("portal", "id_code"),
    "ICP": ("portal", "icp"),
    "POLICE": ("portal", "police"),
    "SITENAME": ("column", "title"),
    "SITEURL": ("column", "url"),
    "COLUMN_NAME": ("column", "name"),
    "COLUMN_DESCRIPTION": ("column", "description"),
    "COLUMN_KEYWORDS": ("column", "keywords"),
    "COLUMN_TYPE": ("column", "type"),
    "BREADCRUMB": ("column", "breadcrumb"),
    "ORGANISER": ("organiser", "name"),
    "CONTACT": ("organiser", "contact"),
    "COMPLAINTS": ("organiser", "complaints"),
    "CLASSIFICATION": ("documents", "classification"),
    "SUBJECT": ("documents", "subject"),
    "INDEX_NUMBERS": ("documents", "index_numbers"),
    "DOCUMENT_NUMBERS": ("documents", "numbers"),
    "CIRCULAR_MARK": ("circular", "mark"),
    "CIRCULAR_TO": ("circular", "to"),
    "CIRCULAR_NUMBERS": ("circular", "numbers"),
    "CIRCULAR_FONTS": ("circular", "fonts"),
    "DATA_LICENSE": ("license", "name"),
    "DATA_LICENSE_URL": ("license", "url"),
    "SOURCE_URL": ("source_url",),
    "EVIDENCE_FOLDER": ("evidence_folder",),
}
"""Where each setting stands now."""

_FONTS = {"标题": "title", "正文": "body", "一级标题": "heading", "二级标题": "subheading", "表格": "table"}


@dataclass(frozen=True)
class OldSettings:
    """What could be read."""

    document: Document
    """The settings in the form of ``county.yaml``, each with the place of the old line."""
    names: Mapping[tuple[str, ...], str]
    """What each field of it was called."""
    left: tuple[Finding, ...]
    """What cannot be moved, and why."""


def old_settings(text: bytes, file: str, program: bytes) -> OldSettings:
    """Read the settings of a county.

    Args:
        text: the old ``pelicanconf.py``.
        file: what findings call it.
        program: the program's own settings; those of them that the old file repeats are no loss.

    Raises:
        RequestError: if it is no Python.
    """
    own = {one.name: one.same for one in _assignments(_tree(program, "pelicanconf.py"))}
    last = {one.name: one for one in _assignments(_tree(text, file))}
    document = Document(file, {}, {})
    left = []
    for one in last.values():
        place = Place(file, one.line, 1)
        if one.name not in _FIELDS:
            left += [] if own.get(one.name) == one.same else [_not_of_a_county(one.name, place)]
            continue
        try:
            document = _with(document, _FIELDS[one.name], _in_new_form(one.name, one.read()), place)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            left.append(_not_plain(one.name, place))
    return OldSettings(document, {_FIELDS[name]: name for name in last if name in _FIELDS}, tuple(left))


@dataclass(frozen=True)
class _Assignment:
    """The last word on a name, as far as it can be told without running the file."""

    name: str
    line: int
    value: ast.expr | None
    """None where it hangs on what is run."""

    @property
    def same(self) -> str | None:
        """What two assignments of one value have in common."""
        return None if self.value is None else ast.dump(self.value)

    def read(self) -> object:
        """Return the value.

        Raises:
            ValueError, TypeError, SyntaxError, MemoryError, RecursionError: if it has to be computed.
        """
        if self.value is None:
            raise ValueError(self.name)
        return ast.literal_eval(self.value)


def _tree(text: bytes, file: str) -> ast.Module:
    try:
        return ast.parse(text)
    except SyntaxError as fault:
        raise RequestError(f"{file} 第{fault.lineno}行读不出来：不是 Python 的写法") from fault
    except (ValueError, MemoryError, RecursionError) as fault:
        raise RequestError(f"{file} 读不出来：不是 Python 的写法") from fault


def _assignments(tree: ast.Module) -> Iterator[_Assignment]:
    plain: ast.expr | None
    for statement in tree.body:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                continue
            case ast.Assign(targets=targets, value=value) if all(isinstance(target, ast.Name) for target in targets):
                names, plain = [target.id for target in targets if isinstance(target, ast.Name)], value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                names, plain = [name], value
            case _:
                stored = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
                names, plain = [node.id for node in stored if isinstance(node.ctx, ast.Store)], None
        yield from (_Assignment(name, statement.lineno, plain) for name in names if name.isupper())


def _in_new_form(name: str, value: object) -> object:
    """Return a value as ``county.yaml`` has it; one of another kind as it is, for the schema to refuse.

    Raises:
        ValueError: if it holds what no text file can.
    """
    if isinstance(value, str):
        text = value.strip()
        text.encode("utf-8")
        match name:
            case "SITEURL":
                return text.rstrip("/")
            case "COLUMN_KEYWORDS":
                return [word.strip() for word in text.split(",") if word.strip()]
            case "CIRCULAR_TO":
                return text.rstrip("：:")
            case _:
                return text
    if isinstance(value, list | tuple):
        return [_in_new_form("", one) for one in value]
    if isinstance(value, dict):
        renamed = _FONTS if name == "CIRCULAR_FONTS" else {}
        return {renamed.get(key, str(key)): _in_new_form("", one) for key, one in value.items()}
    return value


def _with(document: Document, path: Steps, value: object, place: Place) -> Document:
    """Return the document with a value put in, at most one level down."""
    *above, last = path
    data = dict(document.data) if isinstance(document.data, dict) else {}
    if above:
        data[above[0]] = {**data.get(above[0], {}), last: value}
    else:
        data[last] = value
    return Document(document.file, data, {**document.places, path: place})


def _not_plain(name: str, place: Place) -> Finding:
    return Finding(place, "not-plain", f"{name} 不是直接写出的值，没有移", "请照着填进新文件")


def _not_of_a_county(name: str, place: Place) -> Finding:
    hint = "网站程序的设置各地相同；确实要用的，写进程序的 pelicanconf.py"
    return Finding(place, "not-of-a-county", f"{name} 不是本地设置，没有移", hint, Severity.WARNING)
