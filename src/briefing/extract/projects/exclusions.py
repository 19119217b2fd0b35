"""What is no project, whatever happens to it: what such a name means, several without a name, a rule, a mere place."""

from __future__ import annotations

import re

from ..facilities.happenings import Happening
from ..facilities.name_words import has_own_words
from ..facilities.names import Name, is_landmark, overlaps
from ..reading.context import Line
from .doubts import BUILT_STAGES, PHASE, is_founded_at
from .traffic import is_of_traffic
from .words import is_works, table

# Parts of a plant: several of them are no bundle of projects.
_PARTS = ("生产线", "产线", "厂房", "仓库", "机组", "工作站", "泊位", "车站")


# Only what is built of stone and steel goes through these.
_OF_STONE = re.compile(
    "封顶|奠基|竣工|完工|吊装|浇筑|主体|动工|破土|合龙|贯通|开工|施工许可|并网|通车|竣备|落成|投产|投运|投用|建成|规划许可|验收"
)


_A_BUILDING = re.compile(
    r"(?:新建|扩建|改建|迁建|综合楼|大楼|医院|院区|校区|研究中心|研究院|实验室|剧院|音乐厅|软件园|产业园|科技园|影视城"
    r"|生产基地|交付基地|产业基地|体育中心|体育馆|运动公园)(?:[一二三四五]期)?(?:建设)?(?:项目|工程)*$"
)


# 留学人员创业园, 博士后工作站: whom a house is for does not say that it is none.
_FOR_WHOM = re.compile(
    r"留学人员|留学生|博士后|大学生(?=创业|创新)|志愿服务(?:项目|组织)?(?=孵化)|软件(?=园|新?城|谷|基地)"
)


# 某某创新实验室合作项目: the house that is agreed on.
_OF_A_HOUSE = re.compile(
    r"(?P<house>实验室|研究院|研究中心|创新中心|产业园|科技园|生产基地|工厂|数据中心)(?:战略|共建|建设)?合作项目$"
)


# 把华中总部落户甲区: which of its offices a firm moves; one with a name or a building of its own is a project.
_SEAT = re.compile(
    r"(?:华[东南北中]|[东西][北南]|[东西中南北]部|中国|大中华|亚太|全球|国际|区域|地区|全国|国内|海外|欧洲|北美|南美|亚洲|非洲|中东|东南亚|长三角|大湾区"
    r"|第[一二三]|新|研发|运营|销售|营销|结算|行政|管理|集团|公司|企业|区|及|和|与|、)+总部"
)


_AS_BUILT = re.compile(r"[”」』\"]?(?:建设|项目|工程|大楼|大厦|基地|园区)")


def is_moved_seat(line: Line, name: Name, happening: Happening) -> bool:
    """An office of a firm that comes or goes, and no house that is built for it."""
    is_built = _OF_STONE.search(happening.words) or _AS_BUILT.match(line.simple, name.end)
    return bool(_SEAT.fullmatch(line.simple, name.start, name.end)) and not is_built


def is_no_infrastructure(words: str, happening: Happening) -> bool:
    """公益项目, 社区活动中心: what such a name means is no infrastructure; the soft words give way to masonry."""
    told = table()["not_projects"]
    words = _OF_A_HOUSE.sub(r"\g<house>项目", _FOR_WHOM.sub("", words))
    soft = () if _OF_STONE.search(happening.words) or _A_BUILDING.search(words) else told["soft"]
    return any(word in words for word in (*told["words"], *soft))


# What may follow a name that an event word in front of it governs; anything else makes it an attribute (园区企业).
_CLOSED = re.compile(
    r"""[”」』"]?(?:
        $ | [\s，。；、！？）)《（(,;.!?:：—|】] | [等和与及在于并将已为后时来由从以之]
      | 投资(?:合作|协议|框架)
      | 建设|签约|战略|合作|正式|项目|工程|开工|落成|落户|投产|启用|进行|进度|意向|框架|共同|位于|总|全[线长面]|占地
      | 成为|成立|两|三|今|预计|计划|有望|力争|即将|明年|年底|目前|现已|正|日前|近日|昨
      | 建议书|可研|可行性|初步设计|环境影响|施工图|用地|节能|招标|概算|选址
      | 的(?:议案|公告|方案|批复|计划|签约|合作|协议|建设|战略|基础|同时|方式|步伐|进程)
    )""",
    re.VERBOSE,
)
# After a word of mere haste only its own noun: 加快X建设.
_HASTENED = re.compile(
    r"[”」』\"]?(?:$|[，。；、！？]|建设|等|和|与|及|落地|投产|施工|开工|前期|进度|项目|工程|扩|竣工|建成)"
)
# A name behind one of these is where something else happens, or whom it concerns.
_LOCATIVE = re.compile(
    r"(?:在|于|位于|落户|入驻|落地|走进|赴|到|至|从|向|坐落于?|地处|抵达|来到|参观|考察|毗邻|走访|前往|进驻|对|为|给|与|同)"
    r"[“「『\"]?$"
)


