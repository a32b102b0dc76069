using System.IO.Hashing;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Faculty.Storage.Embedded;

/// <summary>
/// Which code made the indexes: a snapshot made by other code is not used, because its keys may differ. Stands for the builds of the
/// assemblies that name the keys and of those they reference with the same first name.
/// </summary>
internal static class IndexStamp
{
    public static UInt128 Of(IReadOnlyList<DocumentType> types, string indexVersion)
    {
        var family = typeof(IndexStamp).Assembly.GetName().Name!.Split('.')[0] + ".";
        var modules = new SortedDictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            Visit(type.KeysOf.Method.Module.Assembly, family, modules);
            foreach (var part in type.GetType().GetGenericArguments()) Visit(part.Assembly, family, modules);
            if (type.GetType().GetProperty("Keys")?.GetValue(type) is Delegate keys) Visit(keys.Method.Module.Assembly, family, modules);
        }
        var text = string.Join('\n', types.Select(t => t.Name).Order(StringComparer.Ordinal).Concat(modules.Select(m => $"{m.Key} {m.Value}")).Append(indexVersion));
        return XxHash128.HashToUInt128(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Visit(Assembly assembly, string family, SortedDictionary<string, Guid> modules)
    {
        if (!modules.TryAdd(assembly.GetName().Name!, assembly.ManifestModule.ModuleVersionId)) return;
        foreach (var reference in assembly.GetReferencedAssemblies())
            if (reference.Name!.StartsWith(family, StringComparison.Ordinal)) Visit(Assembly.Load(reference), family, modules);
    }
}
