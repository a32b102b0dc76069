namespace Faculty.Cli.Generate;

/// <summary>The tables of a roster, in the columns that import reads.</summary>
internal sealed class RosterFiles : IDisposable
{
    /// <summary>Every file a run may write, in the order of the import.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "organisations", "teachers", "engagements", "posts", "spells", "education", "titles", "credentials", "practice",
        "recognitions", "recognition_events", "honours",
    ];

    public const string FaultList = "faults";

    private readonly CsvTable? _faultList;
    private readonly CsvTable _organisations, _teachers, _engagements, _posts, _spells, _education, _titles, _credentials, _practice;
    private readonly CsvTable _recognitions, _events, _honours;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public RosterFiles(string folder, RosterOptions options)
    {
        _faultList = options.Faults ? new CsvTable(folder, FaultList, "file row column kind") : null;
        var planter = _faultList is null ? null : new FaultPlanter(new Dice((ulong)options.Seed).For(Purpose.Fault, 0), _faultList);
        // A spoilt organisation would spoil everyone in it: faults are planted in what clerks keep.
        _organisations = new CsvTable(folder, "organisations", "code name kind parent_code school_type start_date last_date");
        _teachers = new CsvTable(folder, "teachers", "teacher_ref name sex birth_date id_type id_number ethnic_group mobile", planter);
        _engagements = new CsvTable(folder, "engagements",
            "teacher_ref school_code kind staff_number start_date last_date end_reason hiring_route", planter);
        _posts = new CsvTable(folder, "posts",
            "teacher_ref school_code department_code category major_code primary start_date last_date", planter);
        _spells = new CsvTable(folder, "spells", "teacher_ref school_code reason start_date last_date", planter);
        _education = new CsvTable(folder, "education", "teacher_ref level degree institution major graduated_on", planter);
        _titles = new CsvTable(folder, "titles", "teacher_ref title_code obtained_on appointed_on authority", planter);
        _credentials = new CsvTable(folder, "credentials",
            "teacher_ref category name level number issuer issued_on start_date last_date occupation_code", planter);
        _practice = new CsvTable(folder, "practice", "teacher_ref enterprise post start_date last_date verified", planter);
        _recognitions = new CsvTable(folder, "recognitions",
            "teacher_ref level track field certificate_number authority start_date last_date trust", planter);
        _events = new CsvTable(folder, "recognition_events",
            "certificate_number authority type effective_date document_number reason", planter);
        _honours = new CsvTable(folder, "honours", "teacher_ref title level granted_on document_number", planter);
        Organisation("CN", "中国", "NATION", null, null, new DateOnly(1949, 10, 1));
    }

    /// <summary>Rows written so far, headers not counted.</summary>
    public long Rows => Tables.Sum(table => table.Lines - 1);

    private CsvTable[] Tables =>
    [
        _organisations, _teachers, _engagements, _posts, _spells, _education, _titles, _credentials, _practice, _recognitions, _events,
        _honours,
    ];

    /// <summary>The school, what stands above it and was not told yet, and its departments.</summary>
    public void Write(School school)
    {
        var founded = new DateOnly(1949, 10, 1);
        Organisation(school.Province.Code, school.Province.Name, "PROVINCE", "CN", null, founded);
        Organisation(school.City.Code, school.City.Name, "CITY", school.Province.Code, null, founded);
        Organisation(school.County.Code, school.County.Name, "COUNTY", school.City.Code, null, founded);
        Organisation(school.Code, school.Name, "SCHOOL", school.County.Code, school.Type, school.Founded);
        foreach (var department in school.Departments)
            Organisation(department.Code, department.Kind.Name, "DEPARTMENT", school.Code, null, school.Founded);
    }

    /// <summary>An enterprise of the school's county, for whoever signs in as one.</summary>
    public void WriteEnterprise(School near) =>
        Organisation($"{near.County.Code}-QY01", $"{near.County.Name}庚戌服务有限公司", "ENTERPRISE", near.County.Code, null, new(2008, 5, 1));

    public void Write(Teacher teacher)
    {
        var (id, male) = (teacher.Ref, teacher.Male);
        _teachers.Cell(id).Cell(teacher.Name).Cell(male ? "MALE" : "FEMALE").Cell(teacher.Birth)
            .Cell(teacher.IdNumber is null ? null : "RESIDENT").Cell(teacher.IdNumber).Cell(teacher.EthnicGroup).Cell(teacher.Mobile).End();
        foreach (var e in teacher.Engagements)
        {
            _engagements.Cell(id).Cell(e.School.Code).Cell(e.Kind).Cell(e.StaffNumber).Cell(e.Start).Cell(e.Last).Cell(e.EndReason)
                .Cell(e.Route).End();
        }
        foreach (var p in teacher.Posts)
        {
            _posts.Cell(id).Cell(p.School.Code).Cell(p.Department.Code).Cell(p.Category).Cell(p.Major?.Code).Cell(YesNo(p.Primary))
                .Cell(p.Start).Cell(p.Last).End();
        }
        foreach (var s in teacher.Spells)
            _spells.Cell(id).Cell(s.School.Code).Cell(s.Reason).Cell(s.Start).Cell(s.Last).End();
        foreach (var e in teacher.Educations)
            _education.Cell(id).Cell(e.Level).Cell(e.Degree).Cell(e.Institution).Cell(e.Subject).Cell(e.GraduatedOn).End();
        foreach (var t in teacher.Titles)
            _titles.Cell(id).Cell(t.Code).Cell(t.ObtainedOn).Cell(t.AppointedOn).Cell(t.Authority).End();
        foreach (var c in teacher.Credentials)
        {
            _credentials.Cell(id).Cell(c.Category).Cell(c.Name).Cell(c.Level).Cell(c.Number).Cell(c.Issuer).Cell(c.IssuedOn)
                .Cell(c.Start).Cell(c.Last).Cell(c.OccupationCode).End();
        }
        foreach (var p in teacher.Practices)
            _practice.Cell(id).Cell(p.Enterprise).Cell(p.Post).Cell(p.Start).Cell(p.Last).Cell(YesNo(p.Verified)).End();
        foreach (var r in teacher.Recognitions)
            Write(id, r);
        foreach (var h in teacher.Honours)
            _honours.Cell(id).Cell(h.Title).Cell(h.Level).Cell(h.GrantedOn).Cell(h.DocumentNumber).End();
    }

    public void Dispose()
    {
        foreach (var table in Tables)
            table.Dispose();
        _faultList?.Dispose();
    }

    private void Write(string id, Recognition r)
    {
        _recognitions.Cell(id).Cell(r.Level).Cell("SECONDARY").Cell(r.Field).Cell(r.CertificateNumber).Cell(r.Authority)
            .Cell(r.Start).Cell(r.Last).Cell(r.Trust).End();
        foreach (var e in r.Events)
        {
            _events.Cell(r.CertificateNumber).Cell(r.Authority).Cell(e.Type).Cell(e.EffectiveOn).Cell(e.DocumentNumber)
                .Cell(e.Reason).End();
        }
    }

    private void Organisation(string code, string name, string kind, string? parent, string? schoolType, DateOnly start)
    {
        if (kind is "SCHOOL" or "DEPARTMENT" || _told.Add(code))
            _organisations.Cell(code).Cell(name).Cell(kind).Cell(parent).Cell(schoolType).Cell(start).Cell((DateOnly?)null).End();
    }

    private static string YesNo(bool value) => value ? "yes" : "no";
}
