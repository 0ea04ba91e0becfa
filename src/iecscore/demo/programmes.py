"""Programmes by field: names of the catalogues in force, so that the workbooks read as they would."""

from functools import cache
from typing import NamedTuple


class Programme(NamedTuple):
    """A programme of the catalogue, and the post its graduates are sought for."""

    field: str
    level: str
    code: str
    name: str
    post: str


_LISTS = {
    "machine": """
        hv 460104 机械制造及自动化 机械制造工艺员|hv 460103 数控技术 数控编程员|sec 660103 数控技术应用 数控机床操作工
        sec 660102 机械加工技术 机械加工操作工|vb 260101 机械设计制造及自动化 机械设计工程师|pg 085501 机械工程 装备研发工程师
        ug 080202 机械设计制造及其自动化 机械工程师
    """,
    "automation": """
        hv 460301 机电一体化技术 机电设备维护员|hv 460305 工业机器人技术 机器人调试员|sec 660301 机电技术应用 机电设备安装工
        sec 660302 电气设备运行与控制 电气设备操作工|vb 260304 机器人技术 机器人应用工程师|pg 085406 控制工程 控制系统研发工程师
        ug 080801 自动化 自动化工程师
    """,
    "electronics": """
        hv 510101 电子信息工程技术 电子工艺员|hv 510102 物联网应用技术 物联网安装调试员|sec 710101 电子信息技术 电子设备装接工
        sec 710103 电子技术应用 电子产品检验工|vb 310101 电子信息工程技术 硬件开发工程师|pg 085402 通信工程 通信系统工程师
        ug 080701 电子信息工程 电子工程师
    """,
    "software": """
        hv 510203 软件技术 软件开发员|hv 510205 大数据技术 数据处理员|sec 710203 软件与信息服务 软件测试员
        sec 710201 计算机应用 信息系统运维员|vb 310203 软件工程技术 软件工程师|pg 085405 软件工程 工业软件架构师
        ug 080902 软件工程 软件研发工程师
    """,
    "network": """
        hv 510202 计算机网络技术 网络运维员|hv 510207 信息安全技术应用 信息安全运维员|sec 710202 计算机网络技术 网络布线与维护员
        vb 310202 网络工程技术 网络工程师|pg 085404 计算机技术 云平台研发工程师|ug 080903 网络工程 网络架构工程师
    """,
    "car": """
        hv 460702 新能源汽车技术 新能源汽车装调员|hv 460704 智能网联汽车技术 智能网联测试员|sec 660702 新能源汽车制造与检测 整车装配工
        sec 660701 汽车制造与检测 汽车检测工|vb 260702 新能源汽车工程技术 三电系统工程师|pg 085502 车辆工程 整车研发工程师
        ug 080207 车辆工程 车辆工程师
    """,
    "rail": """
        hv 460401 铁道机车车辆制造与维护 机车车辆装调员|hv 500602 城市轨道车辆应用技术 城轨车辆检修员
        sec 700604 城市轨道交通运营服务 城轨站务员|vb 260401 轨道交通车辆工程技术 轨道车辆工程师
        pg 086101 轨道交通运输 轨道交通系统工程师|ug 080204 机械电子工程 轨道装备工程师
    """,
    "aviation": """
        hv 460609 无人机应用技术 无人机操控员|hv 460601 飞行器数字化制造技术 航空制造工艺员|sec 660601 无人机操控与维护 无人机维护员
        vb 260601 航空智能制造技术 航空制造工程师|pg 085503 航空工程 飞行器研发工程师|ug 082002 飞行器设计与工程 飞行器设计工程师
    """,
    "ship": """
        hv 460501 船舶工程技术 船舶建造工艺员|hv 460502 船舶动力工程技术 船舶动力装置调试员|sec 660501 船舶制造与修理 船体装配工
        vb 260501 船舶智能制造技术 船舶制造工程师|pg 085505 船舶工程 海洋装备研发工程师|ug 081901 船舶与海洋工程 船舶设计工程师
    """,
    "materials": """
        hv 430601 材料工程技术 材料工艺员|hv 430602 高分子材料智能制造技术 高分子材料成型员
        sec 630601 建筑材料智能生产与管理 材料生产操作工|vb 230601 高分子材料工程技术 材料应用工程师|pg 085601 材料工程 材料研发工程师
        ug 080401 材料科学与工程 材料工程师
    """,
    "energy": """
        hv 430301 光伏工程技术 光伏电站运维员|hv 430302 风力发电工程技术 风电机组运维员|sec 630301 太阳能与沼气技术利用 光伏组件装配工
        vb 230301 新能源发电工程技术 新能源发电工程师|pg 085807 清洁能源技术 储能系统研发工程师|ug 080503T 新能源科学与工程 新能源工程师
    """,
    "chemistry": """
        hv 470201 应用化工技术 化工工艺员|hv 470204 精细化工技术 精细化工操作员|sec 670201 化学工艺 化工生产操作工
        vb 270201 应用化工技术 化工工艺工程师|pg 085602 化学工程 化工研发工程师|ug 081301 化学工程与工艺 化学工程师
    """,
    "bio": """
        hv 470101 食品生物技术 发酵工艺员|hv 470102 药品生物技术 生物制药操作员|sec 670101 生物化工技术应用 生物化工操作工
        vb 270101 生物检验检测技术 生物检验工程师|pg 086001 生物技术与工程 合成生物研发工程师|ug 083001 生物工程 生物工程师
    """,
    "building": """
        hv 440301 建筑工程技术 施工员|hv 440501 工程造价 造价员|sec 640301 建筑工程施工 施工操作工|vb 240301 建筑工程 建造工程师
        pg 085901 土木工程 结构工程师|ug 081001 土木工程 土木工程师
    """,
    "care": """
        hv 520201 护理 护士|hv 590302 智慧健康养老服务与管理 养老护理管理员|sec 720201 护理 护理员|vb 320201 护理 护师
        pg 105400 护理 护理管理师|ug 101101 护理学 护师
    """,
    "commerce": """
        hv 530605 市场营销 营销专员|hv 530701 电子商务 电商运营员|sec 730701 电子商务 网店客服员|vb 330701 电子商务 电商运营主管
        pg 125100 工商管理 项目经理|ug 120202 市场营销 市场专员
    """,
    "accounting": """
        hv 530302 大数据与会计 会计员|hv 540101 旅游管理 行政专员|sec 730301 会计事务 出纳员|vb 330302 大数据与会计 会计主管
        pg 125300 会计 财务分析师|ug 120203K 会计学 会计师
    """,
}
BACHELOR = "ug"
TAUGHT_AT = {"secondary_voc": ("sec",), "higher_voc": ("hv",), "voc_bachelor": ("hv", "vb"), "university": ("ug", "pg")}


def _read(field: str, entry: str) -> Programme:
    level, code, name, post = entry.split(" ")
    return Programme(field, "vb" if level == BACHELOR else level, code, name, post)


PROGRAMMES = tuple(
    (entry.split(" ")[0], _read(field, entry))
    for field, lines in _LISTS.items()
    for entry in (part.strip() for line in lines.strip().splitlines() for part in line.split("|"))
)


@cache
def programmes_of(field: str, kind: str) -> tuple[Programme, ...]:
    """The programmes of a field that a kind of school may run."""
    return tuple(item for shelf, item in PROGRAMMES if item.field == field and shelf in TAUGHT_AT[kind])


@cache
def programmes_for(fields: tuple[str, ...]) -> tuple[Programme, ...]:
    """The programmes of several fields that employers ask for, at every level."""
    return tuple(item for shelf, item in PROGRAMMES if item.field in fields and shelf != BACHELOR)
