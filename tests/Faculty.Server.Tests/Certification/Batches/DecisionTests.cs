using System.Diagnostics;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Grpc.Core;
using Xunit.Abstractions;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Batches.Deciding;
using static Faculty.Server.Tests.SampleTree;
using ApplicationState = Faculty.Domain.Certification.Applications.ApplicationState;

namespace Faculty.Server.Tests.Certification.Batches;

public sealed class DecisionTests(ITestOutputHelper output)
{
    private readonly TestClock clock = TestClock.At(2025, 11, 25);

    [Fact]
    public async Task Nothing_is_decided_before_publicity_is_over_nor_takes_effect_before_that()
    {
        await using var server = await StartAsync(clock);
        var teacher = (await server.HireAsync()).TeacherId;
        await server.PublicAsync(clock, teacher);
        clock.Now -= TimeSpan.FromDays(1);

        var refused = await RefusedAsync(ErrorReason.PublicityRunning, server.Batches.DecideBatchAsync(Decision()));
        Assert.Equal(("2025-11-25", "2025-11-25"), (refused.Fact("publicity_last"), refused.Fact("today")));
        clock.Now += TimeSpan.FromDays(1);
        var early = await RefusedAsync(ErrorReason.InvalidRequest, server.Batches.DecideBatchAsync(new(Decision()) { EffectiveDate = Day(2025, 11, 25) }));
        Assert.Equal(["effective_date"], early.Fields());
        await RefusedAsync(ErrorReason.InvalidRequest, server.Batches.DecideBatchAsync(new(Decision()) { EffectiveDate = Day(9999, 12, 31) }));
        Assert.Empty((await server.GetAsync(teacher)).Recognitions);

        await server.Batches.DecideBatchAsync(new(Decision()) { EffectiveDate = Day(2025, 12, 1) });
        Assert.Equal(Day(2025, 12, 1), Assert.Single((await server.GetAsync(teacher)).Recognitions).StartDate);
    }

