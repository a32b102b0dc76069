namespace Faculty.Cli.Generate;

/// <summary>A school of the plan with the words its documents carry.</summary>
internal sealed record School
{
    public required int Index { get; init; }
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string Type { get; init; }
    public required Division Province { get; init; }
    public required Division City { get; init; }
    public required Division County { get; init; }
    public required DateOnly Founded { get; init; }

    /// <summary>Teachers told in this school's part of the roster.</summary>
    public required int Size { get; init; }

    public required IReadOnlyList<Department> Departments { get; init; }

    /// <summary>Body that recognises juniors. Some cities of the table are only headings, such as 市辖区.</summary>
    public string CityAuthority => field ??=
        (City.Name is "市辖区" or "县" || City.Name.Contains("直辖", StringComparison.Ordinal) ? Province.Name : City.Name) + "教育局";

    /// <summary>Body that recognises the higher levels.</summary>
    public string ProvinceAuthority => field ??= Province.Name + (Province.Name.EndsWith('市') ? "教育委员会" : "教育厅");

    public string ProvinceShort => field ??= Province.Name is "内蒙古自治区" or "黑龙江省" ? Province.Name[..3] : Province.Name[..2];
}

/// <summary>A department (系部) and the majors it teaches.</summary>
internal sealed record Department(string Code, DepartmentKind Kind, IReadOnlyList<Major> Majors);

/// <summary>A kind of department: the classes of majors it draws on and how many of its teachers are women, per mille.</summary>
internal sealed record DepartmentKind(string Letters, string Name, int Women, string Trade, params string[] Classes)
{
    public static readonly DepartmentKind Manufacturing = new("ZB", "装备制造系", 330, "机械制造", "6601", "6602", "6603", "6607");
    public static readonly DepartmentKind Computing = new("XX", "信息技术系", 520, "信息技术", "7101", "7102", "7103");
    public static readonly DepartmentKind SocialService = new("SH", "社会服务系", 680, "服务", "7401", "7402", "7701", "7902", "7903");
    public static readonly DepartmentKind Arts = new("YS", "艺术系", 640, "文化传媒", "7501", "7502");

    /// <summary>All kinds; the first four are those of the sample school.</summary>
    public static readonly IReadOnlyList<DepartmentKind> All =
    [
        Manufacturing, Computing, SocialService, Arts,
        new("SM", "财经商贸系", 700, "商贸", "7303", "7306", "7307", "7308"),
        new("JZ", "建筑工程系", 380, "建筑", "6403", "6404", "6405"),
        new("NY", "农林系", 430, "农业科技", "6101", "6102", "6103"),
        new("YY", "医药卫生系", 760, "医药", "7202", "7203", "7204", "7205", "7208"),
        new("JT", "交通运输系", 350, "汽车服务", "7002", "6607"),
    ];
}
