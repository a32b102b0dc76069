using Faculty.Server.Hosting;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Google.Rpc;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Access;

/// <summary>What a number says of persons whom the caller may not see: that it is taken, a few times a day, and not by whom.</summary>
public sealed class ForeignNumberTests
{
    private const string Woman = "140581190001010021";

    [Fact]
    public async Task A_number_that_belongs_to_a_person_elsewhere_is_refused_without_saying_who_that_is()
    {
        await using var server = await StartAsync();
        var (own, foreign) = (Numbered("王明"), Numbered("李华", "140581190001010021"));
        (foreign.Engagement.SchoolCode, foreign.Post.DepartmentCode, foreign.Identity.Sex) = ("JC", "JC-JD", Sex.Female);
        await server.Teachers.CreateTeacherAsync(own);
        await server.Teachers.CreateTeacherAsync(foreign);
        var clerk = Client(await server.AsAsync(Role.HrClerk, School));
        foreach (var check in (bool[])[true, false])
        {
            var again = Numbered("赵六", "140581190001010021");
            (again.Identity.Sex, again.ValidateOnly) = (Sex.Female, check);
            Assert.DoesNotContain("teacher_id", (await RefusedAsync(ErrorReason.IdNumberTaken, clerk.CreateTeacherAsync(again))).GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata.Keys);
            Assert.NotEmpty((await RefusedAsync(ErrorReason.IdNumberTaken, clerk.CreateTeacherAsync(With(Numbered("赵六"), r => r.ValidateOnly = check)))).Fact("teacher_id"));
        }
    }

    [Fact]
    public async Task Numbers_of_persons_elsewhere_cannot_be_found_by_trying()
    {
        var allowances = RateLimits.Usual.ToDictionary();
        allowances[RateClass.ForeignNumber] = new(3, 3 / 86_400.0);
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await TestServer.StartAsync(clock, o => o with { Allowances = allowances });
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        var foreign = With(Numbered("李华", Woman), r => (r.Identity.Sex, r.Engagement.SchoolCode, r.Post.DepartmentCode) = (Sex.Female, "JC", "JC-JD"));
        await server.Teachers.CreateTeacherAsync(foreign);
        var own = (await server.Teachers.CreateTeacherAsync(Numbered("王明"))).Teacher.TeacherId;
        var key = await TestServer.MakeKeyAsync(server.Server, "clerk", new Grant { Role = Role.HrClerk, OrganisationCode = School });
        // Those of one's own persons are no secret.
        Assert.Equal(own, (await RefusedAsync(ErrorReason.IdNumberTaken, Client(server.With(key)).CreateTeacherAsync(With(Numbered("赵六"), r => r.ValidateOnly = true)))).Fact("teacher_id"));
        for (var tried = 0; tried < 5; tried++)
        {
            await TriedAsync(tried < 3 ? ErrorReason.IdNumberTaken : ErrorReason.RateLimited);
        }
        await server.RestartAsync();
        // A restart gives no new allowance; two thirds of a day later two have come back.
        await TriedAsync(ErrorReason.RateLimited);
        clock.Now += TimeSpan.FromHours(16);
        await server.RestartAsync();
        await TriedAsync(ErrorReason.IdNumberTaken);
        await server.RestartAsync();
        await TriedAsync(ErrorReason.IdNumberTaken);
        await TriedAsync(ErrorReason.RateLimited);
        await server.RestartAsync();
        Assert.Equal(5, (await Audit.AuditTests.EventsAsync(server, new() { Type = AuditEventType.ForeignNumber })).Sum(e => e.Count));

        Task TriedAsync(ErrorReason answer) => RefusedAsync(
            answer, Client(server.With(key)).CreateTeacherAsync(With(Numbered("赵六", Woman), r => (r.Identity.Sex, r.ValidateOnly) = (Sex.Female, true))));
    }

