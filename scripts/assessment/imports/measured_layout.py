"""Recognising sheets with a column a measurement: 网站抽查 第一轮; or with rows for waves, members and parts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.dataset.part import Part, Wave
from assessment.imports.agency_layout import is_record, unit_column
from assessment.imports.columns import columns_named
from assessment.imports.fold import Names, bare
from assessment.imports.layout import HeadView, Texts
from assessment.imports.likeness import is_abbreviation
from assessment.imports.measurements import MeasuredPart, measured_parts
from assessment.imports.roster import UnitNames
from assessment.imports.self_marks import self_names
from assessment.imports.table import TableSearch
from assessment.imports.vocabulary import AGENCY_DAY, DIFFERENCE, MEMBER, OWN, REMARK, UNIT, WAVE, ColumnKind, heading
from assessment.imports.wave_names import WaveNames, plain_words

_PART = heading("项目", "(?:测评|抽查|检查|考评|考核|具体)*(?:项目|指标|内容|环节|事项)(?:名称)?")
_REASON = re.compile(r"(?:的)?(?:主要|具体|存在)?(?:失分|扣分)?(?:原因|说明|情况|存在问题|问题)$")
_FIGURE = re.compile(
    r"(?:最终|实际|考评|测评|抽查|检查)?(?:得分|分数|成绩|评分|总分)$|(?:采用|发布|报送)?(?:数量|件数|条数|篇数|次数|个数)$"
)
_MARK = re.compile("(?:得分|分数|成绩|评分|数量)$")
_ASIDE = re.compile(r"(?:序号|小计|合计|排名|名次|满分|分值|标准分|权重|得分率|扣分率|占比|比例|平均分?)$")
_FULL = re.compile(r"\((?:满分)?\d+(?:\.\d+)?分?\)|满分\d+分?$")
_OWN = re.compile(OWN)
_SHORTEST = 3
"""The fewest letters of a name that tell which one is meant."""
_SIGNS = "()[]-_:,/\"'.*"


@dataclass(frozen=True)
class FigureColumn:
    """What a column holds; the rest its rows, or the titles, have to say."""

    number: int
    measured: MeasuredPart | None
    """None where no head names the part."""
    wave: str
    """The plain name of the wave; empty where no head names one."""
    unknown_wave: str
    """What in the head is like a wave of another scheme; empty for nothing."""
    is_reason: bool
    is_short: bool = False
    """Whether the head says only a part of the name."""

    @property
    def key(self) -> str:
        """What rows call it."""
        part = "" if self.measured is None else self.measured.part.key
        return f"{'reason' if self.is_reason else 'figure'}:{part}@{self.wave}"


class MeasuredLayout:
    """Tells what the columns of a head are."""

    def __init__(self, components: tuple[Part, ...], units: UnitNames) -> None:
        """Take what is measured and whom."""
        self.parts = measured_parts(components)
        self.units, self.own = units, self_names(components)
        self.names = Names(
            (plain_words(form), one.part.key) for one in self.parts for form in (*_forms(one.part), one.part.key)
        )
        self.by_key = {one.part.key: one for one in self.parts}
        self.waves = WaveNames(wave for one in self.parts for wave in one.waves)

    @property
    def sole(self) -> MeasuredPart | None:
        """The part whose figure a column holds that names none: the only one that is no detail of another."""
        whole = [one for one in self.parts if not one.is_item]
        return whole[0] if len(whole) == 1 else None

    @property
    def search(self) -> TableSearch:
        """What to look for in a sheet."""
        listed = "、".join(one.part.name for one in self.parts[:3])
        more = "等" if len(self.parts) > 3 else ""
        words = f"“单位”和各项的得分（{listed}{more}，分轮的写明轮次）"
        return TableSearch(self.columns, self.recognise, {"unit": UNIT}, self.units, words, words.partition("和")[2])

    def columns(self, view: HeadView) -> Mapping[str, int] | None:
        """Return the columns of a head, the unit in front; None where it makes no table."""
        known = self.recognise(view)
        front = known.get("unit", known.get("item"))
        is_title = len({view.corner(column) for column in view.texts}) < 2
        if front is None or is_title or is_record(view, front, self.units):
            return None
        return known if any(not one.is_reason for one in self.figures(view.texts, known)) else None

    def recognise(self, view: HeadView) -> Mapping[str, int]:
        """Return the columns that are no figures, as far as they can be made out."""
        named = {one.number for one in self._named(view.texts)}
        unit = unit_column(view, self.units, named)
        found = {} if unit is None else {"unit": unit}
        kinds: dict[str, ColumnKind] = {}
        if any(one.waves for one in self.parts):
            kinds["wave"] = WAVE
        if any(one.has_members for one in self.parts):
            kinds["member"] = MEMBER
        kinds |= {"part": _PART, "day": AGENCY_DAY, "difference": DIFFERENCE, "remark": REMARK}
        found |= columns_named(view, kinds, besides={*named, *found.values()})
        if "part" in found and view.share(found["part"], lambda text: self.part_of(text) is not None) < 0.5:
            del found["part"]
        line = next((found[key] for key in ("member", "part", "wave") if key in found), None)
        return found if line is None else {**found, "item": line}

    def figures(self, texts: Texts, known: Mapping[str, int]) -> list[FigureColumn]:
        """Return the columns of figures and of reasons."""
        used = {*known.values()}
        return [one for one in self._meanings(texts) if one.number not in used]

    def part_of(self, text: str) -> MeasuredPart | None:
        """Return the part that a text names."""
        key = self.names.find(plain_words(text))
        return None if key is None else self.by_key[key]

    def part_within(self, text: str) -> MeasuredPart | None:
        """Return the one part that a longer text names, such as a title."""
        key = self.names.within(plain_words(text))
        return None if key is None else self.by_key[key]

    def _named(self, texts: Texts) -> Iterator[FigureColumn]:
        return (one for one in self._meanings(texts) if one.wave or _says_part(one, texts))

    def _meanings(self, texts: Texts) -> Iterator[FigureColumn]:
        for number, held in texts.items():
            is_aside = bool(held) and _ASIDE.search(bare(held[-1])) is not None and self.part_of(held[-1]) is None
            if not held or is_aside or any(map(_OWN.search, held)):
                continue
            if (found := self._meaning(number, held)) is not None:
                yield found

    def _meaning(self, number: int, held: tuple[str, ...]) -> FigureColumn | None:
        """Return what the texts over a column say; None where they say neither a part, nor a wave, nor a figure."""
        texts = [plain_words(text) for text in ("".join(held), *reversed(held))]
        is_reason = self.part_of(texts[-1]) is None and _REASON.search(_without_full(texts[1]).strip(_SIGNS)) is not None
        ending = _REASON if is_reason else _FIGURE
        split = next((found for text in texts if (found := self.waves.split(text)) is not None), None)
        wave = "" if split is None else split[0]
        rests = [found[1] if (found := self.waves.split(text)) else text for text in texts] if wave else texts
        part = self._first_part(rests, ending)
        unknown = ""
        if not wave:
            named = "" if part is None else plain_words(part.part.name)
            unknown = self.waves.unknown(texts[0].replace(named, ""))
            rests = [text.replace(unknown, "") for text in texts] if unknown else texts
            part = part or self._first_part(rests, ending)
        elif part is None and (whole := self._first_part(texts, ending)) is not None:
            return FigureColumn(number, whole, "", "", is_reason)
        left = _without_full(rests[0]).strip(_SIGNS)
        if part is None and not unknown and (short := self._short_part(rests, ending)) is not None:
            return FigureColumn(number, short, wave, "", is_reason, is_short=True)
        if part is None and (ending.sub("", left) or not (wave or unknown or left)):
            return None
        part = part or self.sole
        if unknown and not (self.waves.is_any if part is None else part.waves):
            return None
        return FigureColumn(number, part, wave, unknown, is_reason)

    def _first_part(self, texts: list[str], ending: re.Pattern[str]) -> MeasuredPart | None:
        forms = (form for text in texts for form in _without(text, ending) if form)
        return next((part for form in forms if (part := self.part_of(form)) is not None), None)

    def _short_part(self, texts: list[str], ending: re.Pattern[str]) -> MeasuredPart | None:
        """Return the one part of whose name a head says most, such as 新媒体 of 政务新媒体."""
        forms = {form for text in texts for form in _without(text, ending) if len(form) >= _SHORTEST}
        found = {
            one.part.key
            for one in self.parts
            for form in forms
            if _is_most_of(form, plain_words(one.part.name)) or is_abbreviation(form, plain_words(one.part.name))
        }
        return self.by_key[found.pop()] if len(found) == 1 else None


def _is_most_of(short: str, name: str) -> bool:
    return len(short) < len(name) <= 2 * len(short) and (name.startswith(short) or name.endswith(short))


def wave_of(measured: MeasuredPart, name: str) -> Wave | None:
    """Return the wave of a part that has a plain name."""
    return next((wave for wave in measured.waves if plain_words(wave.name) == name), None)


def _forms(part: Part) -> tuple[str, str, str]:
    return part.clause, part.name, part.clause + part.name


def _says_part(column: FigureColumn, texts: Texts) -> bool:
    """Tell whether a head names a part outright, which no other kind of column then is."""
    part = column.measured
    return part is not None and any(plain_words(part.part.name) in plain_words(text) for text in texts[column.number])


def _without_full(text: str) -> str:
    """Return a head without the full marks behind it."""
    return _FULL.sub("", text)


def _without(text: str, ending: re.Pattern[str]) -> Iterator[str]:
    """Yield a head without the words for what it holds, with and without signs around it."""
    plain = _without_full(text).strip(_SIGNS)
    yield from (text, plain, _MARK.sub("", plain).strip(_SIGNS), ending.sub("", plain).strip(_SIGNS))
