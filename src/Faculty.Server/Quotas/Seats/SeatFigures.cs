using Faculty.Domain.Quotas.Hiring;
using Faculty.Domain.Quotas.Seats;
using Faculty.Server.Hosting;
using Faculty.V1;
using HiringLine = Faculty.Domain.Quotas.Hiring.HiringLine;
using PostCategory = Faculty.Domain.Teachers.PostCategory;

namespace Faculty.Server.Quotas.Seats;

/// <summary>Balances of a day as messages. In each authorised = occupied + reserved + vacant, and the parts sum to the whole.</summary>
internal sealed class SeatFigures(SeatMoment moment, DateOnly day)
{
    private const int MostDocuments = 50;

    public SeatFigure Of(string scope, SeatBreakdown by, bool overOnly = false)
    {
        if (SeatParts.IsInside(moment.Tree, scope, day))
        {
            var department = Department(scope);
            department.Parts.AddRange(by == SeatBreakdown.Category ? ByCategory(department, Inside(scope)) : []);
            return department;
        }
        var schools = SeatParts.Schools(moment.Tree, scope, day).Select(code => (Code: code, Account: moment.Account(code, day))).ToList();
        var whole = new SeatAccount();
        schools.ForEach(s => whole.Add(s.Account));
        var figure = Whole(scope, whole);
        IEnumerable<SeatFigure> parts = by switch
        {
            SeatBreakdown.Category => Buckets(scope, whole),
            SeatBreakdown.School => schools.Select(s => WithBuckets(s.Code, s.Account)),
            SeatBreakdown.Department => schools.SelectMany(s => Departments(s.Code, by)),
            SeatBreakdown.Child when schools is [{ Code: var school }] && school == scope => Departments(scope, by),
            SeatBreakdown.Child => SeatParts.Of(moment.Tree, scope, by, day).Select(code => Of(code, SeatBreakdown.Unspecified)).Where(HasAny),
            _ => [],
        };
        figure.Parts.AddRange(parts.Where(p => !overOnly || p.Over > 0));
        return figure;
    }

    private SeatFigure WithBuckets(string school, SeatAccount account)
    {
        var figure = Whole(school, account);
        figure.Parts.AddRange(Buckets(school, account));
        return figure;
    }

    private IEnumerable<SeatFigure> Buckets(string scope, SeatAccount account)
    {
        foreach (var bucket in account.Buckets)
        {
            var figure = New(scope, bucket.Balance with { Category = bucket.Category });
            Authorise(figure, bucket.Balance, bucket.Over, bucket.Unrecorded);
            figure.Pool = bucket.Category == PostCategory.Unspecified;
            Cap(figure, scope, bucket.Category);
            Name(figure, bucket.Documents);
            if (figure.Pool)
            {
                figure.Parts.AddRange(bucket.Inside.Where(b => !b.IsEmpty).Select(b => New(scope, b)));
            }
            yield return figure;
        }
    }

    private IEnumerable<SeatFigure> Departments(string school, SeatBreakdown by)
    {
        foreach (var code in SeatParts.Of(moment.Tree, school, by, day))
        {
            var figure = Department(code);
            figure.Parts.AddRange(ByCategory(figure, Inside(code)));
            if (HasAny(figure))
            {
                yield return figure;
            }
        }
        if (Rest(school, by) is { } rest)
        {
            yield return rest;
        }
    }

    // What of a school belongs to none of its departments, so that the parts sum to it: lines and kept seats that name none.
    private SeatFigure? Rest(string school, SeatBreakdown by)
    {
        var rest = new SeatBalance[SeatAccount.Categories];
        foreach (var bucket in moment.Account(school, day).Buckets)
        {
            for (var i = 0; i < rest.Length; i++)
            {
                rest[i] += bucket.Inside[i];
            }
        }
        foreach (var part in SeatParts.Of(moment.Tree, school, by, day))
        {
            var inside = Inside(part);
            for (var i = 0; i < rest.Length; i++)
            {
                rest[i] = rest[i] with
                {
                    Occupied = rest[i].Occupied - inside[i].Occupied, Reserved = rest[i].Reserved - inside[i].Reserved, OpenApproved = rest[i].OpenApproved - inside[i].OpenApproved,
                };
            }
        }
        if (rest.All(b => b.IsEmpty))
        {
            return null;
        }
        var figure = New(school, SeatBalance.Sum(rest) with { Category = PostCategory.Unspecified });
        figure.WithoutDepartment = true;
        figure.Parts.AddRange(ByCategory(figure, rest));
        return figure;
    }