    [Fact]
    public async Task Who_was_told_of_as_many_as_may_be_is_not_told_either_that_a_number_is_free()
    {
        const string Free = "140581190001011024";
        var allowances = RateLimits.Usual.ToDictionary();
        allowances[RateClass.ForeignNumber] = new(1, 1 / 86_400.0);
        await using var server = await TestServer.StartAsync(with: o => o with { Allowances = allowances });
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        await server.Teachers.CreateTeacherAsync(With(Tried(Woman), r => (r.Engagement.SchoolCode, r.Post.DepartmentCode, r.ValidateOnly) = ("JC", "JC-JD", false)));
        var own = (await server.Teachers.CreateTeacherAsync(Numbered("王明"))).Teacher;
        var clerk = Client(await server.AsAsync(Role.HrClerk, School));
        // The control: while one is left, both are told apart.
        await clerk.CreateTeacherAsync(Tried(Free));
        await RefusedAsync(ErrorReason.IdNumberTaken, clerk.CreateTeacherAsync(Tried(Woman)));
        foreach (var number in (string[])[Woman, Free])
        {
            await RefusedAsync(ErrorReason.RateLimited, clerk.CreateTeacherAsync(Tried(number)));
            await RefusedAsync(ErrorReason.RateLimited, clerk.UpdateTeacherIdentityAsync(Changed(number)));
        }
        // What asks for no number goes on, and so does whoever sees everybody.
        await clerk.CreateTeacherAsync(With(Hired("赵六"), r => r.ValidateOnly = true));
        await clerk.UpdateTeacherIdentityAsync(With(Changed("14058119000101003X"), r => r.UpdateMask = new() { Paths = { "display_name", "id_number" } }));
        await server.Teachers.CreateTeacherAsync(Tried(Free));

        CreateTeacherRequest Tried(string number) => With(Numbered("赵六", number), r => (r.Identity.Sex, r.ValidateOnly) = (Sex.Female, true));
        UpdateTeacherIdentityRequest Changed(string number) => new()
        {
            TeacherId = own.TeacherId,
            ValidateOnly = true,
            UpdateMask = new() { Paths = { "sex", "id_number" } },
            Identity = With(own.Identity.Clone(), i => (i.Sex, i.IdNumber) = (Sex.Female, number)),
        };
    }

    [Fact]
    public async Task A_possible_duplicate_elsewhere_is_not_told_of()
    {
        await using var server = await StartAsync();
        await server.HireAtAsync("JC", "王明");
        var clerk = Client(await server.AsAsync(Role.HrClerk, School));
        Assert.Empty((await clerk.CreateTeacherAsync(Hired())).Warnings);
        Assert.Equal(["POSSIBLE_DUPLICATE"], (await clerk.CreateTeacherAsync(Hired())).Warnings);
    }

    [Fact]
    public async Task A_certificate_of_a_person_elsewhere_is_one_that_nobody_has()
    {
        await using var server = await StartAsync();
        var (own, foreign) = (await server.HireAsync(), await server.HireAtAsync("JC", "李华"));
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = foreign.TeacherId, Recognition = Junior() });
        RecognitionService.RecognitionServiceClient clerk = new(await server.AsAsync(Role.HrClerk, School));
        foreach (var number in (string[])[Junior().CertificateNumber, "2023-999"])
        {
            await RefusedAsync(ErrorReason.NotFound, clerk.GetRecognitionAsync(new() { Authority = Junior().Authority, CertificateNumber = number }));
            // Nor does an event wait for it, to be taken up by whichever school records it.
            await RefusedAsync(ErrorReason.NotFound, clerk.RecordRecognitionEventAsync(new()
            {
                Authority = Junior().Authority, CertificateNumber = number, Event = new() { Type = RecognitionEventType.Revoke, EffectiveDate = Day(2024, 3, 1) },
            }));
        }
        await RefusedAsync(ErrorReason.NotFound, clerk.GrantRecognitionAsync(new() { TeacherId = foreign.TeacherId, Recognition = Junior("2023-002") }));
        var taken = await RefusedAsync(ErrorReason.CertificateNumberTaken, clerk.GrantRecognitionAsync(new() { TeacherId = own.TeacherId, Recognition = Junior() }));
        Assert.Empty(taken.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata);
        await clerk.GrantRecognitionAsync(new() { TeacherId = own.TeacherId, Recognition = Junior("2023-002") });
        Assert.True((await clerk.GetRecognitionAsync(new() { Authority = Junior().Authority, CertificateNumber = "2023-002" })).Entry.InForce);
    }

    private static CreateTeacherRequest Numbered(string name, string number = "14058119000101003X") => With(Hired(name), r =>
        (r.Identity.IdType, r.Identity.IdNumber, r.Identity.BirthDate, r.Engagement.StartDate) = (IdType.Resident, number, Day(1900, 1, 1), Day(1990, 9, 1)));

    private static async Task<TestServer> StartAsync()
    {
        var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.AddSecondSchoolAsync();
        return server;
    }

    private static TeacherService.TeacherServiceClient Client(CallInvoker caller) => new(caller);

    private static T With<T>(T message, Action<T> change)
    {
        change(message);
        return message;
    }
}
