"""Words that stand after a family name: how neighbours and offices are called."""

OFFICES = (
    "书记|主任|科长|处长|局长|镇长|乡长|村长|队长|组长|站长|所长|院长|校长|会长|委员|代表|经理|"
    "老板|店主|掌柜|司机|教授|工程师"
)
TITLES = (
    "阿姨|师傅|大爷|大妈|大娘|大叔|大姐|大哥|大嫂|先生|女士|奶奶|爷爷|老师|医生|大夫|护士|同志|老人|老汉|老伴|"
    f"警官|民警|律师|法官|叔叔|婶婶|伯伯|嫂子|小姐|同学|阿訇|{OFFICES}"
)
