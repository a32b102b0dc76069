using Faculty.Server.Access;
using Faculty.Server.Tests.Architecture;
using Faculty.V1;

namespace Faculty.Server.Tests.Access;

public sealed class PermissionPageTests
{
    [Fact]
    public void The_page_of_permissions_says_what_the_protos_say()
    {
        var written = File.ReadAllText(Path.Combine(ArchitectureTests.Root, "docs/permissions.md"));
        Assert.True(
            PermissionPage.Markdown(FacultyServer.Protos) == written,
            "docs/permissions.md is old: dotnet run --project src/Faculty.Server -- permissions > docs/permissions.md");
        // The control: another list of protos is another page.
        Assert.NotEqual(written, PermissionPage.Markdown([.. FacultyServer.Protos.Skip(1)]));
    }

    [Fact]
    public void The_page_names_every_rpc_every_role_and_every_field_that_is_personal()
    {
        var page = PermissionPage.Markdown(FacultyServer.Protos);
        Assert.All(FacultyServer.Protos.SelectMany(f => f.Services).SelectMany(s => s.Methods), m => Assert.Contains($"\n| {m.Name} |", page, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<Role>().Skip(1), r => Assert.Contains(page.Split('\n'), l => l.StartsWith($"| {PermissionPage.Words(r)} |", StringComparison.Ordinal)));
        Assert.All((string[])["Identity.id_number | secret", "Identity.mobile | secret", "Identity.display_name | personal"], f => Assert.Contains($"| {f} |", page, StringComparison.Ordinal));
    }
}