# 对甲项目进行改造, 对甲机组予以核准, 对甲工程作出批复.
_TREATED = re.compile(r"进行|予以|作出|实施")
TREATED_REACH = 14


# 共同为甲中心揭牌, 为乙项目奠基: it is done to the thing.
_UNVEILED = re.compile(r"[”」』\"]?(?:正式|共同|现场|隆重|进行)*(?:揭牌|揭幕|授牌|剪彩|奠基|揭匾|挂牌|培土)(?!的)")


# 在甲国乙工厂的投产时间推迟: its own.
_ITS = re.compile(r"的?(?:投产|量产|开工|完工|竣工|建设|启用)(?:时间|日期|节点|计划|进度)")


def is_treated(line: Line, name: Name) -> bool:
    """Behind 对 or 为 what happens is done to the thing itself."""
    text, end = line.simple, name.end
    is_unveiled = text[name.start - 1 : name.start] in tuple("为对“「") and bool(_UNVEILED.match(text, end))
    return is_unveiled or bool(_ITS.match(text, end) or _TREATED.search(text, end, end + TREATED_REACH))


# So many since some year: a total over time, not news of a bundle.
_SUMMED = re.compile(r"培育|目前已|累计|合计|共有|总共|历年|截至|虚报|多报|谎报")
# 屯山区诸多重点项目, 9705|万千瓦基地项目: many, or what is left of a sum.
_UNNAMED = re.compile(
    r"诸多|众多|若干|个别|各类|多个|一批|全部|^(?:[万亿千百]+(?=千瓦|[吨元亩平兆头台套级立])|千瓦|兆瓦)|[（(]\d+[余多]?[项个座条家处]|更多|^(?:电源|电网|水利|交通|能源|市政|路网|管网)工程$|^几|^新开工|元建个|首[份单例笔]|^跨.*[路河江线]$"
    r"|^[“「][一二三四五六七八九十百千万两双个大新重\d]{2,6}[”」]|(?:公司|集团)(?:项目|工程)$"
    r"|^[“「][^”」]{2,6}[”」](?:重点|重大|标志性|合作|共建|示范|旗舰|系列)+(?:项目|工程)$"
)
_PLURAL = re.compile(
    r"了?(?:[2-9](?!\d*[号#期.])|\d{2,}(?=[余多]?[个座家条])|[两二三四五六七八九十]|数|多|若干)[十余多]*[个座家条]"
)
# 甲公司是自治区“双百”重点产业项目: what it is called besides.
_CALLED = re.compile(r"(?<!这)(?<!就)(?:是|作为|列[入为]|评为|入选)$")
_PROGRAMME = re.compile(r"(?:重点|重大|标志性|示范|试点|民生|统筹)[^，。；]{0,8}(?:项目|工程)$")
# 禁止新建甲类项目: a rule.
_BANNED = re.compile(r"(?:禁止|严禁|不得|不予|限制|准入)[^。]*$")
BANNED_REACH = 90
# 国家重点研发计划…项目通过验收: a grant for research.
_GRANT = re.compile(r"(?:研发计划|专项|科研|课题|基金资助)[^，。；]{0,12}$")


# 一标段（甲公路-乙桥）: where a section begins or ends.
_ROUTE = re.compile(r"[（(][^（()）]{0,4}(?:公路|大道|[路街桥站])[-—–~～至]$")


# 作为主办方的甲中心: who is told of, no news of it.
_HOST = re.compile(r"作为(?:主办|承办|协办|支持|指导)(?:方|单位)的?$")