    private SeatFigure Department(string code) => New(code, SeatBalance.Sum(Inside(code)) with { Category = PostCategory.Unspecified });

    private IEnumerable<SeatFigure> ByCategory(SeatFigure of, SeatBalance[] inside) => inside.Where(b => !b.IsEmpty).Select(b => New(of.ScopeCode, b));

    /// <summary>What is in a department (or an attached class) by category: its heads, and the lines and kept seats on its school's ledger that name it.</summary>
    private SeatBalance[] Inside(string code)
    {
        var heads = moment.Heads[(code, day)];
        var below = moment.Tree.EverBelow(code).Select(o => o.Code).ToHashSet(StringComparer.Ordinal);
        var school = SeatParts.SchoolOf(moment.Tree, code, day);
        List<HiringLine> lines = school is null ? [] : [.. moment.Ledgers.LinesOf(school, moment.Tree, day).Where(l => below.Contains(l.DepartmentCode) || below.Contains(l.SchoolCode))];
        var ledger = school is null ? null : moment.Ledgers.Establishment(school);
        var open = OpenLines.On(day, lines, _ => ledger);
        var codes = lines.Select(l => l.Code).ToHashSet(StringComparer.Ordinal);
        var kept = ledger?.Reservations.Where(r => r.HoldsOn(day) && codes.Contains(r.LineCode)).ToList() ?? [];
        var inside = new SeatBalance[SeatAccount.Categories];
        for (var i = 0; i < inside.Length; i++)
        {
            inside[i] = new()
            {
                Category = (PostCategory)i, Occupied = heads[i], Reserved = kept.Count(r => (int)r.Category == i), OpenApproved = open[i],
            };
        }
        return inside;
    }

    private SeatFigure Whole(string scope, SeatAccount account)
    {
        var figure = New(scope, account.Whole);
        Authorise(figure, account.Whole, account.Over, account.Unrecorded);
        var documents = account.Documents.ToHashSet(StringComparer.Ordinal);
        if (Cap(figure, scope, PostCategory.Unspecified) is { } cap)
        {
            documents.Add(cap.DocumentNumber);
        }
        Name(figure, documents.Order(StringComparer.Ordinal).ToList());
        return figure;
    }

    // Of a school the establishment is the ledger itself.
    private Domain.Quotas.Seats.Authorisation? Cap(SeatFigure figure, string scope, PostCategory bucket)
    {
        var cap = SeatParts.SchoolOf(moment.Tree, scope, day) is null ? moment.Ledgers.Establishment(scope)?.InForce(day, bucket) : null;
        if (cap is not null)
        {
            figure.Cap = cap.SeatCount;
        }
        return cap;
    }

    private SeatFigure New(string scope, SeatBalance balance) => new()
    {
        ScopeCode = scope,
        ScopeName = moment.Tree.Find(scope)?.NameOn(day) ?? "",
        Category = (V1.PostCategory)balance.Category,
        AsOf = day.ToWire(),
        Revision = moment.Revision,
        Occupied = balance.Occupied,
        Reserved = balance.Reserved,
        OpenApproved = balance.OpenApproved,
    };

    private static void Authorise(SeatFigure figure, SeatBalance balance, int over, int unrecorded) =>
        (figure.Authorised, figure.Vacant, figure.FreeToPlan, figure.Over, figure.Unrecorded) = (balance.Authorised, balance.Vacant, balance.FreeToPlan, over, unrecorded);

    private static void Name(SeatFigure figure, IReadOnlyCollection<string> documents)
    {
        figure.DocumentNumbers.AddRange(documents.Take(MostDocuments));
        figure.DocumentCount = documents.Count;
    }

    private static bool HasAny(SeatFigure figure) => figure.Authorised != 0 || figure.Occupied != 0 || figure.Reserved != 0 || figure.OpenApproved != 0;
}
