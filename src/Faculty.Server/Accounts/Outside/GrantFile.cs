using System.Collections.Frozen;
using System.Security.Cryptography;
using Faculty.Domain.Organisations;
using Faculty.Server.Hosting;
using Faculty.V1;

namespace Faculty.Server.Accounts.Outside;

/// <summary>
/// What callers from outside may do: lines `ROLE NAME` or `ROLE@PLACE NAME`, such as `HR_CLERK@140581-GP01 clerks of Gaoping`; `#` begins a line
/// that says nothing. A name may stand on several lines; one that stands on none may do nothing, and none is ADMINISTRATOR: who keeps accounts and
/// keys, and can erase, has an account with one-time codes here. Read at the start only, so that the journal tells of every change.
/// </summary>
internal static class GrantFile
{
    private const int MostBytes = 1 << 20;
    private const int LongestName = 256;

    private static readonly FrozenDictionary<string, Role> RolesByName = RoleReflection.Descriptor.EnumTypes.Single(e => e.Name == nameof(Role)).Values
        .Where(v => v.Number != 0)
        .ToFrozenDictionary(v => v.Name["ROLE_".Length..], v => (Role)v.Number, StringComparer.Ordinal);

    private static readonly string Grantable = string.Join(", ", RolesByName.Where(r => r.Value != Role.Administrator).Select(r => r.Key).Order(StringComparer.Ordinal));

    /// <summary>The grants of each name.</summary>
    /// <exception cref="StartException">The file cannot be read, or a line of it is wrong.</exception>
    public static FrozenDictionary<string, IReadOnlyList<Grant>> Read(string option, string file)
    {
        var grants = new Dictionary<string, IReadOnlyList<Grant>>(StringComparer.Ordinal);
        foreach (var (i, line) in Lines(option, file).Index())
        {
            if (line.Trim() is { Length: > 0 } text && text[0] != '#')
            {
                try
                {
                    var (name, grant) = Parse(text);
                    grants[name] = [.. grants.GetValueOrDefault(name, []).Append(grant).Distinct()];
                }
                catch (Refusal wrong)
                {
                    throw new StartException($"{option} {file}, line {i + 1}: {string.Join("; ", wrong.Fields.Select(f => $"{f.Field} {f.Problem}"))}. A line is ROLE NAME or ROLE@PLACE NAME; roles: {Grantable}.");
                }
            }
        }
        return grants.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every place of the grants is an organisation of the registry: a mistyped one would give nothing, and say nothing.</summary>
    /// <exception cref="StartException">One is not.</exception>
    public static void RequirePlaces(string option, string? file, IReadOnlyDictionary<string, IReadOnlyList<Grant>> grants, OrganisationTree tree)
    {
        var places = grants.Values.SelectMany(g => g).Select(g => g.OrganisationCode).Where(c => c.Length > 0 && tree.Find(c) is null);
        if (places.Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new StartException($"{option} {file}: there is no organisation '{unknown}' in the registry. Correct the code; or start without the line, create the organisation, and start again.");
        }
    }

    /// <summary>The file and the beginning of its hash: what the journal tells of it.</summary>
    public static string Told(string? file)
    {
        try
        {
            return file is null ? "-" : $"{file} sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))[..32]}";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{file} cannot be read: {problem.Message}");
        }
    }

    private static string[] Lines(string option, string file)
    {
        try
        {
            return new FileInfo(file).Length <= MostBytes ? File.ReadAllLines(file) : throw new StartException($"{option} {file} is larger than {MostBytes} bytes.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{option} {file} cannot be read: {problem.Message}");
        }
    }

    private static (string Name, Grant Grant) Parse(string line)
    {
        var end = line.AsSpan().IndexOfAny(' ', '\t');
        var name = end < 0 ? "" : line[end..].Trim();
        var words = (end < 0 ? line : line[..end]).Split('@', 2);
        var grant = new Grant { Role = RolesByName.GetValueOrDefault(words[0]), OrganisationCode = words.Length > 1 ? words[1] : "" };
        new RequestCheck().Text(name, "name", LongestName).Grant(grant, "grant")
            .Require(words.Length == 1 || words[1].Length > 0, "place", "must not be empty after @")
            .Require(grant.Role != Role.Administrator, "role", "ADMINISTRATOR is for accounts of this server only")
            .Done();
        return (name, grant);
    }
}
