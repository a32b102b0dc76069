namespace Faculty.Server.Imports.Sheets;

/// <summary>The sheets of the import format, in the order of a workbook.</summary>
internal static class Roster
{
    public static readonly OrganisationsSheet Organisations = new();
    public static readonly TeachersSheet Teachers = new();
    public static readonly EngagementsSheet Engagements = new();
    public static readonly PostsSheet Posts = new();
    public static readonly SpellsSheet Spells = new();
    public static readonly CredentialsSheet Credentials = new();
    public static readonly RecognitionsSheet Recognitions = new();
    public static readonly EventsSheet Events = new();
    public static readonly GroupsSheet Groups = new();
    public static readonly MembershipsSheet Memberships = new();
    public static readonly GroupEventsSheet GroupEvents = new();
    public static readonly GroupEnterprisesSheet GroupEnterprises = new();
    public static readonly GroupTasksSheet GroupTasks = new();
    public static readonly EstablishmentSheet Establishment = new();
    public static readonly HiringLinesSheet HiringLines = new();

    /// <summary>Facts in the order in which they are merged: posts look for their engagement.</summary>
    public static readonly IReadOnlyList<TeacherSheet> Facts =
    [
        Engagements, Posts, Spells, new EducationSheet(), new TitlesSheet(), Credentials, new PracticeSheet(), Recognitions, new HonoursSheet(),
    ];

    /// <summary>What groups are made of, the groups themselves first.</summary>
    public static IReadOnlyList<GroupSheet> OfGroups => [Groups, GroupEvents, GroupEnterprises, Memberships, GroupTasks];

    public static readonly IReadOnlyList<Sheet> Sheets = Numbered([Organisations, Teachers, .. Facts.Take(8), Events, Facts[8], .. OfGroups, Establishment, HiringLines]);

    public static Sheet? Find(string name) => Sheets.FirstOrDefault(s => s.IsCalled(name));

    private static IReadOnlyList<Sheet> Numbered(IReadOnlyList<Sheet> sheets)
    {
        for (var i = 0; i < sheets.Count; i++)
        {
            sheets[i].Place = i;
        }
        return sheets;
    }
}
