namespace Faculty.V1;

public static partial class FieldTexts
{
    // Of orders and whoever teaches them.
    private static IEnumerable<(string English, string Chinese)> Training =>
    [
        ("must be 18 digits and capital letters (never I, O, S, V or Z), as on the business licence", "应为 18 位数字和大写字母（不含 I、O、S、V、Z），与营业执照一致"),
        ("must be a day of the years 2000 to 2100", "应为 2000 至 2100 年的日期"),
        ("must be a time of day in whole minutes, such as 08:00", "应为整分钟的时刻，如 08:00"),
        ("must be an enterprise of the registry", "应为系统中的企业"),
        ("must be given, or amount_fen, and not both", "人均单价与包班总价二者填一"),
        ("must be given, or results, and at most 1,000 of them", "到课人数与培训结果至少填一项，最多 1,000 条"),
        ("must be the code of the enterprise, or a travel place of the pool's rules, or empty for the school", "应为该企业代码或师资库规则中的地点，留空为在学校授课"),
        ("must be the number of an order, such as 20261127-7K3MQ", "应为订单号，如 20261127-7K3MQ"),
        ("must be the side that the caller stands on; nobody rates for the other", "只能代表本方评价"),
        ("must name each line once", "每行只能填一次"),
        ("must name each session once", "每个场次只能填一次"),
        ("must say how the enterprise agreed, when the school confirms for it", "学校代为确认时须说明企业如何同意"),
        ("must stay; make another order for another enterprise", "不能变更；请为其他企业另建订单"),
        ("must stay; make another order for another school", "不能变更；请为其他学校另建订单"),
        ("must be at most {} lines", "最多 {0} 行"),
        ("must be at most {} windows", "最多 {0} 个日期段"),
        ("must be at most {} sessions", "最多 {0} 个场次"),
        ("must be at most {} trainers", "最多 {0} 名培训师"),
        ("must be at most 10 language tags such as zh or en", "最多 10 个语言标签，如 zh、en"),
        ("must be 0 to 100,000,000,000 fen, and 10,000,000 a head", "应为 0 至 100,000,000,000 分，每人不超过 10,000,000 分"),
        ("signs 3 to 8 must be the digits of an area; type the code again", "第 3 至 8 位应为行政区划数字，请重新输入"),
        ("the check sign does not fit the others; type the code again", "校验码不符，请重新输入"),
    ];
}
