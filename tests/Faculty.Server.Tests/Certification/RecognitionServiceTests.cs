using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Teachers.People;

namespace Faculty.Server.Tests.Certification;

public sealed class RecognitionServiceTests
{
    [Fact]
    public async Task A_recognition_is_in_force_from_its_first_to_its_last_day()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var id = (await server.HireAsync()).TeacherId;

        var granted = await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = Junior() });
        Assert.Equal(granted.Recognition, Assert.Single((await server.GetAsync(id)).Recognitions));

        foreach (var (day, cause) in new[] { (Day(2023, 11, 30), "NOT_YET"), (Day(2023, 12, 1), ""), (Day(2028, 11, 30), ""), (Day(2028, 12, 1), "LAPSED") })
        {
            var entry = await EntryAsync(server, day);
            Assert.Equal((id, cause.Length == 0, cause), (entry.TeacherId, entry.InForce, entry.NotInForceCause));
        }
    }

    [Fact]
    public async Task Only_a_batch_decides_and_what_it_decided_is_not_rewritten_by_whoever_may_decide()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var id = (await server.HireAsync()).TeacherId;
        var read = new GrantRecognitionRequest { TeacherId = id, Recognition = new(Junior()) { Trust = RecognitionTrust.Document, CertificateNumber = "2023-002" } };
        var reviewer = await server.AsAsync(Role.Reviewer, County);
        RecognitionService.RecognitionServiceClient recognitions = new(reviewer);
        TeacherService.TeacherServiceClient teachers = new(await server.AsAsync(Role.HrClerk, School));

        var made = await Calls.RefusedAsync(ErrorReason.RecognitionDecided, server.Recognitions.GrantRecognitionAsync(new(read) { Recognition = new(Junior()) { Trust = RecognitionTrust.Decided } }));
        Assert.Equal("Decided", made.Fact("trust"));
        var documented = (await recognitions.GrantRecognitionAsync(read)).Recognition;
        await Calls.RefusedAsync(ErrorReason.RecognitionDecided, server.Teachers.CorrectFactAsync(new() { TeacherId = id, Recognition = new(documented) { Trust = RecognitionTrust.Decided } }));

        await Batches.Deciding.RecogniseAsync(server, id, Junior());
        var decided = (await server.GetAsync(id)).Recognitions.Single(r => r.Trust == RecognitionTrust.Decided);
        foreach (var rewritten in (Recognition[])
            [new(decided) { Level = RecognitionLevel.Senior }, new(decided) { Trust = RecognitionTrust.Document }, new(decided) { LastDate = Day(2040, 1, 1) }, new(decided) { CertificateNumber = "other" }])
        {
            await Calls.RefusedAsync(ErrorReason.RecognitionDecided, server.Teachers.CorrectFactAsync(new() { TeacherId = id, Recognition = rewritten }));
            await Calls.RefusedAsync(ErrorReason.RecognitionDecided, teachers.CorrectFactAsync(new() { TeacherId = id, Recognition = rewritten }));
        }
        await Calls.RefusedAsync(ErrorReason.PermissionDenied, new RecognitionService.RecognitionServiceClient(await server.AsAsync(Role.HrClerk, School))
            .RecordRecognitionEventAsync(Happened(RecognitionEventType.Correct, Day(2025, 9, 1))));
        await recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Correct, Day(2025, 9, 1)));
        Assert.Equal(documented, (await server.GetAsync(id)).Recognitions.Single(r => r.Trust == RecognitionTrust.Document));
    }

    [Fact]
    public async Task An_event_may_come_before_its_recognition()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var id = (await server.HireAsync()).TeacherId;

        var waiting = await server.Recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Revoke, Day(2025, 9, 1)));
        Assert.True(waiting.Pending);
        Assert.Null(waiting.Teacher);
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Recognitions.GetRecognitionAsync(new() { Authority = Junior().Authority, CertificateNumber = Junior().CertificateNumber }));

        await server.RestartAsync();
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = Junior() });
        Assert.Equal("", (await EntryAsync(server, Day(2025, 8, 31))).NotInForceCause);
        Assert.Equal("REVOKED", (await EntryAsync(server, Day(2025, 9, 1))).NotInForceCause);
    }

    [Fact]
    public async Task Suspension_reinstatement_and_the_finality_of_revocation()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = (await server.HireAsync()).TeacherId, Recognition = Junior() });

        await server.Recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Suspend, Day(2024, 1, 1)));
        var reinstated = await server.Recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Reinstate, Day(2024, 3, 1)));
        Assert.Equal(2, reinstated.Recognition.Events.Count);
        Assert.Equal("SUSPENDED", (await EntryAsync(server, Day(2024, 2, 29))).NotInForceCause);
        Assert.Equal("", (await EntryAsync(server, Day(2024, 3, 1))).NotInForceCause);

        await server.Recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Revoke, Day(2025, 9, 1)));
        await Calls.RefusedAsync(ErrorReason.RecognitionFinal, server.Recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Reinstate, Day(2025, 10, 1))));
        await Calls.RefusedAsync(ErrorReason.RecognitionFinal, server.Recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Revoke, Day(2025, 9, 2))));
        Assert.Equal(3, (await server.Recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Revoke, Day(2025, 9, 1)))).Recognition.Events.Count);
    }

    [Fact]
    public async Task A_grant_and_its_events_may_arrive_in_any_order()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var orders = Orders([0, 1, 2, 3, 4]).ToList();
        Assert.Equal(120, orders.Count);
        foreach (var order in orders)
        {
            var number = string.Join("-", order);
            var id = (await server.HireAsync()).TeacherId;
            foreach (var arrival in order)
            {
                await ArriveAsync(arrival, id, number);
            }
        }

        foreach (var (day, cause) in new[]
        {
            (Day(2024, 2, 29), ""), (Day(2024, 3, 1), "SUSPENDED"), (Day(2024, 5, 31), "SUSPENDED"), (Day(2024, 6, 1), ""),
            (Day(2024, 8, 31), ""), (Day(2024, 9, 1), "REVOKED"), (Day(2024, 10, 1), "REVOKED"),
        })
        {
            var entries = (await server.Recognitions.ListRecognitionsAsync(new() { SchoolCode = School, AsOf = day, PageSize = 500 })).Entries;
            Assert.Equal(orders.Count, entries.Count);
            Assert.All(entries, e => Assert.Equal((e.Recognition.CertificateNumber, cause), (e.Recognition.CertificateNumber, e.NotInForceCause)));
        }

        async Task ArriveAsync(int arrival, string id, string number)
        {
            if (arrival == 0)
            {
                await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = Junior(number) });
                return;
            }
            var happened = arrival switch
            {
                1 => Happened(RecognitionEventType.Suspend, Day(2024, 3, 1)),
                2 => Happened(RecognitionEventType.Reinstate, Day(2024, 6, 1)),
                3 => Happened(RecognitionEventType.Revoke, Day(2024, 9, 1)),
                _ => Happened(RecognitionEventType.Suspend, Day(2024, 10, 1)),
            };
            happened.CertificateNumber = number;
            try
            {
                await server.Recognitions.RecordRecognitionEventAsync(happened);
            }
            catch (RpcException refused) when (arrival == 4 && refused.StatusCode == StatusCode.FailedPrecondition)
            {
                // Nothing happens to what is known to be revoked.
            }
        }
    }

    private static IEnumerable<int[]> Orders(int[] arrivals) => arrivals.Length == 0
        ? [[]]
        : arrivals.SelectMany(first => Orders([.. arrivals.Where(a => a != first)]).Select(rest => (int[])[first, .. rest]));

    [Theory]
    [InlineData(1, 1, 1, "REVOKED")]
    [InlineData(9999, 12, 31, "")]
    public async Task A_revocation_on_the_first_or_last_day_of_the_calendar_stops_no_figure(int year, int month, int day, string cause)
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = (await server.HireAsync()).TeacherId, Recognition = Junior() });
        await server.Recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Revoke, Day(year, month, day)));

        Assert.Equal(cause, (await EntryAsync(server, Day(2025, 9, 1))).NotInForceCause);
        var figure = (await server.Metrics.GetRatioAsync(new() { ScopeCode = School, AsOf = Day(2025, 9, 1) })).Figure;
        Assert.Equal((cause.Length == 0 ? 1 : 0, 1), (figure.Numerator, figure.Denominator));
    }

    [Fact]
    public async Task An_event_that_waits_for_a_certificate_is_taken_up_when_its_number_is_corrected()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var id = (await server.HireAsync()).TeacherId;
        Assert.True((await server.Recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Revoke, Day(2025, 9, 1)))).Pending);
        var wrong = (await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = Junior("2023-100") })).Recognition;

        await server.Teachers.CorrectFactAsync(new() { TeacherId = id, Recognition = new(Junior()) { RecognitionId = wrong.RecognitionId } });
        Assert.Equal("REVOKED", (await EntryAsync(server, Day(2025, 9, 1))).NotInForceCause);
    }

    [Fact]
    public async Task A_certificate_number_is_unique_per_authority()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var (one, other) = (await server.HireAsync("王明"), await server.HireAsync("李四"));
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = one.TeacherId, Recognition = Junior() });

        await Calls.RefusedAsync(ErrorReason.CertificateNumberTaken, server.Recognitions.GrantRecognitionAsync(new() { TeacherId = one.TeacherId, Recognition = Junior() }));
        var refused = await Calls.RefusedAsync(ErrorReason.CertificateNumberTaken, server.Recognitions.GrantRecognitionAsync(new() { TeacherId = other.TeacherId, Recognition = Junior() }));
        Assert.Equal(one.TeacherId, refused.Fact("teacher_id"));
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = other.TeacherId, Recognition = new(Junior()) { Authority = "晋城市教育局" } });
    }

    [Fact]
    public async Task An_upgrade_supersedes_and_the_list_says_so()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var id = (await server.HireAsync()).TeacherId;
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = Junior() });
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = new(Junior("2025-001")) { Level = RecognitionLevel.Senior, StartDate = Day(2025, 9, 1) } });

        var listed = (await server.Recognitions.ListRecognitionsAsync(new() { SchoolCode = School })).Entries;
        Assert.Equal([("2023-001", "SUPERSEDED"), ("2025-001", "")], listed.Select(e => (e.Recognition.CertificateNumber, e.NotInForceCause)));
        Assert.Equal(listed, await server.Recognitions.StreamRecognitions(new() { SchoolCode = School }).AllAsync().SelectMany(m => m.Entries).ToListAsync());
        Assert.Single((await server.Recognitions.ListRecognitionsAsync(new() { Level = RecognitionLevel.Senior })).Entries);
        Assert.Empty((await server.Recognitions.ListRecognitionsAsync(new() { SchoolCode = "NOBODY" })).Entries);
    }

    [Fact]
    public async Task A_recognition_recorded_wrongly_is_corrected_and_keeps_its_events()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var id = (await server.HireAsync()).TeacherId;
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = Junior() });
        var suspended = (await server.Recognitions.RecordRecognitionEventAsync(Happened(RecognitionEventType.Suspend, Day(2024, 1, 1)))).Recognition;

        var right = new Recognition(suspended) { Level = RecognitionLevel.Middle };
        right.Events.Clear();
        var corrected = (await server.Teachers.CorrectFactAsync(new() { TeacherId = id, Recognition = right })).Teacher;
        Assert.Equal(new Recognition(suspended) { Level = RecognitionLevel.Middle }, Assert.Single(corrected.Recognitions));
    }

    private static RecordRecognitionEventRequest Happened(RecognitionEventType type, Google.Type.Date day) => new()
    {
        Authority = Junior().Authority,
        CertificateNumber = Junior().CertificateNumber,
        Event = new() { Type = type, EffectiveDate = day, DocumentNumber = "晋教〔2025〕9号" },
    };

    private static async Task<RecognitionEntry> EntryAsync(TestServer server, Google.Type.Date day) =>
        (await server.Recognitions.GetRecognitionAsync(new() { Authority = Junior().Authority, CertificateNumber = Junior().CertificateNumber, AsOf = day })).Entry;
}
