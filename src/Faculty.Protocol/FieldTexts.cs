using System.Text.RegularExpressions;

namespace Faculty.V1;

/// <summary>
/// What is wrong with a field, in Chinese. The server says it in English; each of its sentences stands here once, {} where a value does. Here,
/// because the server marks workbooks with it and clients print it.
/// </summary>
public static class FieldTexts
{
    /// <summary>What a server says of a text with an ID number in it: whoever shows the fault must not show the text.</summary>
    public const string IdNumberInClear = "must not hold an ID number, which would be stored in clear here; leave it out, or use a number of the school's own";

    private static readonly (Regex Sentence, string Chinese)[] Sentences = [.. new (string English, string Chinese)[]
    {
        ("must be given", "必须填写"),
        ("must be 3 to 32 of a-z, 0-9, dot, underscore and hyphen", "应为 3 至 32 个小写字母、数字、点、下划线或连字符"),
        ("must be at most {} grants", "最多 {0} 个角色"),
        ("must not hold ADMINISTRATOR for a program; an administrator signs in with one-time codes", "程序账户不能任管理员；管理员须使用动态验证码登录"),
        ("must be empty for an administrator, who is one for the whole registry", "管理员面向全部机构，应留空"),
        ("must have {} to {} characters; a sentence is easy to remember", "应为 {0} 至 {1} 个字；一句话更容易记住"),
        ("must not contain the account's name", "不能包含账户名"),
        ("must not be among the first that are guessed", "过于常见，容易被猜到"),
        ("must be 6 digits", "应为 6 位数字"),
        ("must be 1 to 400, or 0 for 90", "应为 1 至 400，0 表示 90"),
        ("must not be empty", "不能为空"),
        ("must not be empty after @", "@ 之后不能为空"),
        ("must not begin or end with a blank", "首尾不能有空格"),
        ("must not contain control, invisible or direction characters or blanks other than the keyboard's; type it again without copying",
            "不能含控制字符、不可见字符、方向字符或特殊空格，请手工重新输入，不要粘贴"),
        (IdNumberInClear, "此处不能含身份证号（会以明文保存），请删去或改用校内编号"),
        ("must not hold a mobile number, which would be stored in clear here; leave it out", "此处不能含手机号（会以明文保存），请删去"),
        ("must be at most {} characters", "最多 {0} 个字"),
        ("must be at most {} printable ASCII characters without blanks; type digits and letters half-width", "最多 {0} 个半角字母、数字或符号，不能有空格"),
        ("must be 1 to {} printable ASCII characters without spaces", "应为 1 至 {0} 个半角字母、数字或符号，不能有空格"),
        ("must be an organisation's code: 1 to 32 letters, digits or hyphens", "应为机构代码：1 至 32 个字母、数字或连字符"),
        ("must be 1 to 32 of A-Z, a-z, 0-9 and hyphen", "应为 1 至 32 个字母、数字或连字符"),
        ("must be one of {}, or empty for {}", "应为下列之一：{0}；留空为 {1}"),
        ("must be one of {}, or empty", "应为下列之一：{0}；也可留空"),
        ("must be one of {}", "应为下列之一：{0}"),
        ("must name at least one of {}", "至少指定下列之一：{0}"),
        ("must be a full calendar date (year, month and day)", "应为完整日期（年、月、日）"),
        ("must be a calendar date; day 0 says that only the month is known", "应为日期；只知年月时可不填日"),
        ("must lie between 1900-01-01 and today", "应在 1900-01-01 至今天之间"),
        ("must not lie after today", "不能晚于今天"),
        ("must not lie before start_date", "不能早于开始日期"),
        ("must not lie before obtained_on", "不能早于取得日期"),
        ("must not lie before issued_on", "不能早于发证日期"),
        ("must not lie before granted_on", "不能早于授予日期"),
        ("must be empty while there is no last_date", "没有结束日期时不能填写"),
        ("must be unspecified when there is no id_number", "没有证件号码时不能填写"),
        ("must be a two-digit code of GB/T 3304, or empty", "应为 GB/T 3304 的两位民族代码，也可留空"),
        ("must be six digits of the catalogue of majors, or empty", "应为专业目录中的六位代码，也可留空"),
        ("must be a code of GB/T 4658", "应为 GB/T 4658 的学历代码"),
        ("must be a code of GB/T 6864, or empty", "应为 GB/T 6864 的学位代码，也可留空"),
        ("must be a code of GB/T 8561", "应为 GB/T 8561 的职称代码"),
        ("must be a code d-dd-dd-dd of the classification of occupations, or empty", "应为职业分类大典中的职业编码（如 6-18-02-04），也可留空"),
        ("must be 1 to 5, 5 the lowest, or empty", "应为 1 至 5（5 为最低），也可留空"),
        ("must be the 6 digits of GB/T 2260, or empty", "应为 GB/T 2260 的六位行政区划代码，也可留空"),
        ("must be 中专, 职高, 成人中专, 技工, 高职 or empty", "应为中专、职高、成人中专、技工或高职，也可留空"),
        ("must be 1 to 32 letters, digits, hyphens, slashes or brackets", "应为 1 至 32 个字母、数字、连字符、斜线或括号"),
        ("must be 17 digits and a check character (a digit or X)", "应为 17 位数字加一位校验码（数字或 X）"),
        ("digits 7 to 14 are no date; type the number again", "第 7 至 14 位不是日期，请核对号码"),
        ("the check character does not fit the digits; type the number again", "校验码不符，请核对号码"),
        ("digits 7 to 14 differ from birth_date; mend one of them", "第 7 至 14 位与出生日期不一致，请更正其中一项"),
        ("digit 17 (odd = male) differs from sex; mend one of them", "第 17 位（奇数为男）与性别不一致，请更正其中一项"),
        ("must be 11 digits that begin with 13 to 19", "应为 11 位手机号，以 13 至 19 开头"),
        ("must be 17 digits; set legacy for a number of an older format", "应为 17 位数字；旧格式编号请标明旧格式"),
        ("digits 1 to 4 are no year of issue; set legacy for a number of an older format", "前 4 位不是发证年份；旧格式编号请标明旧格式"),
        ("digit 10 must be a type from 1 to 7", "第 10 位应为 1 至 7 的种类代码"),
        ("digit 11 (1 = male, 2 = female) differs from sex; mend one of them", "第 11 位（1 男 2 女）与性别不一致，请更正其中一项"),
        ("must be empty; record events with RecordRecognitionEvent", "应留空；认定变动请用 faculty recognitions event 登记"),
        ("must be given, or department_code or major_code: something has to change", "岗位类别、系部、专业代码至少填写一项"),
        ("must be another record", "应为另一条记录"),
        ("must say why, in 4 to 200 characters", "请说明原因，4 至 200 个字"),
        ("must be an absolute path", "应为绝对路径"),
        ("must be new or empty", "应为新目录或空目录"),
        ("must not be a file", "不能是文件"),
        ("must lie outside the data and the keys, or one loss takes both", "应在数据目录和密钥目录之外，以免同时丢失"),
        ("must lie in a directory that exists", "其上级目录必须存在"),
        ("must be given: a person without one belongs to no school of yours", "必须填写：没有聘用记录的人员不属于贵单位"),
        ("must be full-time: Established, Controlled or Contract", "应为专任：在编、员额或合同制"),
        ("must hold one name", "应填写一个名称"),
        ("must hold at most one parent", "最多填写一个上级"),
        ("must hold at most {} codes", "最多填写 {0} 个代码"),
        ("must name each organisation once", "每个机构只能填写一次"),
        ("must be letters a to z, without tones", "应为字母 a 至 z，不带声调"),
        ("must be letters a to z", "应为字母 a 至 z"),
        ("at most one filter may be set: school_code, department_code, name_prefix, pinyin_prefix or initials",
            "学校、系部、姓名、拼音、首字母中最多指定一项"),
        ("must be 1 to 9999, or 0 for the current year", "应为 1 至 9999 的年份；不填为今年"),
        ("must be 0 or a year at most {} years before to_year, not after it", "不能晚于截止年份，最多早 {0} 年"),
        ("must name month and day when rule is ANY", "时点为 ANY 时必须填写月日"),
        ("must be a year from {} to {}, which are shown, or 0 for each", "应为所列年份 {0} 至 {1} 之一"),
        ("must be there once", "每年只能填写一次"),
        ("must be 1 to 10000 hundredths of a percent", "应大于 0%，不超过 100%"),
        ("must be 0 to {}, the newest revision", "应为 0 至 {0}（最新版本）"),
        ("must be a real instant that is not still to come", "应为不晚于现在的时刻"),
        ("must be 0 (= 50) to 500", "应为 0（即 50）至 500"),
        ("must be 0 (= 20) to 100", "应为 0（即 20）至 100"),
        ("must be 0 (= 1,000) to {}", "应为 0（即 1,000）至 {0}"),
        ("must be an id as the server issued it: 32 hexadecimal digits", "应为系统给出的编号（32 位）"),
        ("must be an etag as the server issued it, or empty", "应为系统给出的记录版本，也可留空"),
        ("must be a UUID such as {}", "应为 UUID，如 {0}"),
        ("must be NAME.xlsx or NAME.csv without folders, at most 75 characters", "应为 .xlsx 或 .csv 文件名，不含文件夹，最多 75 个字"),
        ("must be 4 to 200 characters", "应为 4 至 200 个字"),
        ("must be empty when teacher_id is given", "指定教师编号时不能填写"),
        ("must have 1 to 1,048,576 bytes", "应为 1 至 1,048,576 字节"),
        ("must not be negative", "不能为负"),
        ("must be the number of a version, from 1", "应为版本号，从 1 起"),
        ("must be the number of a version, or 0 for the newest", "应为版本号，0 表示最新版本"),
        ("must be a code and a version, such as CN-14/1", "应为“代码/版本”，如 CN-14/1"),
        ("must be 0 to 600 months", "应为 0 至 600 个月"),
        ("must be 1 to 32 of A-Z, 0-9 and hyphen, such as CN-14", "应为 1 至 32 个大写字母、数字或连字符，如 CN-14"),
        ("must be 1 to 6: each level of each track at most once", "应为 1 至 6 项，每一类型的每一级别最多一项"),
        ("must hold each level of each track at most once", "每一类型的每一级别最多一项"),
        ("must be at most {}", "最多 {0} 项"),
        ("must be empty: the nation's rules are for everybody", "应留空：国家规则适用于全国"),
        ("must be 0 to 60 months: the national rules let nobody go longer without a recheck",
            "应为 0 至 60 个月：国家规则要求复核间隔不超过 5 年"),
        ("must be 0 to 60 working days", "应为 0 至 60 个工作日"),
        ("must have different codes, alternatives included", "代码不能重复，备选条件也计在内"),
        ("must have different codes", "代码不能重复"),
        ("must name the requirements it does without", "应写明可免除的条件"),
        ("must be codes of requirements of the level", "应为本级别所列条件的代码"),
        ("must be 1 to 40 of a-z, 0-9 and hyphen", "应为 1 至 40 个小写字母、数字或连字符"),
        ("must ask for something: credential, practice, post, professional_title, education, recognition, honour, choice, manual or external",
            "应写明要求：证书、企业实践、任职、职称、学历、认定、荣誉、多选、人工审核或外部数据之一"),
        ("must ask for something", "应写明要求"),
        ("must be 1 to 10", "应为 1 至 10 项"),
        ("must be 1 to the number of alternatives", "应为 1 至备选条件的项数"),
        ("must be 1 to 5 (5 = 五级, the lowest), or 0", "应为 1 至 5（5 为五级，最低），或 0"),
        ("must begin an occupation code, such as 6-18", "应为职业编码的开头部分，如 6-18"),
        ("must be 1 to 7", "应为 1 至 7"),
        ("must be at least 1 day", "至少 1 天"),
        ("must be 1 to 5 (员级 to 正高)", "应为 1 至 5（员级至正高）"),
        ("must be the first two characters of a GB/T 8561 code", "应为 GB/T 8561 职称代码的前两位"),
        ("must ask for a level or a degree", "应填写学历或学位"),
        ("must be a code of GB/T 4658, or empty", "应为 GB/T 4658 的学历代码，也可留空"),
        ("must be 国家级, 省级, 市级, 县级, 校级 or empty", "应为国家级、省级、市级、县级或校级，也可留空"),
        ("must be 0 (= all) to 36500", "应为 0（全部）至 36500"),
        ("must not be DECIDED, which the certification work alone sets; use OFFICIAL_IMPORT or DOCUMENT",
            "不能填“本系统认定”（只由本系统的认定工作产生），请填官方名册或文件"),
        ("must stand alone: it names number and authority itself", "须单独填写：其中已含编号和认定机构"),
        ("must be given, or certificate_numbers, and not both", "认定文号与证书编号须填写其一"),
        ("must be 1 to {} numbers, each once", "应为 1 至 {0} 个编号，不重复"),
    }.Select(s => (Pattern(s.English), s.Chinese))];

    /// <summary>The Chinese sentence for the server's, or null for one newer than this client.</summary>
    public static string? Chinese(string english)
    {
        foreach (var (sentence, chinese) in Sentences)
        {
            if (sentence.Match(english) is { Success: true } match)
            {
                return string.Format(null, chinese, [.. match.Groups.Values.Skip(1).Select(g => (object)g.Value)]);
            }
        }
        return null;
    }

    private static Regex Pattern(string english) =>
        new($@"\A{Regex.Escape(english).Replace(@"\{}", "(.+?)", StringComparison.Ordinal)}\z", RegexOptions.CultureInvariant);
}
