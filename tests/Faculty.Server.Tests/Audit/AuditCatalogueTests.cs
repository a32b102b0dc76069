using System.Text.RegularExpressions;
using Faculty.Server.Access;
using Faculty.Server.Tests.Architecture;
using Faculty.V1;

namespace Faculty.Server.Tests.Audit;

/// <summary>The catalogue of audit events, the code that writes them and the page about them say the same.</summary>
public sealed partial class AuditCatalogueTests
{
    private static readonly AccessRules Rules = new(FacultyServer.Protos);

    [Fact]
    public void Every_call_that_is_kept_names_the_type_of_its_event()
    {
        Assert.Empty(Unnamed(Rules.All));
        // The control: a rule without one is found.
        Assert.Single(Unnamed([Rules.All.First(r => r.Audit == AuditClass.Disclosure) with { Event = AuditEventType.Unspecified }]));
    }

    [Fact]
    public void Every_change_of_accounts_and_sessions_is_an_event_but_that_a_session_goes_on() => Assert.Equal(
        ["/faculty.v1.SessionService/Refresh"],
        new AccessRules([AccountReflection.Descriptor]).All.Where(r => r is { Audit: not AuditClass.None, Event: AuditEventType.Unspecified }).Select(r => r.Method));

    [Fact]
    public void Every_type_is_of_an_rpc_of_refusals_or_of_the_server_alone()
    {
        AuditEventType[] ofRefusals =
            [AuditEventType.SessionRefused, AuditEventType.Unauthenticated, AuditEventType.PermissionDenied, AuditEventType.RateLimited, AuditEventType.ForeignNumber];
        AuditEventType[] ofServerAlone = [AuditEventType.Configuration];
        var written = Rules.All.Select(r => r.Event).Concat(ofRefusals).Concat(ofServerAlone).Distinct().Where(t => t != AuditEventType.Unspecified);
        Assert.Equal(Types.Order(), written.Order());
    }

    [Fact]
    public void The_page_about_audit_events_has_a_row_for_every_type_and_no_other()
    {
        var page = File.ReadAllText(Path.Combine(ArchitectureTests.Root, "docs/audit-events.md"));
        var values = AuditEventReflection.Descriptor.EnumTypes.Single().Values.Where(v => v.Number != 0).Select(v => v.Name["AUDIT_EVENT_TYPE_".Length..]);
        Assert.Equal(values, Row().Matches(page).Select(m => m.Groups[1].Value));
    }

    private static IEnumerable<AuditEventType> Types => Enum.GetValues<AuditEventType>().Where(t => t != AuditEventType.Unspecified);

    private static IEnumerable<string> Unnamed(IEnumerable<AccessRule> rules) => rules
        .Where(r => r.Audit is AuditClass.Disclosure or AuditClass.Operation && r.Event == AuditEventType.Unspecified)
        .Select(r => r.Method);

    [GeneratedRegex("^\\| `([A-Z_]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