def is_excluded(line: Line, name: Name, happening: Happening) -> bool:
    words = line.simple[name.start : name.end]
    if name.count and _SUMMED.search(line.simple[max(0, name.start - 12) : name.start]):
        return True
    if is_moved_seat(line, name, happening) or is_of_traffic(line, name, happening):
        return True
    if _UNNAMED.search(words) or (name.type == "project" and _GRANT.search(line.simple, 0, name.start)):
        return True
    if name.count and line.simple[name.start - 1 : name.start] == "等":
        return True  # named one by one before
    if name.count and happening.side == "before" and not line.money and happening.stage != "started":
        return True  # 建成10个平台: a total
    if (
        happening.side == "before"
        and name.count is None
        and _PLURAL.match(line.simple, happening.start + len(happening.words))
    ):
        return True  # 建成2个具有规模的…基地
    if _BANNED.search(line.simple, max(0, name.start - BANNED_REACH), name.start):
        return True
    if happening.side == "before" and line.simple.endswith("配套", 0, happening.start):
        return True  # 配套建设X: a part
    if _HOST.search(line.simple, max(0, name.start - 10), name.start):
        return True
    if _ROUTE.search(line.simple, max(0, name.start - 6), name.end + 1):
        return True
    if line.simple[name.start - 1 : name.start] in ("（", "(") and line.simple[name.end : name.end + 1] in ("）", ")"):
        return True  # 巡访活动（河北站）启动: a stop on a round
    if name.count == 0 or (name.count and (happening.stage == "signed" or name.head in _PARTS)):
        return True
    if happening.words in ("关闭", "关停") and name.type not in ("plant", "energy", "data_center", "logistics"):
        return True  # a road or a school is closed for a day
    if "中标" in happening.words and not is_works(words):
        return True  # goods, not works
    if happening.words == "始发" and words.endswith(("站", "港", "机场", "码头")):
        return True  # a train that sets out there
    if _CALLED.search(line.simple, max(0, name.start - 8), name.start) and _PROGRAMME.search(words):
        return True
    if (not name.count and _SOME.match(words)) or is_vague(line, name, happening):
        return True
    if is_no_infrastructure(words, happening) or is_a_wish(line, name, happening):
        return True
    is_bare = happening.side == "before" and name.type in ("center", "plant") and not name.is_quoted and not name.count
    if is_bare and not is_founded_at(line, name, happening) and _FUNCTIONS.fullmatch(words[: -len(name.head)]):
        return True
    if happening.side == "before" and not closes(line, name, happening):
        return True
    if is_landmark(line.simple, name.start, name.end):
        return True
    is_scene = happening.side == "beside" and happening.words.endswith(("仪式", "装机"))
    if not (is_scene or is_treated(line, name)) and _LOCATIVE.search(line.simple[max(0, name.start - 4) : name.start]):
        return True
    districts = table()["districts"]
    if any(words.endswith(word) for word in districts["words"]):
        return happening.words.removeprefix("正式") not in districts["events"]
    return name.type == "project" and is_only_a_place(line, name)


# 有七大生产基地, 两座工厂: several without a name.
_SOME = re.compile(
    r"(?:有|共|共有|拥有)?(?:[两二三四五六七八九十多数几]{1,3}|\d{1,3}余?)(?:大|个|座|家|条|处)(?!学|型|道|桥)"
)


def is_vague(line: Line, name: Name, happening: Happening) -> bool:
    """打造上海市级特色产业园: a place and a general noun are no project until something plain happens to it."""
    is_talk = happening.is_plan or happening.stage in ("planned", "under_construction")
    if happening.side == "after" and happening.stage in BUILT_STAGES and not happening.is_weak:
        return False
    if not is_talk or name.is_quoted or name.count or any(m.role == "investment" for m in line.money):
        return False
    if PHASE.search(line.simple[name.start : name.end]) or is_founded_at(line, name, happening):
        return False
    rest = line.simple[name.start : name.end - len(name.head)]
    for place in line.places:
        if overlaps(place, name):
            rest = rest.replace(line.simple[place.start : place.end], "", 1)
    is_named = bool(re.search(r"\d|[A-Z]", rest)) or has_own_words(re.sub(r"[^\u4e00-\u9fff]|[省市区县]级", "", rest))
    is_general = name.type in _GENERAL or (name.type == "energy" and name.head.endswith("基地"))
    return is_general and not is_named


_GENERAL = ("park", "center", "plant", "logistics")


_HASTE = ("推进", "推动", "加快")


# 研发设计中心, 产品测试平台: what is done there, and no name.
_FUNCTIONS = re.compile(
    r"(?:研发|设计|测试|检测|试验|技术|工程|生产|制造|销售|运营|服务|展示|创新|中试|产品|量产|培训|交付|维修|结算|采购|管理|区域|全球|大规模)*"
)
# 以此为契机，全力打造X: a wish.
_WISH = re.compile(r"契机|致力|奋力|力求|愿景|希望|努力")


def is_a_wish(line: Line, name: Name, happening: Happening) -> bool:
    """打造甲地某某中心 with nothing firm beside it."""
    if happening.words not in ("打造", "共同打造", "携手打造") or name.is_quoted or line.money:
        return False
    return bool(_WISH.search(line.simple, max(0, happening.start - WISH_REACH), happening.start))


WISH_REACH = 20


def closes(line: Line, name: Name, happening: Happening) -> bool:
    hasty = happening.is_weak and any(word in happening.words for word in _HASTE)
    return bool((_HASTENED if hasty else _CLOSED).match(line.simple, name.end))


_EMPTY = re.compile(
    r"招商引资|合作|签约|集中|民生|配套|新建|续建|技改|工业|农业|文旅|亿元|外商|投资|项目|工程|市|省|区|县|建设|重点|重大|外资|内资|产业|招商|主体结构|[一二三四]期|[、和]"
)


def is_only_a_place(line: Line, name: Name) -> bool:
    """西安市项目 names a city, not a project."""
    rest = line.simple[name.start : name.end]
    for place in line.places:
        if overlaps(place, name):
            rest = rest.replace(line.simple[place.start : place.end], "", 1)
    return len(_EMPTY.sub("", rest)) < 2
