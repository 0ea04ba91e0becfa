"""Names for a synthetic country: real-looking, belonging to nobody."""

from typing import NamedTuple


class Place(NamedTuple):
    """A city with its province."""

    province_code: str
    province: str
    city_code: str
    city: str


class Trade(NamedTuple):
    """An industry: its name, code, focus fields, chain segments and the programmes that serve it."""

    name: str
    code: str
    focus: tuple[str, ...]
    segments: tuple[str, ...]
    programmes: tuple[str, ...]


PLACES = (
    Place("320000", "江苏", "320500", "苏州"),
    Place("330000", "浙江", "330200", "宁波"),
    Place("370000", "山东", "370200", "青岛"),
    Place("440000", "广东", "440300", "深圳"),
    Place("420000", "湖北", "420100", "武汉"),
    Place("510000", "四川", "510100", "成都"),
    Place("610000", "陕西", "610100", "西安"),
    Place("340000", "安徽", "340100", "合肥"),
    Place("430000", "湖南", "430200", "株洲"),
    Place("210000", "辽宁", "210200", "大连"),
    Place("350000", "福建", "350200", "厦门"),
    Place("500000", "重庆", "500100", "重庆"),
    Place("410000", "河南", "410300", "洛阳"),
    Place("130000", "河北", "130200", "唐山"),
)
TRADES = (
    Trade("轨道交通装备", "C37", ("F4",), ("rd", "parts", "assembly", "testing", "service"), ("rail", "machine", "automation")),
    Trade("新能源汽车", "C36", ("F5", "G3"), ("rd", "materials", "parts", "assembly", "software", "service"), ("car", "automation", "electronics")),
    Trade("工业互联网", "I65", ("F1", "G1"), ("rd", "software", "integration", "service"), ("software", "network", "automation")),
    Trade("低空经济", "C3749", ("F7", "G2"), ("rd", "parts", "assembly", "testing", "service"), ("aviation", "electronics", "software")),
    Trade("生物制造", "C27", ("F6", "G4"), ("rd", "materials", "process", "testing", "sales"), ("bio", "chemistry", "automation")),
    Trade("海洋工程装备", "C373", ("F8",), ("rd", "materials", "parts", "assembly", "service"), ("ship", "machine", "automation")),
    Trade("先进材料", "C30", ("F3",), ("rd", "materials", "process", "testing"), ("materials", "chemistry", "machine")),
    Trade("光伏与储能", "C38", ("F2", "G3"), ("rd", "materials", "parts", "integration", "service"), ("energy", "electronics", "automation")),
    Trade("工业机器人", "C34", ("F4", "G1"), ("rd", "parts", "integration", "testing", "service"), ("automation", "machine", "software")),
    Trade("集成电路", "C39", ("F1",), ("rd", "materials", "process", "testing", "sales"), ("electronics", "software", "materials")),
    Trade("节能环保", "N77", ("F6", "G3"), ("rd", "equipment", "integration", "service"), ("energy", "chemistry", "automation")),
    Trade("商业航天", "C3742", ("F7", "G5"), ("rd", "materials", "parts", "assembly", "testing"), ("aviation", "machine", "software")),
    Trade("智能制造", "C35", ("F4", "G1"), ("rd", "equipment", "software", "integration", "service"), ("machine", "automation", "software")),
    Trade("数字创意与大数据", "I64", ("F1", "G1"), ("rd", "software", "integration", "service"), ("software", "network", "electronics")),
)
SCHOOL_WORDS = ("启元", "云程", "瀚川", "青禾", "嘉树", "星川", "沐野", "砺行", "朗润", "新岚", "景澄", "望舒")
FIRM_WORDS = ("恒远", "华拓", "中科创", "金石", "启明", "博锐", "天工", "联瑞", "新程", "宏图", "精诚", "卓越", "鼎新", "云帆", "瑞丰", "正元")
OUTSIDE_WORDS = ("恒川", "众联", "昊阳", "越群")
FIRM_KINDS = ("装备", "智能", "精密", "电子", "材料", "软件", "动力", "系统")


def school_name(place: Place, kind: str, number: int) -> str:
    """A school's name: province or city, a word, its kind."""
    word = SCHOOL_WORDS[number % len(SCHOOL_WORDS)]
    if kind == "secondary_voc":
        return f"{place.city}{word}中等职业学校（示例{number:03d}）"
    if kind == "voc_bachelor":
        return f"{place.province}{word}职业技术大学（示例{number:03d}）"
    if kind == "university":
        return f"{place.province}{word}大学（示例{number:03d}）"
    return f"{place.province}{word}职业技术学院（示例{number:03d}）"


def firm_name(place: Place, number: int) -> str:
    """An enterprise's name."""
    word = FIRM_WORDS[number % len(FIRM_WORDS)]
    return f"{place.city}{word}{FIRM_KINDS[number // len(FIRM_WORDS) % len(FIRM_KINDS)]}有限公司（示例{number:03d}）"


def outside_name(place: Place, rank: int) -> str:
    """An enterprise that is no member."""
    return f"{place.city}{OUTSIDE_WORDS[rank]}科技有限公司（示例）"