    [Fact]
    public async Task Of_decisions_at_the_same_time_one_holds_and_everybody_is_recognised_once()
    {
        await using var server = await StartAsync(clock);
        List<string> teachers = [];
        for (var i = 0; i < 20; i++)
        {
            teachers.Add((await server.HireAsync()).TeacherId);
        }
        await server.PublicAsync(clock, teachers);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OutcomeAsync(server.Batches.DecideBatchAsync(Decision()))));
        Assert.Equal([.. Enumerable.Repeat("BATCH_STATE", 7), "20"], outcomes.Order(StringComparer.Ordinal).Reverse());
        var numbers = new List<string>();
        foreach (var teacher in teachers)
        {
            numbers.Add(Assert.Single((await server.GetAsync(teacher)).Recognitions).CertificateNumber);
        }
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"GP2025-{n:D4}"), numbers.Order(StringComparer.Ordinal));

        static async Task<string> OutcomeAsync(AsyncUnaryCall<DecideBatchResponse> call)
        {
            try
            {
                return $"{(await call).RecognisedCount}";
            }
            catch (RpcException refused)
            {
                return refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason;
            }
        }
    }

    [Fact]
    public async Task A_repeat_of_a_decision_answers_what_it_did()
    {
        await using var server = await StartAsync(clock);
        await server.PublicAsync(clock, (await server.HireAsync()).TeacherId, (await server.HireAsync()).TeacherId);
        var request = new DecideBatchRequest(Decision()) { RequestId = $"{Guid.NewGuid()}" };
        Assert.Equal(2, (await server.Batches.DecideBatchAsync(new(request) { ValidateOnly = true })).RecognisedCount);
        var first = await server.Batches.DecideBatchAsync(request);
        Assert.Equal(2, first.RecognisedCount);
        Assert.Equal(first, await server.Batches.DecideBatchAsync(request));
    }

    [Fact]
    public async Task An_open_objection_to_one_stops_the_decision_for_all()
    {
        await using var server = await StartAsync(clock);
        var teacher = (await server.HireAsync()).TeacherId;
        var batchId = await server.ReviewingAsync();
        var (clear, objected) = (Applied(batchId, teacher, days: 1), Applied(batchId, (await server.HireAsync()).TeacherId, days: 1));
        await server.ApplyAsync(clear, objected);
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
        await server.ChangeAsync(objected.ApplicationId, a => a with { State = ApplicationState.Objection, Objections = [Objected("a1")] });
        clock.Now += TimeSpan.FromDays(1);

        Assert.Equal("a1", (await RefusedAsync(ErrorReason.ObjectionOpen, server.Batches.DecideBatchAsync(Decision()))).Fact("objections"));
        Assert.Empty((await server.GetAsync(teacher)).Recognitions);
        await server.ChangeAsync(objected.ApplicationId, a => a.Resolve("a1", Domain.Certification.Applications.ObjectionState.Rejected, "不属实", "", "tests", DateTimeOffset.UnixEpoch));
        Assert.Equal(2, (await server.Batches.DecideBatchAsync(Decision())).RecognisedCount);
    }

    [Fact]
    public async Task Who_was_merged_since_is_recognised_as_the_person_they_are()
    {
        await using var server = await StartAsync(clock);
        var (kept, merged) = ((await server.HireAsync()).TeacherId, (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang() })).Teacher.TeacherId);
        await server.PublicAsync(clock, merged);
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept, MergedTeacherId = merged });

        Assert.Equal(1, (await server.Batches.DecideBatchAsync(Decision())).RecognisedCount);
        Assert.Single((await server.GetAsync(kept)).Recognitions);
    }

    [Fact]
    public async Task Two_applications_of_one_person_become_neither_public_nor_recognised_and_both_are_named()
    {
        await using var server = await StartAsync(clock);
        var (kept, merged) = ((await server.HireAsync()).TeacherId, (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang() })).Teacher.TeacherId);
        var batchId = await server.ReviewingAsync();
        Domain.Certification.Applications.Application[] both = [Applied(batchId, kept, days: 1), Applied(batchId, merged, days: 1)];
        await server.ApplyAsync([.. both, Applied(batchId, (await server.HireAsync("李四")).TeacherId, days: 1)]);
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept, MergedTeacherId = merged });

        await RefusedTwiceAsync(server.Batches.AnnounceBatchAsync(new() { Code = Code }));
        await server.Teachers.UnmergeTeacherAsync(new() { MergedTeacherId = merged });
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept, MergedTeacherId = merged });
        clock.Now += TimeSpan.FromDays(1);
        await RefusedTwiceAsync(server.Batches.DecideBatchAsync(Decision()));

        await server.Applications.WithdrawApplicationAsync(new() { ApplicationId = both[1].ApplicationId, Explanation = "重复" });
        Assert.Equal(2, (await server.Batches.DecideBatchAsync(Decision())).RecognisedCount);
        // Each stays with the record it was filed for.
        await server.Teachers.UnmergeTeacherAsync(new() { MergedTeacherId = merged });
        Assert.Equal([kept, merged], (await server.ApplicationsAsync(batchId)).Select(a => a.TeacherId).Intersect([kept, merged]).OrderBy(id => id != kept));

        async Task RefusedTwiceAsync<T>(AsyncUnaryCall<T> call)
        {
            var refused = await RefusedAsync(ErrorReason.ApplicantTwice, call);
            Assert.Equal((2, "2"), (refused.Fact("application_ids").Split(' ').Intersect(both.Select(a => a.ApplicationId)).Count(), refused.Fact("application_count")));
        }
    }

    [Fact]
    public async Task Nobody_who_was_erased_is_recognised_and_their_applications_are_named_and_can_be_ended()
    {
        await using var server = await StartAsync(clock);
        var batchId = await server.ReviewingAsync();
        List<string> erased = [];
        for (var i = 0; i < 21; i++)
        {
            erased.Add((await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang("赵六") })).Teacher.TeacherId);
        }
        await server.ApplyAsync([.. erased.Select(t => Applied(batchId, t, days: 1)), Applied(batchId, (await server.HireAsync()).TeacherId, days: 1)]);
        foreach (var teacher in erased)
        {
            await new PrivacyService.PrivacyServiceClient(server.Channel).EraseTeacherAsync(new() { TeacherId = teacher, Reason = "never engaged" });
        }

        var refused = await RefusedAsync(ErrorReason.TeacherErased, server.Batches.AnnounceBatchAsync(new() { Code = Code }));
        Assert.Equal((20, "21"), (refused.Fact("application_ids").Split(' ').Length, refused.Fact("application_count")));
        foreach (var application in await server.ApplicationsAsync(batchId))
        {
            var end = server.Applications.DeclareIneligibleAsync(new() { ApplicationId = application.ApplicationId, Cause = EndingCause.Erased, Explanation = "身份信息已抹除" });
            if (erased.Contains(application.TeacherId))
            {
                Assert.Equal(EndingCause.Erased, (await end).Application.Ending.Cause);
            }
            else
            {
                Assert.Equal(["cause"], (await RefusedAsync(ErrorReason.InvalidRequest, end)).Fields());
            }
        }
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
    }

    [Fact]
    public async Task Nobody_is_recognised_for_what_they_hold_since()
    {
        await using var server = await StartAsync(clock);
        var teacher = (await server.HireAsync()).TeacherId;
        var batchId = await server.PublicAsync(clock, teacher, (await server.HireAsync("李四")).TeacherId);
        // Another batch of a later day recognised them meanwhile.
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher, Recognition = new(People.Junior()) { Level = RecognitionLevel.Middle, StartDate = Day(2025, 11, 1), LastDate = Day(2030, 10, 31) } });

        var refused = await RefusedAsync(ErrorReason.AlreadyRecognised, server.Batches.DecideBatchAsync(Decision()));
        var own = (await server.ApplicationsAsync(batchId)).Single(a => a.TeacherId == teacher);
        Assert.Equal((own.ApplicationId, "1", teacher), (refused.Fact("application_ids"), refused.Fact("application_count"), refused.Fact("teacher_id")));
        await server.Applications.WithdrawApplicationAsync(new() { ApplicationId = own.ApplicationId, Explanation = "已认定" });
        Assert.Equal(1, (await server.Batches.DecideBatchAsync(Decision())).RecognisedCount);
    }

    [Fact]
    public async Task A_decision_supersedes_what_is_lower()
    {
        await using var server = await StartAsync(clock);
        var teacher = (await server.HireAsync()).TeacherId;
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher, Recognition = People.Junior() });
        await server.PublicAsync(clock, teacher);
        await server.Batches.DecideBatchAsync(Decision());

        Assert.Equal("SUPERSEDED", await server.CauseAsync(People.Junior().CertificateNumber));
    }

    [Fact]
    public async Task A_number_that_an_event_waits_for_is_passed_over()
    {
        await using var server = await StartAsync(clock);
        var teacher = (await server.HireAsync()).TeacherId;
        var mistyped = new RecordRecognitionEventRequest
        {
            Authority = Authority, CertificateNumber = "GP2025-0001", Event = new() { Type = RecognitionEventType.Revoke, EffectiveDate = Day(2025, 11, 26), DocumentNumber = "1" },
        };
        Assert.True((await server.Recognitions.RecordRecognitionEventAsync(mistyped)).Pending);
        await server.PublicAsync(clock, teacher);
        await server.Batches.DecideBatchAsync(Decision());

        var decided = Assert.Single((await server.GetAsync(teacher)).Recognitions);
        Assert.Equal(("GP2025-0002", 0), (decided.CertificateNumber, decided.Events.Count));
        Assert.True((await server.Recognitions.RecordRecognitionEventAsync(new(mistyped) { Event = new(mistyped.Event) { DocumentNumber = "2" } })).Pending);
    }

    [Fact]
    public async Task Numbers_go_on_behind_those_that_their_prefix_has_given_and_over_those_that_a_list_has()
    {
        await using var server = await StartAsync(clock);
        await server.PublicAsync(clock, (await server.HireAsync()).TeacherId);
        await server.Batches.DecideBatchAsync(Decision());
        await server.Recognitions.GrantRecognitionAsync(new()
        {
            TeacherId = (await server.HireAsync()).TeacherId, Recognition = new(People.Junior("GP2025-0002")) { Authority = Authority },
        });
        Assert.Equal("GP2025-0003", await NextNumberAsync(server, "SECOND"));
    }

    [Fact]
    public async Task A_number_is_never_given_again_whatever_became_of_the_recognition_that_bore_it()
    {
        await using var server = await StartAsync(clock);
        var first = (await server.HireAsync()).TeacherId;
        await server.PublicAsync(clock, first);
        await server.Batches.DecideBatchAsync(Decision());
        await server.Teachers.WithdrawFactAsync(new() { TeacherId = first, FactId = Assert.Single((await server.GetAsync(first)).Recognitions).RecognitionId });

        Assert.Equal("GP2025-0002", await NextNumberAsync(server, "SECOND"));
        await server.RestartAsync();
        Assert.Equal("GP2025-0003", await NextNumberAsync(server, "THIRD"));
    }

    /// <summary>The number that somebody is given by one more batch of the prefix.</summary>
    private async Task<string> NextNumberAsync(TestServer server, string code)
    {
        var teacher = (await server.HireAsync()).TeacherId;
        var batchId = await server.ReviewingAsync(code);
        await server.ApplyAsync(Applied(batchId, teacher, days: 1));
        await server.Batches.AnnounceBatchAsync(new() { Code = code });
        clock.Now += TimeSpan.FromDays(1);
        await server.Batches.DecideBatchAsync(Decision(code));
        return Assert.Single((await server.GetAsync(teacher)).Recognitions).CertificateNumber;
    }

    [Fact]
    public async Task Two_batches_of_one_prefix_decided_at_the_same_time_share_no_number()
    {
        await using var server = await StartAsync(clock);
        foreach (var code in (string[])["A", "B"])
        {
            var batchId = await server.ReviewingAsync(code);
            for (var i = 0; i < 20; i++)
            {
                await server.ApplyAsync(Applied(batchId, (await server.HireAsync()).TeacherId, days: 1));
            }
            await server.Batches.AnnounceBatchAsync(new() { Code = code });
        }
        clock.Now += TimeSpan.FromDays(1);

        await Task.WhenAll(server.Batches.DecideBatchAsync(Decision("A")).ResponseAsync, server.Batches.DecideBatchAsync(Decision("B")).ResponseAsync);
        var given = (await server.Recognitions.ListRecognitionsAsync(new() { PageSize = 500 })).Entries.Select(e => e.Recognition.CertificateNumber);
        Assert.Equal(Enumerable.Range(1, 40).Select(n => $"GP2025-{n:D4}"), given.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Five_hundred_are_decided_in_one_entry_of_the_journal()
    {
        await using var server = await StartAsync(clock);
        List<string> teachers = [];
        for (var i = 0; i < 500; i++)
        {
            teachers.Add((await server.HireAsync()).TeacherId);
        }
        var batchId = await server.ReviewingAsync();
        // More than a page of them, the one that is over first.
        await server.ApplyAsync([Applied(batchId, teachers[0], ApplicationState.Withdrawn), .. teachers.Select(t => Applied(batchId, t, days: 1))]);
        await server.Batches.AnnounceBatchAsync(new() { Code = Code });
        clock.Now += TimeSpan.FromDays(1);
        var before = await server.RevisionAsync();

        var watch = Stopwatch.StartNew();
        Assert.Equal(500, (await server.Batches.DecideBatchAsync(Decision())).RecognisedCount);
        output.WriteLine($"500 applications decided in {watch.ElapsedMilliseconds} ms");
        Assert.Equal(before + 1, await server.RevisionAsync());
    }
}
