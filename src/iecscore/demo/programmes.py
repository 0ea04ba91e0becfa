"""Programmes by field: real catalogue names, so that the workbooks read as they would."""

from typing import NamedTuple


class Programme(NamedTuple):
    """A programme of the catalogue."""

    field: str
    level: str
    code: str
    name: str


_LISTS = {
    "machine": "hv 460104 机械制造及自动化|hv 460103 数控技术|sec 660102 数控技术应用|vb 260101 机械设计制造及自动化|pg 085500 机械",
    "automation": "hv 460301 机电一体化技术|hv 460305 工业机器人技术|sec 660301 机电技术应用|vb 260304 机器人技术|pg 085406 控制工程",
    "electronics": "hv 510101 电子信息工程技术|hv 510102 物联网应用技术|sec 710101 电子信息技术|vb 310101 电子信息工程技术|pg 085402 通信工程",
    "software": "hv 510203 软件技术|hv 510205 大数据技术|sec 710203 软件与信息服务|vb 310203 软件工程技术|pg 085405 软件工程",
    "network": "hv 510202 计算机网络技术|hv 510207 信息安全技术应用|sec 710202 计算机网络技术|vb 310202 网络工程技术|pg 085404 计算机技术",
    "car": "hv 460702 新能源汽车技术|hv 460704 智能网联汽车技术|sec 660702 新能源汽车制造与检测|vb 260702 新能源汽车工程技术|pg 085502 车辆工程",
    "rail": "hv 460401 高速铁路动车组制造与维护|hv 500107 城轨车辆应用|sec 700101 铁道运输服务|vb 260401 轨道交通车辆工程技术|pg 086104 轨道交通",
    "aviation": "hv 460609 无人机应用技术|hv 460601 飞行器数字化制造技术|sec 660601 无人机操控与维护|vb 260601 航空智能制造技术|pg 085501 机械工程",
    "ship": "hv 460501 船舶工程技术|hv 460502 船舶动力工程技术|sec 660501 船舶制造与修理|vb 260501 船舶智能制造技术|pg 085506 船舶工程",
    "materials": "hv 430601 材料工程技术|hv 430602 高分子材料智能制造技术|sec 630601 建材智能生产|vb 230601 高分子材料工程技术|pg 085601 材料工程",
    "energy": "hv 430301 光伏工程技术|hv 430302 风力发电工程技术|sec 630301 太阳能与沼气技术利用|vb 230301 新能源发电工程技术|pg 085807 清洁能源技术",
    "chemistry": "hv 470201 应用化工技术|hv 470204 精细化工技术|sec 670201 化学工艺|vb 270201 应用化工技术|pg 085602 化学工程",
    "bio": "hv 470101 食品生物技术|hv 470102 药品生物技术|sec 670101 生物化工技术应用|vb 270101 生物检验检测技术|pg 086001 生物技术与工程",
    "commerce": "hv 530605 市场营销|hv 530701 电子商务|sec 730701 电子商务|vb 330701 电子商务|pg 125100 工商管理",
    "accounting": "hv 530302 大数据与会计|hv 540101 旅游管理|sec 730301 会计事务|vb 330302 大数据与会计|pg 125300 会计",
}
PROGRAMMES = tuple(Programme(field, *entry.split(" ", 2)) for field, entries in _LISTS.items() for entry in entries.split("|"))
LEVELS_OF = {"secondary_voc": ("sec",), "higher_voc": ("hv",), "voc_bachelor": ("hv", "vb"), "university": ("pg",)}


def programmes_of(field: str, kind: str) -> tuple[Programme, ...]:
    """The programmes of a field that a kind of school may run."""
    return tuple(item for item in PROGRAMMES if item.field == field and item.level in LEVELS_OF[kind])


def programmes_for(fields: tuple[str, ...]) -> tuple[Programme, ...]:
    """The programmes of several fields, at every level."""
    return tuple(item for item in PROGRAMMES if item.field in fields)
