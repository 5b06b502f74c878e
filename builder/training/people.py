"""Names of nobody, for bylines, credits and misread names."""

from __future__ import annotations

import random

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤冉骆"
GIVEN = "建国慧晓东雨桐洋明文静子昂倩志强海立燕成超群伟芳娜敏丽军磊勇艳杰娟涛霞平刚桂英华红玉兰飞鹏辉宇浩然欣怡博睿佳颖思远春生秋月冬梅小波永福长江山川渡云帆一苇可航舟松柏青岚凡"


def person(rng: random.Random) -> str:
    """The name of somebody."""
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))
