"""Colours and formats of a report workbook."""

from typing import Any, Final

INK, SLATE, GREY, RULE, PALE, BAND = "#1F3A5F", "#64788F", "#8A94A6", "#C5D0DE", "#F3F6FA", "#DCE5EF"
WEAK, MIDDLE, STRONG, BAR = "#F3C9AE", "#FFFFFF", "#A9CBE8", "#A9C0DC"
FONT: Final[dict[str, Any]] = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
EDGE: Final[dict[str, Any]] = {"border": 1, "border_color": RULE}
HEAD: Final[dict[str, Any]] = {"bold": True, "text_wrap": True, "align": "center", "font_color": "#FFFFFF", "bg_color": INK, **EDGE}
NUMBER: Final[dict[str, Any]] = {"align": "right", **EDGE}
MARK: Final[dict[str, Any]] = {"align": "center", "font_size": 9, "text_wrap": True, **EDGE}

LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 18, "font_color": INK},
    "subtitle": {"font_color": SLATE},
    "warning": {"bold": True, "italic": True, "font_color": "#B3261E"},
    "section": {"bold": True, "font_size": 12, "font_color": INK, "bottom": 2, "bottom_color": INK},
    "paragraph": {"text_wrap": True, "valign": "top", "font_color": "#44546A"},
    "band": {"bold": True, "font_color": INK, "bg_color": BAND, "indent": 1, **EDGE},
    "head": HEAD,
    "head_light": {**HEAD, "bg_color": SLATE},
    "head_small": {**HEAD, "bg_color": SLATE, "bold": False, "font_size": 9},
    "head_share": {**HEAD, "bg_color": SLATE, "bold": False, "font_size": 9, "num_format": "0.0%"},
    "text": {"text_wrap": True, "align": "left", "indent": 1, **EDGE},
    "code": {"num_format": "@", "font_color": "#44546A", "align": "left", "indent": 1, **EDGE},
    "name": {"text_wrap": True, "align": "left", "indent": 1, **EDGE},
    "label": {"font_color": INK, "bg_color": PALE, "text_wrap": True, "align": "left", "indent": 1, **EDGE},
    "digest": {"font_name": "Consolas", "font_size": 9, "num_format": "@", "text_wrap": True, "align": "left", "indent": 1, **EDGE},
    "centre": {"align": "center", "text_wrap": True, **EDGE},
    "rank": {"bold": True, "num_format": "0", "align": "center", **EDGE},
    "integer": {"num_format": "0", "align": "center", **EDGE},
    "total": {"bold": True, "num_format": "0.00", **NUMBER},
    "score": {"num_format": "0.0", **NUMBER},
    "share": {"num_format": "0.0%", **NUMBER},
    "weight": {"num_format": "0.00%", **NUMBER},
    "ratio": {"num_format": "0.0000", **NUMBER},
    "figure": NUMBER,
    "empty": {"bg_color": PALE, **EDGE},
    "missing": {**MARK, "bg_color": "#FBE3DC", "font_color": "#9C2F1C"},
    "not_applicable": {**MARK, "bg_color": "#ECEFF3", "font_color": "#5A6675"},
    "suppressed": {**MARK, "bg_color": "#E7E0F3", "font_color": "#5B3F8C"},
    "below_minimum": {"italic": True, "font_color": "#7A5A00", "bg_color": "#FFF3D1", **NUMBER},
    "flagged": {"bold": True, "font_color": "#B85C00", **NUMBER},
    "not_ranked": {"font_color": "#9C2F1C", "text_wrap": True, "align": "left", "indent": 1, **EDGE},
}
