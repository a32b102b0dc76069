using System.Collections;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Faculty.Server.Hosting;

/// <summary>Update masks: which fields may be named, and copying exactly those, absence included.</summary>
internal static class Masked
{
    /// <summary>Every path must be one of the changeable top-level fields; no wildcard, no nested path.</summary>
    public static RequestCheck Mask(this RequestCheck check, FieldMask? mask, params string[] changeable)
    {
        check.Require(mask is { Paths.Count: > 0 }, "update_mask", $"must name at least one of {string.Join(", ", changeable)}");
        foreach (var path in mask?.Paths ?? [])
        {
            check.Require(changeable.Contains(path, StringComparer.Ordinal), "update_mask", $"'{path}' cannot be changed; use {string.Join(", ", changeable)}");
        }
        return check;
    }

    // FieldMask.Merge appends lists and turns an absent optional number into 0.
    public static void CopyTo<T>(this FieldMask mask, T from, T to)
        where T : IMessage
    {
        foreach (var path in mask.Paths)
        {
            var field = from.Descriptor.FindFieldByName(path);
            field.Accessor.Clear(to);
            if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(to);
                foreach (var item in (IList)field.Accessor.GetValue(from))
                {
                    list.Add(item);
                }
            }
            else if (!field.HasPresence || field.Accessor.HasValue(from))
            {
                field.Accessor.SetValue(to, field.Accessor.GetValue(from));
            }
        }
    }
}
