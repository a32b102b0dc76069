using System.Globalization;
using System.Text;
using Faculty.V1;
using Google.Protobuf.Reflection;

namespace Faculty.Server.Access;

/// <summary>The page docs/permissions.md, written out of the protos: who may call what, on which rows, and which fields are personal.</summary>
internal static class PermissionPage
{
    public static string Markdown(IReadOnlyList<FileDescriptor> files)
    {
        var rules = new AccessRules(files);
        var page = new StringBuilder($"""
            # Who may do what

            Written by `dotnet run --project src/Faculty.Server -- permissions > docs/permissions.md` out of the options in the protos; a test
            compares. What the words mean is in `protos/faculty/v1/options.proto` and `protos/faculty/v1/role.proto`; on which rows a grant
            reaches is in [decision 9](decisions/0009-rows-by-organisation.md).

            ## Calls

            {rules.All.Count()} rpcs. *Rows*: none = nothing that belongs to anybody; organisation = rows of the organisations below the places of the
            caller's grants, others do not exist; registry = only a grant without a place is enough.

            """);
        foreach (var service in files.SelectMany(f => f.Services).OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            page.Append($"\n### {service.Name}\n\n| rpc | permission | roles | rows | rate | kept | most bytes |\n|---|---|---|---|---|---|---|\n");
            foreach (var method in service.Methods)
            {
                var rule = rules.For($"/{service.FullName}/{method.Name}");
                page.Append($"| {method.Name} | {Words(rule.Permission)} | {Holders(rule.Permission)} | {Words(rule.Scope)} | {Words(rule.Rate)} | {Words(rule.Audit)} | {rule.MaxRequestBytes.ToString("N0", CultureInfo.InvariantCulture)} |\n");
            }
        }
        page.Append("\n## Roles\n\n| role | permissions |\n|---|---|\n");
        foreach (var role in EveryRole)
        {
            var permissions = Roles.Of(role).Order().Select(p => Words(p)).ToList();
            page.Append($"| {Words(role)} | {(permissions.Count == 0 ? "–" : string.Join(", ", permissions))} |\n");
        }
        page.Append("\n## Personal fields\n\nPersonal: tells who somebody is. Secret: ID numbers and phones, never in logs, lists or watches; replies carry them masked.\nKept: not at all (passes through a request or a reply); with the identity, sealed, until the person is erased; as a credential, hashed or sealed, until\nanother takes its place. What every other field holds is kept for good: figures, audit and history are made of it.\n\n| field | class | kept |\n|---|---|---|\n");
        foreach (var field in Sensitive(files))
        {
            var options = field.GetOptions();
            page.Append($"| {field.ContainingType.Name}.{field.Name} | {Words(options.GetExtension(OptionsExtensions.Sensitivity))} | {Words(options.GetExtension(OptionsExtensions.Retention))} |\n");
        }
        return $"{page}";
    }

    private static IEnumerable<Role> EveryRole => Enum.GetValues<Role>().Where(r => r != Role.Unspecified);

    /// <summary>The sensitive fields of these files, of those they use, and of what is stored.</summary>
    public static IEnumerable<FieldDescriptor> Sensitive(IReadOnlyList<FileDescriptor> files) => files.Concat(files.SelectMany(f => f.Dependencies)).Append(StoredReflection.Descriptor).Distinct()
        .SelectMany(f => f.MessageTypes).SelectMany(m => m.Fields.InDeclarationOrder())
        .Where(f => (f.GetOptions()?.GetExtension(OptionsExtensions.Sensitivity) ?? Sensitivity.Unspecified) != Sensitivity.Unspecified)
        .OrderBy(f => f.FullName, StringComparer.Ordinal);

    private static string Holders(Permission permission) => permission switch
    {
        Permission.Public => "everybody",
        Permission.SignedIn => "whoever is signed in",
        _ => EveryRole.Where(r => Roles.Of(r).Contains(permission)).Select(r => Words(r)).ToList() is { Count: > 0 } roles ? string.Join(", ", roles) : "–",
    };

    // "WriteTeachers" -> "write teachers".
    public static string Words<T>(T value)
        where T : struct, Enum =>
        string.Concat($"{value}".Select((c, i) => char.IsAsciiLetterUpper(c) ? $"{(i == 0 ? "" : " ")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
