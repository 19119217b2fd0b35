"""Deals as different outlets word them, invented: in both scripts and in English; each with all that it tells."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.extract import extract_records
from briefing.text import cut_article
from briefing.types import Deal
from test_deals import article_of

# text, title, then the deals: type, name (of an agreement: how it begins), value, round, stage, parties (None: not asked).
WORDED: list[tuple[str, str | None, list[tuple[Any, ...]]]] = [
    (
        "36氪获悉，工业视觉公司「晶眸科技」近日完成数千万元A+轮融资，由松岭资本独家投资，白榆资本担任独家财务顾问。",
        None,
        [("funding", "晶眸科技", 10000000, "a_plus", "closed", ["松岭资本", "白榆资本"])],
    ),
    (
        "晶眸科技近日宣布完成超5亿元C轮融资，本轮融资由松岭资本与海澜创投联合领投，老股东云栖基金、朗润投资持续加注。",
        None,
        [("funding", "晶眸科技", 500000000, "c", "closed", ["松岭资本", "海澜创投", "云栖基金", "朗润投资"])],
    ),
    (
        "近日，晶眸科技获得松岭资本追加投资1.2亿元。",
        None,
        [("funding", "晶眸科技", 120000000, None, "closed", ["松岭资本"])],
    ),
    (
        "投资界8月3日消息，近日，创新药研发企业“泽源生物”宣布完成约3000万美元B轮融资。本轮融资由松岭资本领投，启岳创投、北辰资本跟投，所得资金将用于推进核心管线的临床研究。泽源生物成立于2019年，曾于2021年获得数千万元天使轮融资。",
        None,
        [("funding", "泽源生物", 30000000, "b", "closed", ["松岭资本", "启岳创投", "北辰资本"])],
    ),
    (
        "晶眸科技完成数亿元人民币战略融资，投资方包括海澜创投、某国有资本平台及产业方恒岳集团。",
        None,
        [("funding", "晶眸科技", 100000000, "strategic", "closed", ["海澜创投", "恒岳集团"])],
    ),
    (
        "據悉，電動車初創企業馳原汽車完成2億美元D輪融資，由松嶺資本領投，淡海控股及北辰資本跟投，投後估值達15億美元。",
        None,
        [("funding", "馳原汽車", 200000000, "d", "closed", ["松嶺資本", "淡海控股", "北辰資本"])],
    ),
    (
        "松岭资本领投，晶眸科技完成近亿元Pre-A轮融资",
        None,
        [("funding", "晶眸科技", 100000000, "pre_a", "closed", ["松岭资本"])],
    ),
    (
        "企查查显示，晶眸科技发生工商变更，新增股东松岭资本、海澜创投，注册资本由1000万元增至1200万元。",
        None,
        [("equity", "晶眸科技", None, None, "closed", ["松岭资本", "海澜创投"])],
    ),
    (
        "晶眸科技连续完成两轮融资，累计金额数亿元，A轮由松岭资本领投，A+轮由海澜创投领投。",
        None,
        [("funding", "晶眸科技", 100000000, "a", "closed", None)],
    ),
    (
        "储能企业远澈能源日前完成10亿元B轮融资。本轮融资由国恒基金领投，松岭资本等跟投。该公司表示，融资将用于产线扩建。该公司去年营收达到6亿元。",
        None,
        [("funding", "远澈能源", 1000000000, "b", "closed", ["国恒基金", "松岭资本"])],
    ),
    ("据第三方机构统计，7月国内半导体领域共发生42起融资事件，融资总额超过85亿元。", None, []),
    ("今年第四季度公司完成融资12亿元。", None, []),
    (
        "恒岳集团公告，拟以约4.5亿元收购海拓精密51%股权。",
        None,
        [("acquisition", "海拓精密", 450000000, None, "planned", ["恒岳集团"])],
    ),
    (
        "7月20日，恒岳集团宣布以近20亿元的价格收购德国传感器制造商Weber Sensorik全部股权。",
        None,
        [("acquisition", "Weber Sensorik", 2000000000, None, "announced", ["恒岳集团"])],
    ),
    (
        "恒岳股份（600999）7月20日晚间公告，公司拟向控股股东恒岳集团出售全资子公司海拓精密100%股权，交易作价6.8亿元。",
        None,
        [("acquisition", "海拓精密", 680000000, None, "planned", ["恒岳集团", "恒岳股份"])],
    ),
    (
        "恒岳股份拟以发行股份及支付现金的方式购买海拓精密有限公司100%股权，交易作价12.6亿元。",
        None,
        [("acquisition", "海拓精密有限公司", 1260000000, None, "planned", ["恒岳股份"])],
    ),
    (
        "恒岳股份拟吸收合并海拓股份，换股价格为每股8.62元。",
        None,
        [("acquisition", "海拓股份", None, None, "planned", ["恒岳股份"])],
    ),
    (
        "海拓精密被恒岳集团全资收购，交易金额未披露。海拓精密成立于2015年。",
        None,
        [("acquisition", "海拓精密", None, None, None, ["恒岳集团"])],
    ),
    (
        "恆岳集團宣布，已與賣方訂立協議，以12億港元收購海拓精密全部已發行股本。",
        None,
        [("acquisition", "海拓精密", 1200000000, None, None, ["恆岳集團"])],
    ),
    (
        "恒岳集团完成对海拓精密的收购，交易对价为3亿美元。",
        None,
        [("acquisition", "海拓精密", 300000000, None, "closed", ["恒岳集团"])],
    ),
    (
        "恒岳集团将旗下海拓精密出售给松岭资本，作价8亿元。",
        None,
        [("acquisition", "海拓精密", 800000000, None, None, ["松岭资本", "恒岳集团"])],
    ),
    (
        "恒岳集团终止收购海拓精密。公司表示，交易各方未能就核心条款达成一致。海拓精密此前估值10亿元。",
        None,
        [("acquisition", "海拓精密", None, None, "terminated", ["恒岳集团"])],
    ),
    (
        "恒岳集团正考虑收购海拓精密，知情人士称，交易估值或达30亿美元。",
        None,
        [("acquisition", "海拓精密", None, None, "rumoured", ["恒岳集团"])],
    ),
    ("当地粮库今年收购小麦12万吨，收购资金3亿元。", None, []),
    ("居民在网上购买理财产品时应注意风险，不要购买来路不明的股权。", None, []),
    ("泽源生物科创板IPO注册生效，拟募集资金15亿元。", None, [("ipo", "泽源生物", 1500000000, None, "filed", [])]),
    (
        "上交所官网显示，泽源生物科创板IPO申请获受理，公司拟募资9.8亿元，保荐机构为东岭证券。",
        None,
        [("ipo", "泽源生物", 980000000, None, "filed", None)],
    ),
    (
        "泽源生物通过港交所上市聆讯，联席保荐人为东岭证券和华岚国际。",
        None,
        [("ipo", "泽源生物", None, None, "filed", None)],
    ),
    (
        "澤源生物向港交所遞交主板上市申請，東嶺國際為獨家保薦人。",
        None,
        [("ipo", "澤源生物", None, None, "filed", None)],
    ),
    (
        "泽源生物今日在深交所创业板上市，发行价28.6元/股，募资总额14.3亿元，首日收盘涨120%。",
        None,
        [("ipo", "泽源生物", 1430000000, None, "listed", [])],
    ),
    (
        "深交所决定终止对泽源生物首次公开发行股票并在创业板上市的审核，因公司及保荐人撤回发行上市申请。",
        None,
        [("ipo", "泽源生物", None, None, "terminated", [])],
    ),
    ("据港交所文件，馳原汽車再次递表，拟在主板挂牌上市。", None, [("ipo", "馳原汽車", None, None, "filed", None)]),
    ("北交所上市委员会审议通过晶眸科技的首发申请。", None, [("ipo", "晶眸科技", None, None, "filed", None)]),
    (
        "晶眸科技冲刺科创板：拟募资20亿元，三年累计亏损超8亿元",
        None,
        [("ipo", "晶眸科技", 2000000000, None, "planned", None)],
    ),
    ("支持符合条件的专精特新企业在北交所上市融资。", None, []),
    ("截至7月底，全市共有境内外上市公司36家，募集资金总额超过500亿元。", None, []),
    (
        "恒岳股份：拟定增募资不超过18亿元，用于动力电池项目",
        None,
        [("follow_on", "恒岳股份", 1800000000, None, "planned", None)],
    ),
    (
        "恒岳股份披露定增预案，拟向不超过35名特定对象发行股票，募集资金总额不超过25亿元。",
        None,
        [("follow_on", "恒岳股份", 2500000000, None, "planned", None)],
    ),
    (
        "恒岳股份成功发行2024年度第一期科技创新公司债券，规模10亿元，票面利率2.15%。",
        None,
        [("bond", "恒岳股份", 1000000000, None, "closed", None)],
    ),
    (
        "恒岳集团在银行间市场成功发行5亿元科技创新债券，期限3年。",
        None,
        [("bond", "恒岳集团", 500000000, None, "closed", None)],
    ),
    ("恒岳集團完成發行3億美元優先票據，票息5.2%。", None, [("bond", "恒岳集團", 300000000, None, "closed", None)]),
    (
        "恒岳股份可转债发行获证监会同意注册，募资不超过8亿元。",
        None,
        [("bond", "恒岳股份", 800000000, None, "planned", None)],
    ),
    (
        "本期债券由恒岳集团发行，发行规模为20亿元，主承销商为东岭证券。",
        None,
        [("bond", "恒岳集团", 2000000000, None, None, None)],
    ),
    ("上半年全国科创债发行规模超过5000亿元。", None, []),
    (
        "8月1日，泽源生物宣布与美国Larkin Therapeutics就ZY-301达成独家授权许可协议。根据协议，泽源生物将获得4500万美元首付款，以及最高5.95亿美元的里程碑付款。",
        None,
        [("license", "ZY-301", 45000000, None, "signed", ["泽源生物", "Larkin Therapeutics"])],
    ),
    (
        "泽源生物授予Larkin Therapeutics在大中华区以外开发和商业化ZY-301的独家权利，将收取6000万美元首付款。",
        None,
        [("license", "ZY-301", 60000000, None, None, ["泽源生物", "Larkin Therapeutics"])],
    ),
    (
        "恒岳集团战略入股晶眸科技，出资3亿元，持股8%。",
        None,
        [("equity", "晶眸科技", 300000000, None, None, ["恒岳集团"])],
    ),
    ("恒岳股份拟出资2亿元参股泽源生物。", None, [("equity", "泽源生物", 200000000, None, "planned", ["恒岳股份"])]),
    (
        "恒岳股份公告，拟以自有资金1.5亿元对子公司海拓精密增资。",
        None,
        [("equity", "海拓精密", 150000000, None, "planned", ["恒岳股份"])],
    ),
    (
        "近日，青澜高新区管委会与远澈能源有限公司签署战略合作协议，双方将共同建设储能研发中心，并设立规模10亿元的产业基金。",
        None,
        [("agreement", "青澜高新区管委会", None, None, "signed", ["青澜高新区管委会", "远澈能源有限公司"])],
    ),
    (
        "7月18日，清泉市人民政府与恒岳集团签署战略合作框架协议。市长张立出席签约仪式。",
        None,
        [("agreement", "清泉市人民政府", None, None, "signed", ["清泉市人民政府", "恒岳集团"])],
    ),
    (
        "恒岳集团与清河大学在京签署校企合作协议，双方将共建联合实验室。",
        None,
        [("agreement", "恒岳集团", None, None, "signed", ["恒岳集团", "清河大学"])],
    ),
    (
        "清河大学材料学院、物理学院与恒岳集团签订产学研合作协议。",
        None,
        [("agreement", "恒岳集团", None, None, "signed", None)],
    ),
    (
        "晶眸科技与恒岳集团达成战略合作，将在机器视觉领域开展深度合作。",
        None,
        [("agreement", "晶眸科技", None, None, "signed", ["晶眸科技", "恒岳集团"])],
    ),
    (
        "清泉市與恆岳集團簽署合作備忘錄，推動氫能產業發展。",
        None,
        [("agreement", "清泉市", None, None, "signed", ["清泉市", "恆岳集團"])],
    ),
    ("总投资50亿元的远澈能源固态电池项目签约落户清泉市。市委书记李明、远澈能源董事长王强出席。", None, []),
    (
        "清泉市招商引资签约仪式上，28个项目集中签约，总投资达186亿元。",
        None,
        [("batch_signing", "28个项目", 18600000000, None, "signed", None)],
    ),
    (
        "SHANGHAI, June 2 (Agency) - Quxi Robotics said on Monday it has raised 800 million yuan ($112 million) in a Series C round led by Kelso Capital.",
        None,
        [("funding", "Quxi Robotics", 800000000, "c", "closed", ["Kelso Capital"])],
    ),
    (
        "HONG KONG (Reuters) - Chinese e-commerce firm Lantu Holdings has raised $500 million from investors including Kelso Capital and Northwind Partners, two people familiar with it said.",
        None,
        [("funding", "Lantu Holdings", 500000000, None, "closed", ["Kelso Capital", "Northwind Partners"])],
    ),
    (
        "BEIJING — Quxi Robotics, a maker of warehouse robots, closed a $45 million Series B funding round co-led by Kelso Capital and Northwind Partners.",
        None,
        [("funding", "Quxi Robotics", 45000000, "b", "closed", ["Kelso Capital", "Northwind Partners"])],
    ),
    (
        "Quxi Robotics raised $45 million in a Series B round. The round was led by Kelso Capital, with participation from existing investors Northwind Partners and Redleaf Ventures. The company plans to double its headcount. The latest funding values the company at $400 million.",
        None,
        [
            (
                "funding",
                "Quxi Robotics",
                45000000,
                "b",
                "closed",
                ["Kelso Capital", "Northwind Partners", "Redleaf Ventures"],
            )
        ],
    ),
    (
        "London-based fintech startup Pavilion has secured £20m in seed funding led by Redleaf Ventures.",
        None,
        [("funding", "Pavilion", 20000000, "seed", "closed", ["Redleaf Ventures"])],
    ),
    (
        "Kelso Capital led a $60 million Series A investment in Quxi Robotics, the companies said.",
        None,
        [("funding", "Quxi Robotics", 60000000, "a", "closed", ["Kelso Capital"])],
    ),
    ("Quxi Robotics, valued at $2 billion in its last round, hired a new finance chief.", None, []),
    (
        "Chinese chip startup Mingde Semiconductor has raised more than 1 billion yuan ($140 million) in its Series B+ financing.",
        "Mingde Semiconductor raises $140 million in new round",
        [("funding", "Mingde Semiconductor", 1000000000, "b_plus", "closed", None)],
    ),
    (
        "Foobar Group said on Tuesday it would acquire Quxi Robotics for about $2.1 billion in cash.",
        None,
        [("acquisition", "Quxi Robotics", 2100000000, None, None, ["Foobar Group"])],
    ),
    (
        "Quxi Robotics has been acquired by Foobar Group for an undisclosed sum.",
        None,
        [("acquisition", "Quxi Robotics", None, None, "closed", ["Foobar Group"])],
    ),
    (
        "Foobar Group agreed to sell its 60 percent stake in Quxi Robotics to Kelso Capital for $350 million.",
        None,
        [("acquisition", "Quxi Robotics", 350000000, None, None, ["Kelso Capital", "Foobar Group"])],
    ),
    (
        "Foobar Group plans to take over smaller rival Lantu Holdings in an all-stock deal valued at $1.4 billion.",
        None,
        [("acquisition", "Lantu Holdings", 1400000000, None, "planned", ["Foobar Group"])],
    ),
    (
        "German carmaker Weber AG will merge with Norden Motors, the companies announced on Friday.",
        None,
        [("acquisition", "Norden Motors", None, None, None, ["Weber AG"])],
    ),
    (
        "Foobar Group bought a 12% stake in Quxi Robotics for $90 million.",
        None,
        [("equity", "Quxi Robotics", 90000000, None, "closed", ["Foobar Group"])],
    ),
    (
        "Foobar Group scrapped its planned takeover of Quxi Robotics, citing regulatory hurdles.",
        None,
        [("acquisition", "Quxi Robotics", None, None, "terminated", ["Foobar Group"])],
    ),
    ("Consumers are buying more electric cars, and sales rose 12% to $3 billion.", None, []),
    (
        "Lantu Holdings filed for an IPO in New York on Friday, seeking to raise up to $300 million.",
        None,
        [("ipo", "Lantu Holdings", 300000000, None, "filed", None)],
    ),
    (
        "Lantu Holdings priced its U.S. IPO at $17 a share, raising $310 million.",
        None,
        [("ipo", "Lantu Holdings", 310000000, None, None, None)],
    ),
    (
        "Shares of Lantu Holdings jumped 30% in their Hong Kong debut on Thursday after the company raised HK$2.4 billion.",
        None,
        [("ipo", "Lantu Holdings", 2400000000, None, "listed", None)],
    ),
    (
        "HONG KONG, Aug 3 (Agency) - Chinese drugmaker Zeyuan Biotech plans to raise about $200 million in a Hong Kong IPO, sources said.",
        None,
        [("ipo", "Zeyuan Biotech", 200000000, None, None, None)],
    ),
    (
        "Norden Motors sold $750 million of convertible bonds to fund expansion.",
        None,
        [("bond", "Norden Motors", 750000000, None, "closed", None)],
    ),
    (
        "Norden Motors has issued 1.5 billion yuan of green bonds, it said in a filing.",
        None,
        [("bond", "Norden Motors", 1500000000, None, "closed", None)],
    ),
    (
        "Larkin Therapeutics said on Wednesday it has licensed its experimental asthma drug LK-88 to Hangzhou-based Zeyuan Biotech. Zeyuan will pay $45 million upfront and up to $595 million in milestones.",
        None,
        [("license", "LK-88", 45000000, None, "signed", ["Larkin Therapeutics", "Zeyuan Biotech"])],
    ),
    (
        "Larkin Therapeutics has granted Zeyuan Biotech exclusive rights to develop LK-88 in China. Under the agreement, Larkin will receive an upfront payment of $30 million.",
        None,
        [("license", "LK-88", 30000000, None, "signed", ["Larkin Therapeutics", "Zeyuan Biotech"])],
    ),
    (
        "Foobar Group and Zeyuan Biotech signed a memorandum of understanding on Monday to build a joint research centre.",
        None,
        [("agreement", "Foobar Group", None, None, "signed", ["Foobar Group", "Zeyuan Biotech"])],
    ),
    (
        "The European Union and Singapore signed an agreement on Friday to share supercomputers.",
        None,
        [("agreement", "European Union", None, None, "signed", ["European Union", "Singapore"])],
    ),
    (
        "Foobar Group signed a strategic cooperation agreement with the Suzhou municipal government in Beijing.",
        None,
        [("agreement", "strategic cooperation agreement", None, None, "signed", None)],
    ),
    (
        "本报讯（记者李华）记者从青澜高新区获悉，辖区企业晶眸科技日前获得由松岭资本领投的1.5亿元B轮融资，创下园区今年单笔融资新高。",
        None,
        [("funding", "晶眸科技", 150000000, "b", "closed", ["松岭资本"])],
    ),
    (
        "创业邦获悉，10月12日，商业航天公司「天衡动力」完成Pre-B轮融资，融资金额为3亿元人民币，投资方为松岭资本、海澜创投。",
        None,
        [("funding", "天衡动力", 300000000, "pre_b", "closed", ["松岭资本", "海澜创投"])],
    ),
    ("天衡动力获3亿元Pre-B轮融资", None, [("funding", "天衡动力", 300000000, "pre_b", "closed", None)]),
    (
        "界面新闻获悉，恒岳集团已与松岭资本签署股权转让协议，以9亿元受让其持有的海拓精密30%股权。",
        None,
        [("acquisition", "海拓精密", 900000000, None, "signed", ["恒岳集团", "松岭资本"])],
    ),
    (
        "证券时报e公司讯，恒岳股份(600999)7月18日晚公告，公司拟通过发行股份方式收购控股股东旗下海拓精密75%股权，同时募集配套资金不超过10亿元。",
        None,
        [("acquisition", "海拓精密", None, None, "planned", ["恒岳股份"])],
    ),
    (
        "恒岳股份:拟5.2亿元收购海拓精密控股权",
        None,
        [("acquisition", "海拓精密", 520000000, None, "planned", ["恒岳股份"])],
    ),
    (
        "国内领先的机器人企业晶眸科技今日正式登陆科创板，开盘价报35元，募集资金净额18亿元。",
        None,
        [("ipo", "晶眸科技", 1800000000, None, "listed", None)],
    ),
    (
        "7月18日，晶眸科技在港交所主板挂牌，全球发售募资净额约6.4亿港元。",
        None,
        [("ipo", "晶眸科技", 640000000, None, "listed", None)],
    ),
    (
        "据彭博社报道，馳原汽车考虑最快明年赴港上市，集资约10亿美元。",
        None,
        [("ipo", "馳原汽车", 1000000000, None, "rumoured", None)],
    ),
    (
        "硬氪获悉，「衡石机器人」已于近期完成数亿元B+轮融资，由松岭资本、启岳创投联合领投，老股东超额跟投。",
        None,
        [("funding", "衡石机器人", 100000000, "b_plus", "closed", ["松岭资本", "启岳创投"])],
    ),
    (
        "衡石机器人宣布连续完成天使轮及天使+轮融资，总金额近亿元，投资方为松岭资本和启岳创投。",
        None,
        [("funding", "衡石机器人", 100000000, "angel", "closed", ["松岭资本", "启岳创投"])],
    ),
    (
        "衡石機器人宣布完成新一輪融資，集資額達1.5億美元，由松嶺資本領投。",
        None,
        [("funding", "衡石機器人", 150000000, None, "closed", ["松嶺資本"])],
    ),
    (
        "松岭资本独家战略投资衡石机器人，投资金额为2亿元。",
        None,
        [("funding", "衡石机器人", 200000000, "strategic", "closed", ["松岭资本"])],
    ),
    (
        "红杉、高瓴等机构加持，衡石机器人完成4亿元C+轮融资",
        None,
        [("funding", "衡石机器人", 400000000, "c_plus", "closed", None)],
    ),
    (
        "该公司透露，已于6月完成10亿元Pre-IPO轮融资，估值超过100亿元。",
        "衡石机器人完成10亿元Pre-IPO轮融资",
        [("funding", "衡石机器人", 1000000000, "pre_ipo", "closed", None)],
    ),
    (
        "衡石机器人获松岭资本领投的5000万元A轮融资。",
        None,
        [("funding", "衡石机器人", 50000000, "a", "closed", ["松岭资本"])],
    ),
    (
        "智能装备企业衡石机器人今日宣布，公司已完成数千万元种子轮融资。",
        None,
        [("funding", "衡石机器人", 10000000, "seed", "closed", None)],
    ),
    (
        "A股公司恒岳股份5月6日公告称，拟斥资约8.8亿元收购新加坡企业Lantu Holdings的100%股权。",
        None,
        [("acquisition", "Lantu Holdings", 880000000, None, "planned", ["恒岳股份"])],
    ),
    (
        "恒岳股份：拟3.3亿元收购衡石机器人60%股份",
        None,
        [("acquisition", "衡石机器人", 330000000, None, "planned", ["恒岳股份"])],
    ),
    (
        "恒岳股份公告称，公司拟购买泽源生物控制权，预计构成重大资产重组，公司股票停牌。",
        None,
        [("acquisition", "泽源生物", None, None, "planned", ["恒岳股份"])],
    ),
    (
        "衡石机器人日前被美国Foobar Group以4亿美元收购。",
        None,
        [("acquisition", "衡石机器人", 400000000, None, None, ["Foobar Group"])],
    ),
    (
        "淡海控股宣佈，以15億新台幣收購晶眸科技七成股權。",
        None,
        [("acquisition", "晶眸科技", 1500000000, None, None, ["淡海控股"])],
    ),
    (
        "恒岳集团与海澜股份宣布合并，交易完成后海澜股份将退市。",
        None,
        [("acquisition", "海澜股份", None, None, "announced", ["恒岳集团"])],
    ),
    (
        "恒岳股份拟向松岭资本转让其持有的海拓精密35%股权，转让价款为2.4亿元。",
        None,
        [("acquisition", "海拓精密", 240000000, None, "planned", ["松岭资本", "恒岳股份"])],
    ),
    (
        "恒岳股份拟以1.2亿元的价格将海拓精密15%股权转让给松岭资本。",
        None,
        [("equity", "海拓精密", 120000000, None, "planned", ["松岭资本", "恒岳股份"])],
    ),
    ("证监会同意泽源生物首次公开发行股票注册。", None, [("ipo", "泽源生物", None, None, "filed", None)]),
    ("泽源生物首发过会，拟登陆科创板。", None, [("ipo", "泽源生物", None, None, None, None)]),
    (
        "晶眸科技主动撤回科创板上市申请，上交所终止其发行上市审核。",
        None,
        [("ipo", "晶眸科技", None, None, "terminated", None)],
    ),
    (
        "晶眸科技向港交所主板递交上市申请书，联席保荐人为东岭证券、华岚国际。",
        None,
        [("ipo", "晶眸科技", None, None, "filed", None)],
    ),
    ("據港交所披露，晶眸科技通過主板上市聆訊。", None, [("ipo", "晶眸科技", None, None, "filed", None)]),
    (
        "中国证监会官网显示，晶眸科技已在江苏证监局办理上市辅导备案登记。",
        None,
        [("ipo", "晶眸科技", None, None, "filed", None)],
    ),
    (
        "恒岳股份向特定对象发行股票申请获上交所审核通过，拟募集资金不超过22亿元。",
        None,
        [("follow_on", "恒岳股份", 2200000000, None, None, None)],
    ),
    (
        "恒岳控股：拟折让约8%配售2000万股新股，净筹4.6亿港元",
        None,
        [("follow_on", "恒岳控股", 460000000, None, None, None)],
    ),
    (
        "恒岳股份完成定增，募集资金总额12亿元，松岭资本等12家机构获配。",
        None,
        [("follow_on", "恒岳股份", 1200000000, None, "closed", None)],
    ),
    ("恒岳集团获准注册30亿元中期票据。", None, [("bond", "恒岳集团", 3000000000, None, "planned", None)]),
    (
        "恒岳集团2024年第一期中期票据完成发行，发行规模15亿元，票面利率2.3%。",
        None,
        [("bond", "恒岳集团", 1500000000, None, "closed", None)],
    ),
    (
        "全国首单民营创投机构科创债落地：松岭资本发行4亿元科技创新债券",
        None,
        [("bond", "松岭资本", 400000000, None, "closed", None)],
    ),
    ("恒岳集团发行科创债5亿元，期限5年。", None, [("bond", "恒岳集团", 500000000, None, "closed", None)]),
    (
        "泽源生物与默特制药签署独家许可协议，授予后者ZY-12在海外的开发权益，首付款8000万美元，总金额最高12亿美元。",
        None,
        [("license", "ZY-12", 80000000, None, "signed", ["泽源生物", "默特制药"])],
    ),
    (
        "泽源生物从Larkin Therapeutics引进LK-88在大中华区的独家权益，支付1500万美元首付款。",
        None,
        [("license", "LK-88", 15000000, None, None, ["泽源生物", "Larkin Therapeutics"])],
    ),
    (
        "清泉市政府、清河大学、恒岳集团三方共同签署合作框架协议，共建低空经济研究院。",
        None,
        [("agreement", "清泉市政府", None, None, "signed", ["清泉市政府", "清河大学", "恒岳集团"])],
    ),
    (
        "衡石机器人与青澜经济技术开发区举行签约仪式，双方签订投资协议，总投资15亿元。",
        None,
        [("agreement", "衡石机器人", 1500000000, None, "signed", None)],
    ),
    (
        "7月16日上午，恒岳集团有限公司董事长李强与清泉市市长张立签署战略合作协议。",
        None,
        [("agreement", "恒岳集团有限公司", None, None, "signed", ["恒岳集团有限公司", "清泉市"])],
    ),
    (
        "Quxi Robotics, a Shenzhen-based warehouse automation company, announced today the close of its $60 million Series C led by Kelso Capital and joined by Northwind Partners.",
        None,
        [("funding", "Quxi Robotics", 60000000, "c", "closed", ["Kelso Capital", "Northwind Partners"])],
    ),
    (
        "AI startup Lantu raises $200M Series D at $2B valuation",
        None,
        [("funding", "Lantu", 200000000, "d", "closed", None)],
    ),
    (
        "Kelso Capital has invested $25 million in Quxi Robotics, according to a statement.",
        None,
        [("equity", "Quxi Robotics", 25000000, None, "closed", ["Kelso Capital"])],
    ),
    (
        "Quxi Robotics is in talks to raise about $300 million at a valuation of $3 billion, people familiar with it said.",
        None,
        [("funding", "Quxi Robotics", 300000000, None, "rumoured", None)],
    ),
    (
        "Shanghai-listed Norden Motors will buy a controlling stake in Quxi Robotics for 1.2 billion yuan ($168 million), it said in a filing.",
        None,
        [("acquisition", "Quxi Robotics", 1200000000, None, None, ["Norden Motors"])],
    ),
    (
        "Norden Motors completed its acquisition of Quxi Robotics on Thursday.",
        None,
        [("acquisition", "Quxi Robotics", None, None, "closed", ["Norden Motors"])],
    ),
    (
        "Norden Motors to merge with Weber AG in $5 billion deal",
        None,
        [("acquisition", "Weber AG", 5000000000, None, None, ["Norden Motors"])],
    ),
    (
        "Chinese EV maker Lantu Auto made its debut on the Hong Kong stock exchange on Tuesday, raising HK$3 billion.",
        None,
        [("ipo", "Lantu Auto", 3000000000, None, "listed", None)],
    ),
    (
        "Lantu Auto has filed confidentially for a U.S. IPO, sources said.",
        None,
        [("ipo", "Lantu Auto", None, None, None, None)],
    ),
    (
        "Norden Motors plans to issue up to 3 billion yuan of convertible bonds.",
        None,
        [("bond", "Norden Motors", 3000000000, None, "planned", None)],
    ),
    (
        "Zeyuan Biotech and Larkin Therapeutics announced an exclusive licensing agreement for ZY-301. Zeyuan will receive $50 million upfront and is eligible for up to $700 million in milestones.",
        None,
        [("license", "ZY-301", 50000000, None, "signed", ["Zeyuan Biotech", "Larkin Therapeutics"])],
    ),
    (
        "The Suzhou Industrial Park signed a cooperation agreement with Kelso Capital in Singapore on Monday.",
        None,
        [("agreement", "cooperation agreement", None, None, "signed", None)],
    ),
    (
        "Foobar Group has inked a strategic partnership with Zeyuan Biotech to develop new drugs.",
        None,
        [("agreement", "strategic partnership", None, None, "signed", ["Foobar Group", "Zeyuan Biotech"])],
    ),
]


def read(text: str, title: str | None = None) -> list[Deal]:
    article = article_of(text, title)
    sentences, tokens = cut_article(article)
    records = extract_records(article, sentences, tokens)
    return [r for r in records if isinstance(r, Deal) and not r.is_background]


@pytest.mark.parametrize(("text", "title", "told"), WORDED, ids=[w[0][:28] for w in WORDED])
def test_every_wording(text: str, title: str | None, told: list[tuple[Any, ...]]) -> None:
    left = read(text, title)
    for kind, name, value, round_, stage, parties in told:
        found = [d for d in left if d.type == kind and (name in d.name if kind in LOOSE else d.name == name)]
        assert found, [(d.type, d.name) for d in left]
        deal = found[0]
        left.remove(deal)
        assert (deal.money.value if deal.money else None) == value
        assert deal.round == round_
        assert stage is None or deal.stage == stage
        assert parties is None or sorted(deal.parties) == sorted(parties)
    assert not left, [(d.type, d.name, d.evidence[0].rule) for d in left]


LOOSE = ("agreement", "batch_signing")


def test_a_title_in_another_script_is_the_same_round() -> None:
    deals = read(
        "Lanqi Semiconductor has raised 600 million yuan ($84 million) in a Series B round led by Kelso Capital.",
        "岚启半导体完成6亿元B轮融资",
    )
    assert [(d.name, d.parties) for d in deals] == [("Lanqi Semiconductor（岚启半导体）", ("Kelso Capital",))]


def test_a_headline_in_the_other_currency_is_the_same_round() -> None:
    deals = read(
        "Quxi Robotics Ltd said it has raised 800 million yuan ($112 million) in a Series C round.",
        "Quxi Robotics raises $112 million in Series C round",
    )
    assert [d.money.text for d in deals if d.money] == ["800 million yuan"]


def test_a_round_up_keeps_its_rounds_apart() -> None:
    deals = read("晶眸科技完成数千万元A轮融资。\n天衡动力完成数千万元A轮融资。\n泽源生物完成数千万元A轮融资。")
    assert sorted(d.name for d in deals) == ["天衡动力", "晶眸科技", "泽源生物"]


def test_an_earlier_round_gives_no_day_to_the_new_one() -> None:
    deals = read("晶眸科技近日完成近亿元A轮融资。公司曾于2021年获得数千万元天使轮融资。")
    assert [(d.round, d.date) for d in deals] == [("a", None)]


@pytest.mark.parametrize(
    "text",
    [
        "SHANGHAI, June 2 (Agency) - Quxi Robotics raised $30 million in a Series B round.",
        "HONG KONG Chinese robot maker Quxi Robotics raised $30 million in a Series B round.",
        "BEIJING — Quxi Robotics raised $30 million in a Series B round.",
        "(Agency) - Quxi Robotics raised $30 million in a Series B round.",
    ],
)
def test_a_dateline_is_no_name(text: str) -> None:
    assert [d.name for d in read(text)] == ["Quxi Robotics"]


def test_plain_deals_stand_above_guesses() -> None:
    plain = read("晶眸科技完成2亿元B轮融资，由松岭资本领投。")[0]
    assert plain.confidence >= 0.8


@pytest.mark.parametrize("mark", ["1", "（", "亿", "完成融资", "收购", "与甲签署协议", "raised "])
def test_hostile_lines_end(mark: str) -> None:
    assert read(mark * (200_000 // len(mark))) == []
