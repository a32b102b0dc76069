using Faculty.Domain.Time;

namespace Faculty.Domain.Organisations;

/// <summary>The verbs of an organisation. Each gives the next record; whether it may stand is for <see cref="OrganisationInvariants"/>.</summary>
public sealed partial record Organisation
{
    /// <summary>Bears another name from a day until the next name it is known to bear; the old name stays for earlier days.</summary>
    public Organisation Rename(string name, DateOnly from)
    {
        RequireExists(from);
        return this with
        {
            Names = From(Names, from, n => n.Period, (n, last) => n with { LastDate = last }, last => new OrganisationName { Name = name, StartDate = from, LastDate = last }),
        };
    }

    /// <summary>Stands under another parent from a day until the next parent it is known to have.</summary>
    public Organisation Move(string parentCode, DateOnly from)
    {
        RequireExists(from);
        return this with
        {
            Parents = From(Parents, from, p => p.Period, (p, last) => p with { LastDate = last }, last => new OrganisationParent { ParentCode = parentCode, StartDate = from, LastDate = last }),
        };
    }

    /// <summary>Ends on its last day, its names and parents with it. Closing again corrects the day and the successors.</summary>
    public Organisation Close(DateOnly last, IReadOnlyList<string> successorCodes)
    {
        if (last < StartDate)
        {
            throw new RuleBroken(Reason.PeriodReversed, "The last day lies before the first day.", ("start_date", $"{StartDate:O}"), ("last_date", $"{last:O}")) { FactId = Code };
        }
        return this with
        {
            LastDate = last,
            SuccessorCodes = successorCodes,
            Names = [.. Names.Where(n => n.StartDate <= last).Select(n => n with { LastDate = Cut(n.LastDate, last) })],
            Parents = [.. Parents.Where(p => p.StartDate <= last).Select(p => p with { LastDate = Cut(p.LastDate, last) })],
        };
    }

    // What was open, or ended with the organisation, ends with it again.
    private DateOnly Cut(DateOnly? before, DateOnly last) => before is { } day && before != LastDate && day < last ? day : last;

    // The row that covers the day ends the day before (or is replaced when it begins that day); the new row lasts until the next one begins.
    private List<T> From<T>(IReadOnlyList<T> rows, DateOnly from, Func<T, Period> period, Func<T, DateOnly?, T> ending, Func<DateOnly?, T> row)
    {
        var before = rows.Where(r => period(r).First < from).Select(r => period(r).End >= from ? ending(r, from.AddDays(-1)) : r);
        var after = rows.Where(r => period(r).First > from).ToList();
        var last = after.Count > 0 ? period(after[0]).First.AddDays(-1) : LastDate;
        return [.. before, row(last), .. after];
    }

    private void RequireExists(DateOnly day)
    {
        if (!Period.Covers(day))
        {
            throw new RuleBroken(Reason.UnknownOrganisation, "The organisation does not exist on that day.", ("code", Code), ("day", $"{day:O}")) { FactId = Code };
        }
    }
}
