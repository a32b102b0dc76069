using System.Collections.Immutable;
using Faculty.Domain.Time;

namespace Faculty.Domain.Organisations;

/// <summary>All organisations at one moment of knowledge; immutable, a change gives the next tree. National size is some ten thousand.</summary>
public sealed class OrganisationTree
{
    public static readonly OrganisationTree Empty = new(
        ImmutableSortedDictionary.Create<string, Organisation>(StringComparer.Ordinal),
        ImmutableDictionary.Create<string, ImmutableSortedSet<string>>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, Organisation> byCode;
    private readonly ImmutableDictionary<string, ImmutableSortedSet<string>> everChildren;

    private OrganisationTree(ImmutableSortedDictionary<string, Organisation> byCode, ImmutableDictionary<string, ImmutableSortedSet<string>> everChildren) =>
        (this.byCode, this.everChildren) = (byCode, everChildren);

    /// <summary>By code.</summary>
    public IEnumerable<Organisation> All => byCode.Values;

    public int Count => byCode.Count;

    public static OrganisationTree Of(IEnumerable<Organisation> organisations)
    {
        var byCode = Empty.byCode.ToBuilder();
        var children = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var organisation in organisations)
        {
            byCode[organisation.Code] = organisation;
            foreach (var parent in organisation.Parents)
            {
                if (!children.TryGetValue(parent.ParentCode, out var set))
                {
                    children[parent.ParentCode] = set = new(StringComparer.Ordinal);
                }
                set.Add(organisation.Code);
            }
        }
        return new(byCode.ToImmutable(), Empty.everChildren.AddRange(children.Select(c => KeyValuePair.Create(c.Key, c.Value.ToImmutableSortedSet(StringComparer.Ordinal)))));
    }

    /// <summary>The tree with an organisation added or replaced.</summary>
    public OrganisationTree With(Organisation organisation)
    {
        var children = everChildren;
        foreach (var parent in Find(organisation.Code)?.Parents ?? [])
        {
            children = children.SetItem(parent.ParentCode, children[parent.ParentCode].Remove(organisation.Code));
        }
        foreach (var parent in organisation.Parents)
        {
            var set = children.TryGetValue(parent.ParentCode, out var known) ? known : ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
            children = children.SetItem(parent.ParentCode, set.Add(organisation.Code));
        }
        return new(byCode.SetItem(organisation.Code, organisation), children);
    }

    public Organisation? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>The organisations directly below on a day, by code.</summary>
    public IEnumerable<Organisation> ChildrenOn(string code, DateOnly day) =>
        EverChildren(code).Where(c => c.Period.Covers(day) && string.Equals(c.ParentOn(day), code, StringComparison.Ordinal));

    /// <summary>The organisations that ever were directly below, by code.</summary>
    public IEnumerable<Organisation> EverChildren(string code) =>
        everChildren.TryGetValue(code, out var children) ? children.Select(c => byCode[c]) : [];

    /// <summary>Everything that ever was below, the organisation itself first.</summary>
    public IEnumerable<Organisation> EverBelow(string code)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([code]);
        while (open.TryPop(out var next))
        {
            if (seen.Add(next) && Find(next) is { } organisation)
            {
                yield return organisation;
                foreach (var child in EverChildren(next))
                {
                    open.Push(child.Code);
                }
            }
        }
    }

    /// <summary>
    /// Every organisation above (and the organisation itself, first) with the days within <paramref name="during"/> on which the whole
    /// chain of parents leads there. The tree has no cycle on any day, so this ends.
    /// </summary>
    public IEnumerable<(string Code, Period During)> Above(string code, Period during)
    {
        yield return (code, during);
        foreach (var parent in Find(code)?.Parents ?? [])
        {
            if (parent.Period.Intersect(during) is { } shared)
            {
                foreach (var above in Above(parent.ParentCode, shared))
                {
                    yield return above;
                }
            }
        }
    }
}
