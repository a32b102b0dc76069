using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Grpc.Core;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Applications.Filing;
using static Faculty.Server.Tests.SampleTree;
using BatchState = Faculty.Domain.Certification.Batches.BatchState;

namespace Faculty.Server.Tests.Certification.Applications;

public sealed class FilingTests
{
    [Fact]
    public async Task What_is_submitted_is_frozen_whatever_the_record_says_later()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var teacher = await server.PractisedAsync();
        var draft = await clerk.DraftAsync(teacher.TeacherId);
        Assert.Equal((ApplicationState.Draft, School, null, 0), (draft.State, draft.SchoolCode, draft.Submission, draft.Evidence.Count));

        var filed = await clerk.SubmitAsync(draft.ApplicationId);

        Assert.Equal((ApplicationState.Submitted, "CN/1", 1, clerk.AccountId), (filed.State, filed.Submission.RuleVersion, filed.Submission.Number, filed.Submission.ActorId));
        var shown = Assert.Single(filed.Submission.Evidence);
        Assert.Equal(((FactKind.Practice, teacher.Practices[0].PracticeId), 64), ((shown.Fact.Kind, shown.Fact.FactId), shown.Digest.Length));
        Assert.Equal(RequirementResult.Met, Assert.Single(filed.Submission.Judgements).Result);
        await server.Teachers.WithdrawFactAsync(new() { TeacherId = teacher.TeacherId, FactId = teacher.Practices[0].PracticeId });
        Assert.Equal(filed, await server.GetApplicationAsync(filed.ApplicationId));
        // The control: what is submitted now is judged by the record as it is now.
        await server.Applications.ReturnApplicationAsync(new() { ApplicationId = filed.ApplicationId, Items = { new ReturnItem { Problem = "重填" } } });
        await RefusedAsync(ErrorReason.RequirementsLacking, clerk.Client.SubmitApplicationsAsync(new() { ApplicationIds = { filed.ApplicationId } }));
    }

    [Fact]
    public async Task What_is_lacking_refuses_and_is_named_and_none_of_the_others_is_submitted()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var good = await clerk.DraftAsync((await server.PractisedAsync()).TeacherId);
        var bad = await clerk.DraftAsync((await server.HireAsync("李四")).TeacherId);

        var refused = await RefusedAsync(ErrorReason.RequirementsLacking, clerk.Client.SubmitApplicationsAsync(new() { ApplicationIds = { good.ApplicationId, bad.ApplicationId } }));

        Assert.Equal((bad.ApplicationId, "practice"), (refused.Fact("application_id"), refused.Fact("requirements")));
        Assert.Equal(good, await server.GetApplicationAsync(good.ApplicationId));
    }

    [Fact]
    public async Task Evidence_is_the_applicants_own_not_later_than_the_day_and_stands_on_it()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var other = await server.PractisedAsync("李四");
        var teacher = await server.PractisedAsync();
        teacher = await server.PractiseAsync(teacher.TeacherId, 2025);
        teacher = (await server.Teachers.RecordCredentialAsync(new()
        {
            TeacherId = teacher.TeacherId, Credential = new() { Category = CredentialCategory.Industry, Name = "焊接证书", Number = "H-1", IssuedOn = Day(2017, 5, 1), StartDate = Day(2017, 5, 1), LastDate = Day(2020, 4, 30) },
        })).Teacher;
        teacher = (await server.Teachers.RecordHonourAsync(new() { TeacherId = teacher.TeacherId, Honour = new() { Title = "骨干教师", Level = "县级", GrantedOn = Day(2025, 9, 10) } })).Teacher;
        var application = await clerk.DraftAsync(teacher.TeacherId);

        Assert.Equal(ErrorReason.EvidenceForeign, await WithAsync(FactKind.Practice, other.Practices[0].PracticeId));
        Assert.Equal(ErrorReason.EvidenceLater, await WithAsync(FactKind.Honour, teacher.Honours[0].HonourId));
        Assert.Equal(ErrorReason.EvidenceInvalid, await WithAsync(FactKind.Credential, teacher.Credentials[0].CredentialId));
        Assert.Equal(ErrorReason.Unspecified, await WithAsync(FactKind.Practice, teacher.Practices[0].PracticeId));

        async Task<ErrorReason> WithAsync(FactKind kind, string id)
        {
            await clerk.Client.ReviseApplicationAsync(new() { ApplicationId = application.ApplicationId, Evidence = { new Evidence { Fact = new() { Kind = kind, FactId = id } } } });
            return await ReasonAsync(() => clerk.Client.SubmitApplicationsAsync(new() { ApplicationIds = { application.ApplicationId } }).ResponseAsync);
        }
    }

    [Fact]
    public async Task Of_many_who_make_or_submit_an_application_at_once_exactly_one_does()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var teacher = await server.PractisedAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReasonAsync(() => clerk.Client.CreateApplicationsAsync(New(teacher.TeacherId)).ResponseAsync)));
        Assert.Equal((1, 7), (made.Count(r => r == ErrorReason.Unspecified), made.Count(r => r == ErrorReason.AlreadyExists)));
        var application = Assert.Single((await clerk.Client.ListApplicationsAsync(new() { TeacherId = teacher.TeacherId })).Applications);

        var submitted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReasonAsync(() => clerk.Client.SubmitApplicationsAsync(new() { ApplicationIds = { application.ApplicationId } }).ResponseAsync)));
        Assert.Equal((1, 7), (submitted.Count(r => r == ErrorReason.Unspecified), submitted.Count(r => r == ErrorReason.ApplicationState)));
        Assert.Equal(1, (await server.GetApplicationAsync(application.ApplicationId)).Submission.Number);

        // Taken back, it makes room for another.
        await clerk.Client.WithdrawApplicationAsync(new() { ApplicationId = application.ApplicationId, Explanation = "不再申报" });
        Assert.Equal(EndingCause.Withdrawn, (await server.GetApplicationAsync(application.ApplicationId)).Ending.Cause);
        await clerk.DraftAsync(teacher.TeacherId);
    }

    [Fact]
    public async Task Applications_are_taken_while_the_batch_is_open_and_mended_ones_until_it_is_public()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var (draft, filed, other) = (await clerk.DraftAsync((await server.PractisedAsync()).TeacherId), await clerk.FileAsync((await server.PractisedAsync("李四")).TeacherId), await server.PractisedAsync("张三"));
        await server.BatchAsync(BatchState.Reviewing);

        await RefusedAsync(ErrorReason.BatchState, clerk.Client.CreateApplicationsAsync(New(other.TeacherId)));
        await RefusedAsync(ErrorReason.BatchState, clerk.Client.ReviseApplicationAsync(new() { ApplicationId = draft.ApplicationId, Field = "信息技术" }));
        var refused = await RefusedAsync(ErrorReason.BatchState, clerk.Client.SubmitApplicationsAsync(new() { ApplicationIds = { draft.ApplicationId } }));
        Assert.Equal((draft.ApplicationId, "Open"), (refused.Fact("application_id"), refused.Fact("needed")));
        await server.Applications.ReturnApplicationAsync(new() { ApplicationId = filed.ApplicationId, Items = { new ReturnItem { Subject = "practice", Problem = "缺证明" } } });
        Assert.Equal(2, (await clerk.SubmitAsync(filed.ApplicationId)).Submission.Number);
        await server.Applications.ReturnApplicationAsync(new() { ApplicationId = filed.ApplicationId, Items = { new ReturnItem { Problem = "缺证明" } } });
        await server.PublicAsync();
        await RefusedAsync(ErrorReason.BatchState, clerk.Client.SubmitApplicationsAsync(new() { ApplicationIds = { filed.ApplicationId } }));
    }

    [Fact]
    public async Task Nobody_applies_for_what_is_held_or_at_a_school_that_does_not_engage_them()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var teacher = await server.PractisedAsync();
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher.TeacherId, Recognition = People.Junior() });

        var held = await RefusedAsync(ErrorReason.AlreadyRecognised, clerk.Client.CreateApplicationsAsync(New(teacher.TeacherId)));
        Assert.Equal("2023-001", held.Fact("certificate_number"));
        // One that ends within six months of the day is in nobody's way, nor is a lower one.
        await clerk.DraftAsync(teacher.TeacherId, RecognitionLevel.Middle);
        await server.BatchAsync(b => b with { AsOf = new(2028, 6, 1) });
        await RefusedAsync(ErrorReason.AlreadyExists, clerk.Client.CreateApplicationsAsync(New(teacher.TeacherId)));

        var elsewhere = New((await server.PractisedAsync("李四")).TeacherId);
        elsewhere.Applications[0].SchoolCode = "JC";
        Assert.Equal(["applications[0].school_code"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Applications.CreateApplicationsAsync(elsewhere))).Fields());
        Assert.Equal("JC", (await RefusedAsync(ErrorReason.PermissionDenied, clerk.Client.CreateApplicationsAsync(elsewhere))).Fact("organisation_code"));
    }

    [Fact]
    public async Task What_is_held_is_asked_again_when_it_is_revised_or_submitted()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var teacher = await server.PractisedAsync();
        var draft = await clerk.DraftAsync(teacher.TeacherId);
        // From a day behind the batch's own: another batch recognised them.
        await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = teacher.TeacherId, Recognition = new(People.Junior()) { StartDate = Day(2025, 11, 1), LastDate = Day(2030, 10, 31) } });

        Assert.Equal(draft.ApplicationId, (await RefusedAsync(ErrorReason.AlreadyRecognised, clerk.Client.SubmitApplicationsAsync(new() { ApplicationIds = { draft.ApplicationId } }))).Fact("application_id"));
        await RefusedAsync(ErrorReason.AlreadyRecognised, clerk.Client.ReviseApplicationAsync(new() { ApplicationId = draft.ApplicationId, Field = "信息技术" }));
        await clerk.Client.ReviseApplicationAsync(new() { ApplicationId = draft.ApplicationId, Level = RecognitionLevel.Middle });
        await clerk.SubmitAsync(draft.ApplicationId);
    }

    [Fact]
    public async Task Applications_of_another_school_are_to_nobody_else_as_if_there_were_none()
    {
        await using var server = await StartAsync();
        var (own, foreign) = (await server.ClerkAsync(), await server.ClerkAsync("JC"));
        var reviewer = await server.ReviewerAsync("JC");
        var filed = await own.FileAsync((await server.PractisedAsync()).TeacherId);
        var unknown = new string('0', 32);

        foreach (var id in (string[])[filed.ApplicationId, unknown])
        {
            string[] said =
            [
                (await RefusedAsync(ErrorReason.NotFound, foreign.Client.GetApplicationAsync(new() { ApplicationId = id }))).Status.Detail,
                (await RefusedAsync(ErrorReason.NotFound, foreign.Client.SubmitApplicationsAsync(new() { ApplicationIds = { id } }))).Status.Detail,
                (await RefusedAsync(ErrorReason.NotFound, foreign.Client.WithdrawApplicationAsync(new() { ApplicationId = id, Explanation = "不" }))).Status.Detail,
                (await RefusedAsync(ErrorReason.NotFound, reviewer.Client.FinishReviewsAsync(Finish(ReviewTier.School, ReviewVerdict.Pass, id)))).Status.Detail,
                (await RefusedAsync(ErrorReason.NotFound, reviewer.Client.FileObjectionAsync(new() { ApplicationId = id, Ground = "不实" }))).Status.Detail,
            ];
            Assert.All(said, s => Assert.Equal("No application with this id.", s));
        }
        Assert.Empty((await foreign.Client.ListApplicationsAsync(new() { BatchCode = Code })).Applications);
        Assert.Empty(await foreign.Client.StreamApplications(new()).AllAsync().ToListAsync());
        Assert.Equal(filed, Assert.Single((await own.Client.ListApplicationsAsync(new() { BatchCode = Code, State = ApplicationState.Submitted, Tier = ReviewTier.School })).Applications));
        Assert.Equal(filed, Assert.Single((await own.Client.StreamApplications(new() { SchoolCode = School }).AllAsync().ToListAsync())[0].Applications));
        await RefusedAsync(ErrorReason.NotFound, own.Client.ListApplicationsAsync(new() { BatchCode = "GP-2024-1" }));
    }

    [Fact]
    public async Task An_application_filed_for_a_record_is_the_persons_whom_it_was_merged_into_until_it_is_undone()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var merged = (await server.PractisedAsync()).TeacherId;
        var kept = (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang() })).Teacher.TeacherId;
        var filed = await clerk.FileAsync(merged);
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = kept, MergedTeacherId = merged });

        foreach (var id in (string[])[kept, merged])
        {
            Assert.Equal(filed, Assert.Single((await clerk.Client.ListApplicationsAsync(new() { TeacherId = id })).Applications));
            Assert.Equal(filed.ApplicationId, (await RefusedAsync(ErrorReason.AlreadyExists, clerk.Client.CreateApplicationsAsync(New(id, RecognitionLevel.Middle)))).Fact("id"));
        }
        await server.Teachers.UnmergeTeacherAsync(new() { MergedTeacherId = merged });
        Assert.Empty((await server.Applications.ListApplicationsAsync(new() { TeacherId = kept })).Applications);
        Assert.Equal(merged, Assert.Single((await clerk.Client.ListApplicationsAsync(new() { TeacherId = merged })).Applications).TeacherId);
    }

    [Fact]
    public async Task Whatever_a_list_asks_for_its_pages_are_full_and_in_the_order_of_ids()
    {
        await using var server = await StartAsync();
        var (own, county) = (await server.ClerkAsync(), await server.ClerkAsync(County));
        await server.InsertAsync(Batch("OTHER", BatchState.Open));
        var ids = new List<(string Batch, string School, ApplicationState State, string Id)>();
        foreach (var (batch, school, state) in from batch in (string[])["OTHER", Code] from school in (string[])[School, "JC"] from state in (ApplicationState[])[ApplicationState.Draft, ApplicationState.Submitted] from _ in Enumerable.Range(0, 3) select (batch, school, state))
        {
            var application = Batches.Deciding.Applied(batch, Server.Hosting.Ids.New(), (Domain.Certification.Applications.ApplicationState)(int)state, school: school);
            await Batches.Deciding.ApplyAsync(server, application);
            ids.Add((batch, school, state, application.ApplicationId));
        }

        foreach (var caller in (Caller[])[own, county])
        {
            foreach (var request in (ListApplicationsRequest[])[new(), new() { BatchCode = Code }, new() { State = ApplicationState.Submitted }, new() { Tier = ReviewTier.School }, new() { BatchCode = "OTHER", SchoolCode = School, Tier = ReviewTier.School, State = ApplicationState.Submitted }])
            {
                var expected = ids.Where(i => (caller == county || i.School == School) && (request.BatchCode.Length == 0 || i.Batch == request.BatchCode) && (request.SchoolCode.Length == 0 || i.School == request.SchoolCode))
                    .Where(i => i.State == ApplicationState.Submitted || (request.State == ApplicationState.Unspecified && request.Tier == ReviewTier.Unspecified)).Select(i => i.Id).Order(StringComparer.Ordinal).ToList();
                var (found, pages) = (new List<string>(), new List<int>());
                do
                {
                    var page = await caller.Client.ListApplicationsAsync(new(request) { PageSize = 2, PageToken = request.PageToken });
                    found.AddRange(page.Applications.Select(a => a.ApplicationId));
                    pages.Add(page.Applications.Count);
                    request.PageToken = page.NextPageToken;
                }
                while (request.PageToken.Length > 0);
                Assert.Equal(expected, found);
                Assert.All(pages.SkipLast(1), size => Assert.Equal(2, size));
            }
        }
    }

    [Fact]
    public async Task Pages_of_a_list_hold_every_application_once()
    {
        await using var server = await StartAsync();
        var clerk = await server.ClerkAsync();
        var ids = new List<string>();
        foreach (var name in (string[])["王明", "李四", "张三", "赵六", "孙七"])
        {
            ids.Add((await clerk.DraftAsync((await server.HireAsync(name)).TeacherId)).ApplicationId);
        }
        await clerk.Client.WithdrawApplicationAsync(new() { ApplicationId = ids[2], Explanation = "不再申报" });

        var (found, token) = (new List<string>(), "");
        do
        {
            var page = await clerk.Client.ListApplicationsAsync(new() { BatchCode = Code, State = ApplicationState.Draft, PageSize = 2, PageToken = token });
            found.AddRange(page.Applications.Select(a => a.ApplicationId));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(ids.Where((_, i) => i != 2).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    /// <summary>Why a call was refused; unspecified when it was carried out.</summary>
    private static async Task<ErrorReason> ReasonAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return ErrorReason.Unspecified;
        }
        catch (RpcException refused)
        {
            var value = ErrorReflection.Descriptor.EnumTypes.Single(e => e.Name == nameof(ErrorReason)).FindValueByName($"ERROR_REASON_{refused.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason}");
            return (ErrorReason)value.Number;
        }
    }
}
