"""What pages and documents show of a result, arranged for reading."""

from assessment.render.views.alike import WHY, alike, alike_overall, alike_with, close, has_alike
from assessment.render.views.amendments import amendments
from assessment.render.views.backlinks import backlinks
from assessment.render.views.common_scale import lost_scale
from assessment.render.views.comparison import cells, change_column, changed, moved, shifts, why_not
from assessment.render.views.cost_lines import cost_lines
from assessment.render.views.findings import all_remedies, by_cost, ends
from assessment.render.views.formula import formulas
from assessment.render.views.group_losses import (
    capped,
    closing_sum,
    equals,
    factors,
    held_losses,
    mean_losses,
    most_beyond,
    objected,
    own_points,
)
from assessment.render.views.groups import (
    aligned,
    beside,
    by_grade,
    closing_column,
    counted,
    difference,
    example,
    first,
    group_of,
    ranked,
    weighted_columns,
)
from assessment.render.views.heat import heat_rows
from assessment.render.views.item_rows import item_rows
from assessment.render.views.items import item_address, items
from assessment.render.views.losses import anchors, losses, places_for, says_why, unexplained
from assessment.render.views.main_reasons import main_reasons
from assessment.render.views.offer import (
    among,
    group_listing,
    in_order,
    most,
    offer,
    shows_components,
    ties,
    unranked,
)
from assessment.render.views.option_effects import effect_words
from assessment.render.views.part_ranks import rank_of, rank_tables, ranked_parts
from assessment.render.views.problems import problems
from assessment.render.views.rank_ranges import (
    lead_words,
    most_words,
    numbered_words,
    range_findings,
    range_words,
    ranges_lead,
    ranges_of,
)
from assessment.render.views.remedies import remedy_of, standing
from assessment.render.views.scheme_text import contents, text_columns
from assessment.render.views.self_marks import self_tables
from assessment.render.views.sheet_lines import cited_below, evidence_of, sheet_lines
from assessment.render.views.sheets import (
    addition,
    closing_rows,
    conversion,
    item_names,
    record_files,
    sheets,
    sum_of_full,
    times,
    working,
)
from assessment.render.views.unit_names import all_initials, other_names
from assessment.render.views.weights import (
    SHARES,
    component_of,
    gap_words,
    moved_words,
    share_name,
    share_words,
    weight_findings,
    weights_of,
)

__all__ = [
    "SHARES",
    "WHY",
    "addition",
    "aligned",
    "alike",
    "alike_overall",
    "alike_with",
    "all_initials",
    "all_remedies",
    "amendments",
    "among",
    "anchors",
    "backlinks",
    "beside",
    "by_cost",
    "by_grade",
    "capped",
    "cells",
    "change_column",
    "changed",
    "cited_below",
    "close",
    "closing_column",
    "closing_rows",
    "closing_sum",
    "component_of",
    "contents",
    "conversion",
    "cost_lines",
    "counted",
    "difference",
    "effect_words",
    "ends",
    "equals",
    "evidence_of",
    "example",
    "factors",
    "first",
    "formulas",
    "gap_words",
    "group_listing",
    "group_of",
    "has_alike",
    "heat_rows",
    "held_losses",
    "in_order",
    "item_address",
    "item_names",
    "item_rows",
    "items",
    "lead_words",
    "losses",
    "lost_scale",
    "main_reasons",
    "mean_losses",
    "most",
    "most_beyond",
    "most_words",
    "moved",
    "moved_words",
    "numbered_words",
    "objected",
    "offer",
    "other_names",
    "own_points",
    "places_for",
    "problems",
    "range_findings",
    "range_words",
    "ranges_lead",
    "ranges_of",
    "rank_of",
    "rank_tables",
    "ranked",
    "ranked_parts",
    "record_files",
    "remedy_of",
    "says_why",
    "self_tables",
    "share_name",
    "share_words",
    "sheet_lines",
    "sheets",
    "shifts",
    "shows_components",
    "standing",
    "sum_of_full",
    "text_columns",
    "ties",
    "times",
    "unexplained",
    "unranked",
    "weight_findings",
    "weighted_columns",
    "weights_of",
    "why_not",
    "working",
]
