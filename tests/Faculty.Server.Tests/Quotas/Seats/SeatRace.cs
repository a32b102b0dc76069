using System.Diagnostics;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Tests.Quotas.Seats;

/// <summary>
/// Many callers who want the last seat of a school at once, half of them to keep it and half to engage somebody, each day anew: exactly one has
/// it, and whoever asks again with the same request id is answered the same. Uses the rpcs alone.
/// </summary>
internal sealed class SeatRace(CallInvoker way)
{
    private const string County = "140581";
    private const int DaysASchool = 100;
    private readonly List<double> milliseconds = [];
    private string school = "";
    private int days;

    public int Rounds { get; private set; }

    /// <summary>Seats given that were not there.</summary>
    public int Oversold { get; private set; }

    /// <summary>Rounds in which nobody had the seat.</summary>
    public int Lost { get; private set; }

    /// <summary>Repeats that were answered otherwise than the first call.</summary>
    public int Unlike { get; private set; }

    /// <summary>Calls that were neither granted nor refused for want of a seat.</summary>
    public int Failed { get; private set; }

    /// <summary>How long calls took, shortest first.</summary>
    public IReadOnlyList<double> Milliseconds => [.. milliseconds.Order()];

    /// <summary>One day's race.</summary>
    public async Task RunAsync(int callers)
    {
        if (days % DaysASchool == 0)
        {
            // A ledger keeps what became of every seat: a new school now and then keeps the race about the race.
            await OpenSchoolAsync();
        }
        var day = new DateOnly(2026, 1, 1).AddDays(days++ % DaysASchool);
        var date = new Google.Type.Date { Year = day.Year, Month = day.Month, Day = day.Day };
        var answers = await Task.WhenAll(Enumerable.Range(0, callers).Select(i => AskAsync(Request(i, date))));
        Rounds++;
        var won = answers.Where(a => a.Granted is not null).ToList();
        Oversold += Math.Max(0, won.Count - 1);
        Lost += won.Count == 0 ? 1 : 0;
        // The winner did not hear the answer, and asks again.
        foreach (var (request, granted) in won)
        {
            Unlike += (await AskAsync(request)).Granted is { } again && again.Equals(granted) ? 0 : 1;
        }
    }

    private object Request(int caller, Google.Type.Date day) => caller % 2 == 0
        ? new ReserveSeatRequest
        {
            OrganisationCode = school, RequestId = $"{Guid.NewGuid()}", Reservation = new() { Category = PostCategory.Specialty, DocumentNumber = "1", StartDate = day, LastDate = day },
        }
        : new CreateTeacherRequest
        {
            RequestId = $"{Guid.NewGuid()}",
            Identity = new() { DisplayName = "王竞", Sex = Sex.Male, BirthDate = new() { Year = 1980, Month = 5, Day = 1 } },
            Engagement = new() { SchoolCode = school, Kind = EngagementKind.Established, StartDate = day, LastDate = day },
            Post = new() { DepartmentCode = $"{school}-ZB", Category = PostCategory.Specialty },
        };

    private async Task<(object Request, object? Granted)> AskAsync(object request)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            object granted = request is ReserveSeatRequest reserve
                ? await new EstablishmentService.EstablishmentServiceClient(way).ReserveSeatAsync(reserve)
                : await new TeacherService.TeacherServiceClient(way).CreateTeacherAsync((CreateTeacherRequest)request);
            return (request, granted);
        }
        catch (RpcException refused)
        {
            lock (milliseconds)
            {
                Failed += refused.Status.Detail.StartsWith("No seat", StringComparison.Ordinal) ? 0 : 1;
            }
            return (request, null);
        }
        finally
        {
            lock (milliseconds)
            {
                milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }
    }

    private async Task OpenSchoolAsync()
    {
        var organisations = new OrganisationService.OrganisationServiceClient(way);
        if (school.Length == 0)
        {
            await organisations.CreateOrganisationAsync(Create(County, OrganisationKind.County, parent: ""));
        }
        school = $"S{days / DaysASchool}";
        await organisations.CreateOrganisationAsync(Create(school, OrganisationKind.School, County));
        await organisations.CreateOrganisationAsync(Create($"{school}-ZB", OrganisationKind.Department, school));
        await new EstablishmentService.EstablishmentServiceClient(way).AuthoriseSeatsAsync(new()
        {
            OrganisationCode = school, Authorisation = new() { SeatCount = 1, DocumentNumber = "1", StartDate = new() { Year = 2020, Month = 1, Day = 1 } },
        });
    }

    private static CreateOrganisationRequest Create(string code, OrganisationKind kind, string parent)
    {
        var organisation = new Organisation { Code = code, Kind = kind, StartDate = new() { Year = 1990, Month = 1, Day = 1 }, Names = { new OrganisationName { Name = code } } };
        if (parent.Length > 0)
        {
            organisation.Parents.Add(new OrganisationParent { ParentCode = parent });
        }
        return new() { Organisation = organisation };
    }
}
