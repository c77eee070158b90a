"""The one dictionary of what is written in figures, in English and in Chinese; what the
report has a term for is called by it.
"""

NUMERALS = "一二三四五六七八九"

# What stands in braces is filled in by the figure.
LABELS = {
    # dimensions and what they count
    "media": ("media", "媒体传播指数"),
    "social": ("social", "综合社交指数"),
    "innovation": ("innovation", "传播创新指数"),
    "cognition": ("cognition", "全球认知指数"),
    "media counts": ("(foreign news)", "（外文报道）"),
    "social counts": ("(tweets)", "（推特推文）"),
    "innovation counts": ("(pictures, videos)", "（图片与视频）"),
    "cognition counts": ("(searches, reviews)", "（搜索与点评）"),
    # what several figures say
    "score": ("Score (points)", "得分（分）"),
    "tier": ("Tier", "梯队"),
    "tier of cities": ("Tier {tier}: {cities}.", "第{tier}梯队：{cities}。"),
    "all cities": ("all {count}: {value}", "全部{count}城：{value}"),
    "synthetic": ("SYNTHETIC raw counts, no data.\n", "合成的原始数值，非真实数据。\n"),
    "and": (", ", "、"),
    # Figure 1
    "gap headline": (
        "Tiers {first} and {last} are furthest apart in the {dimension} score: {gap} points",
        "第{first}梯队与第{last}梯队的{dimension}相差最大：{gap}分",
    ),
    "gap below": (
        "Bar: mean score of a tier. Dots below it: its cities. Gaps are taken before rounding",
        "竖条：梯队的平均得分；其下的小圆圈：各城市；差距按四舍五入前的平均值计算",
    ),
    "gap": ("gap {gap}", "差距 {gap}"),
    "tier mean": ("tier {tier}", "第{tier}梯队"),
    "gap alternative": (
        "{headline}. Mean scores of tiers {first} and {last} in the four dimensions, sorted by the gap between them: {gaps}.",
        "{headline}。第{first}梯队与第{last}梯队在四个维度上的平均得分，按差距排列：{gaps}。",
    ),
    # Figure 4
    "sd headline": (
        "Cities of a tier lie closer together than all {count} do, in all four dimensions",
        "四个维度上，每个梯队内部的离散程度都小于全部{count}城",
    ),
    "sd headline, some": (
        "Every tier is closer together than all {count} cities in {held} of the four dimensions",
        "四个维度中的{held}个维度上，每个梯队内部的离散程度都小于全部{count}城",
    ),
    "sd below": (
        "Bar: standard deviation of a tier (dividing by n). Dots: distance of each city from its tier's mean. Line: all {count} cities",
        "短线：各梯队得分的总体标准差（除以n）；小圆圈：各城市与梯队平均值之差；长线：全部{count}城",
    ),
    "sd axis": ("Points", "标准差；与平均值之差（分）"),
    "pairs": (
        "In a tier of two cities both dots lie in one place, on the bar.",
        "两城的梯队中，两个小圆圈重合在短线上。",
    ),
    "mean axis": ("Score (points)", "得分（分）"),
    "sd row": ("SD", "标准差"),
    "sd alternative": (
        "{headline}. Standard deviation of the scores of each tier in the four dimensions. All {count} cities together: {overall}. The largest of a tier is {largest}.",
        "{headline}。各梯队在四个维度上得分的标准差。全部{count}城：{overall}。梯队中最大者为{largest}。",
    ),
    # Figure 5
    "mean headline": (
        "Of the four dimensions, the step from tier {first} to tier {second} is widest in {dimension}: {step} points",
        "四个维度中，第{first}梯队与第{second}梯队之间，{dimension}的落差最大：{step}分",
    ),
    "mean headline, one": ("Mean scores of tier {first}", "第{first}梯队的平均得分"),
    "mean below": (
        "Bar: mean score of a tier. Dots: its cities. Line: mean of all {count} cities. Number beside an arrow: step between the first two",
        "短线：各梯队的平均得分；小圆圈：所含城市；长线：全部{count}城的平均值；箭头旁：前两个梯队的落差",
    ),
    "mean row": ("mean", "平均值"),
    "mean alternative": (
        "{headline}. Mean scores of each tier in the four dimensions, and of all {count} cities: {overall}. Means of the first tier shown: {highest}.",
        "{headline}。各梯队在四个维度上的平均得分。全部{count}城：{overall}。最高梯队：{highest}。",
    ),
    # Figures 2 and 3
    "reports, linear": ("Foreign reports a month", "外文媒体月报道量（篇）"),
    "reports, log": (
        "Foreign reports a month (log scale)",
        "外文媒体月报道量（篇，对数刻度）",
    ),
    "month": ("{name}", "{number}月"),
    "year": ("{year}", "{year}年"),
    "dated": ("{name} {year}", "{year}年{number}月"),
    "mean of months": ("{value} a month", "月均{value}"),
    "mean from earlier": ("{value} a month (from January)", "月均{value}（自1月起）"),
    "one month": ("{name}: {value}", "{name}：{value}"),
    "possible": ("each of these months: 0 to {high}", "任一月份：0至{high}"),
    "possible alone": ("0 to {high}", "0至{high}"),
    "possible beyond": (
        "each of these months: 0 to {high}, beyond this scale",
        "任一月份：0至{high}，超出本图刻度",
    ),
    "others": ("the 13 other cities", "其他13城"),
    "change in times": ("×{times}", "为前期的{times}倍"),
    "change in percent": ("{percent}", "较前期{percent}"),
    "coverage headline": (
        "Foreign coverage of {name}: {change} between the two printed means",
        "报告公布的{name}外文媒体月均报道量：后期{change}",
    ),
    "coverage below, others": (
        "Thick: printed means. Pale: what a single month can have been; no single month was published",
        "粗线：报告公布的月均值；浅色：单月可能的范围；各月数值未公布",
    ),
    "coverage foot, one city": (
        "Read as reports on one city, on average; the report does not say whether one city or all 13 together are meant.",
        "按13城平均每城的报道量理解；报告未说明指每城还是13城合计。",
    ),
    "coverage foot, together": (
        "Read as reports on all 13 cities together, divided by 13; the report does not say whether one or all are meant.",
        "按13城合计理解并除以13；报告未说明指每城还是13城合计。",
    ),
    "coverage below, two": (
        "Thick: printed means of {wuhan}. Point: printed month of {beijing}. Of the {months} months of both cities, {missing} were not published",
        "粗线：报告公布的{wuhan}月均值；圆点：报告公布的{beijing}单月值；两城共{months}个月度值，其中{missing}个未公布",
    ),
    "coverage foot, log": (
        "Pale: what a month of {wuhan} can have been, down to 0, which a log scale cannot show.",
        "浅色：{wuhan}单月可能的范围，下至0（对数刻度上无法标出）。",
    ),
    "coverage foot, linear": (
        "Pale: what a month of {wuhan} can have been.",
        "浅色：{wuhan}单月可能的范围。",
    ),
    "half year": (
        'Its mean of "2019" is read as that of July to December; its June lies below its May.',
        "“2019年”的均值按7至12月计；6月低于5月。",
    ),
    "full year": (
        'Its mean of "2019" is read as that of the whole year; its June lies below its May.',
        "“2019年”的均值按全年计；6月低于5月。",
    ),
    "one point": (
        "{beijing}: only June was published; its point stands over {wuhan}'s June.",
        "{beijing}：只公布了6月，圆点画在{wuhan}6月的浅色条上。",
    ),
    "supplied": ("{name}, supplied", "{name}（用户提供）"),
    "printed means": (
        "printed: {before} and {after} a month",
        "报告公布：月均{before}与{after}",
    ),
    "supplied below": (
        "Thick, and point: printed. Thin lines: monthly values that were SUPPLIED, not those of the report",
        "粗线与圆点：报告公布的数值；细线：用户提供的各月数值，并非报告所载",
    ),
    "coverage alternative": (
        "{headline}. Month axis from July 2019 to June 2020 for {name}: {spans}.",
        "{headline}。2019年7月至2020年6月的月度坐标，{name}：{spans}。",
    ),
    "span": ("{value} a month from {start} to {end}", "{start}至{end}，月均{value}篇"),
    "span of a month": ("{value} in {month}", "{month}为{value}篇"),
    "between spans": ("; ", "；"),
    # What each dimension adds to the totals
    "points headline": (
        "{dimension} adds most to the totals: {points} of {total} points on average",
        "{dimension}对总得分贡献最大：平均{total}分中占{points}分",
    ),
    "points below": (
        "Points of the total that come from each dimension: its score times its weight",
        "各维度贡献的分数：得分乘以权重",
    ),
    "points axis": ("Points of the total", "总得分（分）"),
    "points alternative": (
        "{headline}. Stacked bars, one for each city in the order of the report: {parts} on average.",
        "{headline}。堆叠条形图，每城一条，按报告排名排列，平均为：{parts}。",
    ),
    # Differences that rounding may explain
    "residuals headline": (
        "{inside} of {count} printed scores lie on a line through the origin, within rounding",
        "{count}个公布的得分中，有{inside}个在四舍五入范围内落在过原点的直线上",
    ),
    "residuals below": (
        "Dot: a printed score minus the line of the median slope. Grey: as wide as rounding. Orange: outside, with its value",
        "圆点：公布得分与中位斜率直线之差；灰色：四舍五入的范围；橙色：不在其内，并标出数值",
    ),
    "residuals axis": (
        "Printed score minus line (hundredths of a point)",
        "公布得分减直线给出的得分（单位：0.01分）",
    ),
    "totals headline": (
        "{inside} of {count} totals agree with the printed ones within rounding",
        "{count}个总得分中，有{inside}个在四舍五入范围内与公布值一致",
    ),
    "totals below": (
        "Each dot is a city. Grey: what the rounding of scores and totals explains",
        "每个圆点是一座城市；灰色：得分与总得分四舍五入所能解释的范围",
    ),
    "totals axis": (
        "By hand minus printed (hundredths of a point)",
        "手算值减公布值（单位：0.01分）",
    ),
    "deviations alternative": (
        "{headline}. Dots in a row for each, around a grey band at zero. Furthest from zero: {name}, by {value} hundredths of a point.",
        "{headline}。每行一个圆点，零处为灰色带。离零最远者：{name}，{value}（单位：0.01分）。",
    ),
    # References that printed scores admit
    "references headline": (
        "One reference fits {inside} of {count} printed scores on {platform}",
        "{platform}上{count}个公布的得分中，有{inside}个可用同一参考值解释",
    ),
    "references below": (
        "Bar: references that go with a printed score. Grey: what {inside} of them share. Orange: apart from it",
        "横条：与该得分相合的参考值；灰色：其中{inside}个的共同区间；橙色：与之不相交",
    ),
    "references axis": (
        "Reference: the count that would score 100 (millions)",
        "参考值：得分恰为100的数值（百万）",
    ),
    "references alternative": (
        "{headline}. Shared: {low} to {high} million. Apart from it: {outside}.",
        "{headline}。共同区间：{low}至{high}（百万）。与之不相交：{outside}。",
    ),
    "none": ("none", "无"),
    "instagram_tags": ("Instagram", "照片墙"),
    "tiktok_tags": ("TikTok", "抖音海外版"),
    "city on platform": ("{city}, {platform}", "{city}·{platform}"),
    # What the unpublished half of the innovation dimension scores
    "remainder headline": (
        "In {stronger} of {count} cities the unpublished half of the innovation score is the stronger one",
        "{count}城中有{stronger}城，传播创新指数中未公布的一半高于已公布的一半",
    ),
    "remainder below": (
        "Circle: innovation score (printed). Dot: mean score of YouTube and Google video trend (derived)",
        "空心圆：传播创新指数（已公布）；实心圆：优兔与谷歌趋势视频搜索指数的平均得分（推导）",
    ),
    "remainder alternative": (
        "{headline}. Two marks for each city on an axis of scores; they are furthest apart in {city}: {printed} and {derived}.",
        "{headline}。每城两个标记；相距最远的是{city}：{printed}与{derived}。",
    ),
    # Totals in classes
    "classes headline": (
        "Natural breaks place {count} cities otherwise than the report: {cities}",
        "自然断点法与报告的梯队划分有{count}城不同：{cities}",
    ),
    "classes headline, none": (
        "Natural breaks cut the ranking where the report does",
        "自然断点法与报告的梯队划分相同",
    ),
    "classes below": (
        "Dot: total of a city. Numbers: its tier in the report, and its class by natural breaks; a line is a border",
        "圆点：城市总得分；右侧数字：报告中的梯队与自然断点法的类别；横线为分界",
    ),
    "report's tiers": ("report", "报告"),
    "natural breaks": ("breaks", "断点"),
    "total axis": ("Total score (points)", "总得分（分）"),
    "classes alternative": (
        "{headline}. Cities by total score, from {most} down to {least} points, with the borders of both cuts.",
        "{headline}。各城按总得分排列，从{most}分到{least}分，并标出两种划分的分界。",
    ),
    # Totals and GDP
    "gdp headline": (
        "{city} lies furthest from the line of all cities: {points} points {side} it",
        "{city}离全部城市的回归线最远：{side}回归线{points}分",
    ),
    "above": ("above", "高于"),
    "below": ("below", "低于"),
    "gdp below": (
        "Total score over gross domestic product, one dot for each city",
        "总得分与地区生产总值，每个圆点是一座城市",
    ),
    "gdp axis": ("GDP 2019 (trillion yuan)", "2019年地区生产总值（万亿元）"),
    "line of all": ("regression, all {count} cities", "回归线：全部{count}城"),
    "line without": ("regression without {city}", "回归线：不含{city}"),
    "gdp alternative": (
        "{headline}. Scatter of {count} cities with two regression lines: {slope} points a trillion yuan with all cities, {slope_without} without {left_out}.",
        "{headline}。{count}城散点图与两条回归线：全部城市每万亿元{slope}分，不含{left_out}为{slope_without}分。",
    ),
    "influence headline": (
        "{city} lies furthest from the line and moves it most",
        "{city}离回归线最远，对回归线的影响也最大",
    ),
    "influence headline, two": (
        "{city} lies furthest from the line; {other} moves it most",
        "{city}离回归线最远；{other}对回归线的影响最大",
    ),
    "influence below": (
        "Left: residuals over fitted totals. Right: Cook's distance, how far the line moves without a city; dashed: 4/n, a rule of thumb",
        "左：残差（纵轴）与拟合总得分（横轴）；右：库克（Cook）距离，即去掉一城后回归线变动多少；虚线：4/n，经验界限",
    ),
    "fitted axis": ("Fitted total (points)", "拟合总得分（分）"),
    "residual axis": ("Residual (points)", "残差（分）"),
    "cook axis": ("Cook's distance", "库克距离"),
    "influence alternative": (
        "{headline}. Its Cook's distance is {largest}; {over} of {count} cities lie above 4/n = {limit}.",
        "{headline}。其库克距离为{largest}；{count}城中有{over}城高于4/n = {limit}。",
    ),
    # Ranks that methods and weights leave
    "ranks headline": (
        "{fixed} of {count} cities have one rank in the middle nine of ten draws",
        "{count}城中有{fixed}城，居中的九成随机模拟给出同一名次",
    ),
    "ranks below": (
        "Circle: rank as it is. Bar: the middle nine of ten draws (p05 to p95), methods and weights at random together",
        "圆圈：报告方法下的名次；横条：同时随机改变方法与权重时，名次的第5至第95百分位数",
    ),
    "rank axis": ("Rank", "排名"),
    "ranks alternative": (
        "{headline}. One row for each city; the longest bar is that of {city}, from {low} to {high}.",
        "{headline}。每城一行；最长的横条属于{city}，从第{low}名到第{high}名。",
    ),
    # Comments by followers
    "ratio headline, fewest": (
        "Per follower {account} leads; it has the fewest followers of the {count}",
        "按粉丝数计，{account}居首；它是{count}个账号中粉丝最少的",
    ),
    "ratio headline": (
        "Per follower {account} leads the {count}",
        "按粉丝数计，{account}在{count}个账号中居首",
    ),
    "ratio below": (
        "Comments per tweet and {unit} followers; in brackets the number of followers",
        "每条推文、每{unit}名粉丝的评论数；括号内为粉丝数",
    ),
    "ratio axis": (
        "Comments per tweet and {unit} followers",
        "每条推文、每{unit}名粉丝的评论数",
    ),
    "ratio alternative": (
        "{headline}. Bars: {values}.",
        "{headline}。条形：{values}。",
    ),
    # How far recomputed numbers lie from printed ones
    "distance headline": (
        "{contradicted} of {count} numbers contradict what is printed, even within rounding",
        "{count}个数值中有{contradicted}个，考虑四舍五入后仍与公布值不符",
    ),
    "distance below": (
        "Dot: a number. Grey: rounds to what is printed. Bar: interval from rounding. Orange: bar apart from the grey",
        "圆点：一个数值；灰色：四舍五入后与公布值相同；横条：四舍五入的区间；橙色：横条与灰色带不相交",
    ),
    "distance axis": (
        "Recomputed minus printed, in units of the last printed digit (logarithmic beyond 1)",
        "重算值减公布值，以公布的末位数为单位（绝对值大于1处为对数刻度）",
    ),
    "distance alternative": (
        "{headline}: {names}. The others are reproduced: their intervals reach the grey band around zero.",
        "{headline}：{names}。其余均可复现，其区间与零附近的灰色带相交。",
    ),
    "claim mean_total": ("mean total", "总得分平均值"),
    "claim mean_social": ("mean social score", "综合社交指数平均值"),
    "claim mean_innovation": ("mean innovation score", "传播创新指数平均值"),
    "claim instagram_shanghai": ("Shanghai on Instagram", "上海的照片墙得分"),
    "claim table_6_headings": ("GDP with itself", "地区生产总值与自身的相关系数"),
    # Verdicts
    "reproduced": ("reproduced", "可复现"),
    "contradicted": ("contradicted", "不符"),
    "inconsistent": ("inconsistent", "前后不一"),
    "unpublished": ("unpublished", "未公布"),
    "external": ("external", "需外部资料"),
}
