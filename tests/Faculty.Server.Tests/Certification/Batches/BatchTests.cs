using Faculty.Server.Tests.Certification.Rules;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.Calls;
using static Faculty.Server.Tests.Certification.Batches.Deciding;
using static Faculty.Server.Tests.SampleTree;
using ApplicationState = Faculty.Domain.Certification.Applications.ApplicationState;

namespace Faculty.Server.Tests.Certification.Batches;

public sealed class BatchTests
{
    [Fact]
    public async Task A_batch_goes_from_the_draft_to_the_decision_and_every_step_waits_for_the_one_before()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await StartAsync(clock);
        var (one, other) = ((await server.HireAsync("王明")).TeacherId, (await server.HireAsync("李四")).TeacherId);
        var draft = (await server.Batches.CreateBatchAsync(new() { Batch = Draft() })).Batch;
        Assert.Equal((BatchState.Draft, ""), (draft.State, draft.RuleVersion));
        await RefusedAsync(ErrorReason.BatchState, server.Batches.CloseBatchAsync(new() { Code = Code }));

        var open = (await server.Batches.OpenBatchAsync(new() { Code = Code, Etag = draft.Etag })).Batch;
        Assert.Equal((BatchState.Open, "CN/1"), (open.State, open.RuleVersion));
        await RefusedAsync(ErrorReason.EtagMismatch, server.Batches.CloseBatchAsync(new() { Code = Code, Etag = draft.Etag }));
        await RefusedAsync(ErrorReason.BatchState, server.Batches.OpenBatchAsync(new() { Code = Code }));
        await server.Batches.CloseBatchAsync(new() { Code = Code });
        await RefusedAsync(ErrorReason.BatchState, server.Batches.AnnounceBatchAsync(new() { Code = Code }));
        await server.Batches.ReviewBatchAsync(new() { Code = Code });
        await server.ApplyAsync(Applied(open.BatchId, one, days: 3), Applied(open.BatchId, other), Applied(open.BatchId, other, ApplicationState.Withdrawn));

        var announced = (await server.Batches.AnnounceBatchAsync(new() { Code = Code })).Batch;
        Assert.Equal((BatchState.Publicity, Day(2025, 11, 25), Day(2025, 12, 1)), (announced.State, announced.PublicityStart, announced.PublicityLast));
        clock.Now += TimeSpan.FromDays(7);
        var decided = await server.Batches.DecideBatchAsync(Decision());
        Assert.Equal((2, BatchState.Published, Document, Day(2025, 12, 2)), (decided.RecognisedCount, decided.Batch.State, decided.Batch.DecisionDocument, decided.Batch.EffectiveDate));

        var read = await server.Batches.GetBatchAsync(new() { Code = Code });
        Assert.Equal(decided.Batch, read.Batch);
        Assert.Equal([(V1.ApplicationState.Recognised, 2), (V1.ApplicationState.Withdrawn, 1)], read.Counts.Select(c => (c.State, c.ApplicationCount)));
        var recognition = Assert.Single((await server.GetAsync(other)).Recognitions);
        Assert.Equal(
            new Recognition
            {
                RecognitionId = recognition.RecognitionId, Level = RecognitionLevel.Middle, Track = RecognitionTrack.Secondary, Field = "装备制造", CertificateNumber = recognition.CertificateNumber,
                Authority = Authority, RuleVersion = "CN/1", DecisionDocument = Document, StartDate = Day(2025, 12, 2), LastDate = Day(2030, 12, 1), Trust = RecognitionTrust.Decided,
                ApplicationId = recognition.ApplicationId, JudgedDate = Day(2025, 8, 31), RecheckMonths = 60,
            },
            recognition);
        Assert.Equal(["GP2025-0001", "GP2025-0002"], ((string[])[recognition.CertificateNumber, (await server.GetAsync(one)).Recognitions[0].CertificateNumber]).Order());
    }

    [Fact]
    public async Task A_batch_opens_only_under_rules_and_keeps_the_version_it_was_opened_with()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.Batches.CreateBatchAsync(new() { Batch = Draft() });
        await RefusedAsync(ErrorReason.NoRules, server.Batches.OpenBatchAsync(new() { Code = Code }));

        await server.ActivateAsync(Packs.Nation());
        await server.Batches.CreateBatchAsync(new() { Batch = new(Draft("HIGHER")) { Track = RecognitionTrack.Higher } });
        Assert.Equal("Higher", (await RefusedAsync(ErrorReason.NoRules, server.Batches.OpenBatchAsync(new() { Code = "HIGHER" }))).Fact("track"));
        await server.Batches.OpenBatchAsync(new() { Code = Code });
        await server.RulePacks.WithdrawRulePackAsync(new() { Code = "CN", Version = 1, EffectiveDate = Day(2025, 8, 1), DocumentNumber = "1" });
        Assert.Equal("CN/1", (await server.Batches.GetBatchAsync(new() { Code = Code })).Batch.RuleVersion);
    }

    [Fact]
    public async Task Each_application_is_judged_by_the_strictest_rules_that_held_at_its_school_when_the_batch_opened()
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        await server.ActivateAsync(Packs.School(School, "GP"));
        await server.Batches.CreateBatchAsync(new() { Batch = Draft() });
        var batch = (await server.Batches.OpenBatchAsync(new() { Code = Code })).Batch;
        Assert.Equal("CN/1", batch.RuleVersion);
        Assert.Equal([(School, "GP/1")], batch.PlaceRules.Select(p => (p.OrganisationCode, p.RuleVersion)));
        // What becomes active later is for later batches.
        await server.ActivateAsync(Packs.School("JC", "JC"));

        foreach (var (school, department, version) in (IEnumerable<(string, string, string)>)[(School, "GP-ZB", "GP/1"), ("JC", "JC-JD", "CN/1")])
        {
            // 75 days of practice: as many as GP asks for.
            var hired = Teachers.People.Hired();
            (hired.Engagement.SchoolCode, hired.Post.DepartmentCode) = (school, department);
            var teacher = (await server.Teachers.CreateTeacherAsync(hired)).Teacher.TeacherId;
            await server.Teachers.RecordPracticeAsync(new() { TeacherId = teacher, Practice = new() { Enterprise = "某机械厂", StartDate = Day(2023, 7, 1), LastDate = Day(2023, 9, 12), Verified = true } });
            await server.Teachers.RecordCredentialAsync(new() { TeacherId = teacher, Credential = new() { Category = CredentialCategory.SkillLevel, Name = "焊工", Level = "3", Number = $"S-{school}", IssuedOn = Day(2017, 5, 1), StartDate = Day(2017, 5, 1) } });
            var draft = (await server.Applications.CreateApplicationsAsync(new() { BatchCode = Code, Applications = { new NewApplication { TeacherId = teacher, Level = RecognitionLevel.Middle, Field = "焊接" } } })).Applications[0];
            var submit = server.Applications.SubmitApplicationsAsync(new() { ApplicationIds = { draft.ApplicationId } });
            if (school == School)
            {
                Assert.Equal(version, (await RefusedAsync(ErrorReason.RequirementsLacking, submit)).Fact("rule_version"));
            }
            else
            {
                Assert.Equal(version, (await submit).Applications[0].Submission.RuleVersion);
            }
        }
    }

    [Fact]
    public async Task A_batch_names_a_pack_of_its_own_layer_that_stands_on_all_that_hold_at_its_places()
    {
        await using var server = await StartAsync();
        var own = Packs.School(County, "B");
        (own.Layer, own.Levels[0].Requirements[0].Practice.LeastDays) = (RuleLayer.Batch, 80);
        await server.ActivateAsync(own);
        foreach (var (code, organisation, pack) in (IEnumerable<(string, string, string)>)[("NONE", County, "NONE"), ("NATION", County, "CN"), ("OWN", County, "B"), ("LATER", County, "B")])
        {
            await server.Batches.CreateBatchAsync(new() { Batch = new(Draft(code, organisation)) { RulePackCode = pack } });
        }

        Assert.Equal("NONE", (await RefusedAsync(ErrorReason.BatchPackUnfit, server.Batches.OpenBatchAsync(new() { Code = "NONE" }))).Fact("rule_pack_code"));
        await RefusedAsync(ErrorReason.BatchPackUnfit, server.Batches.OpenBatchAsync(new() { Code = "NATION" }));
        Assert.Equal("B/1", (await server.Batches.OpenBatchAsync(new() { Code = "OWN" })).Batch.RuleVersion);
        await server.ActivateAsync(Packs.School(School, "GP"));
        var passed = await RefusedAsync(ErrorReason.BatchRulesPassed, server.Batches.OpenBatchAsync(new() { Code = "LATER" }));
        Assert.Equal(("GP/1", School), (passed.Fact("other_rule_version"), passed.Fact("organisation_code")));
    }

    [Fact]
    public async Task A_batch_opens_where_every_tier_has_an_organisation_and_takes_what_its_own_may_decide()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        await server.ActivateAsync(Applications.Filing.Rules());
        await server.Batches.CreateBatchAsync(new() { Batch = Draft() });
        await server.Batches.CreateBatchAsync(new() { Batch = Draft("SCHOOL", School) });

        var missing = await RefusedAsync(ErrorReason.TierMissing, server.Batches.OpenBatchAsync(new() { Code = Code }));
        Assert.Equal((School, "Senior", "Province"), (missing.Fact("organisation_code"), missing.Fact("level"), missing.Fact("tier")));
        await server.Organisations.CreateOrganisationAsync(Create("140000", OrganisationKind.Province, "山西省"));
        await server.Organisations.MoveOrganisationAsync(new() { Code = County, ParentCode = "140000", StartDate = Day(1990, 1, 1) });
        await server.Batches.OpenBatchAsync(new() { Code = Code });
        await server.Batches.OpenBatchAsync(new() { Code = "SCHOOL" });

        var teacher = (await server.HireAsync()).TeacherId;
        foreach (var (code, level, decides) in (IEnumerable<(string, RecognitionLevel, string?)>)[("SCHOOL", RecognitionLevel.Middle, County), (Code, RecognitionLevel.Senior, "140000"), ("SCHOOL", RecognitionLevel.Junior, null), (Code, RecognitionLevel.Middle, null)])
        {
            var made = server.Applications.CreateApplicationsAsync(new() { BatchCode = code, Applications = { new NewApplication { TeacherId = teacher, Level = level, Field = "焊接" } } });
            if (decides is null)
            {
                await made;
            }
            else
            {
                Assert.Equal(decides, (await RefusedAsync(ErrorReason.LevelAboveBatch, made)).Fact("organisation_code"));
            }
        }
    }

    [Fact]
    public async Task A_batch_that_opens_while_rules_change_is_under_those_that_held_before_or_after_it()
    {
        await using var server = await StartAsync();
        for (var round = 0; round < 8; round++)
        {
            var code = $"R{round}";
            await server.Organisations.CreateOrganisationAsync(Create(code, OrganisationKind.School, "新校", County));
            await server.Batches.CreateBatchAsync(new() { Batch = Draft(code, code) });
            await server.RulePacks.ImportRulePackAsync(new() { RulePack = Packs.School(code, code) });

            var opening = server.Batches.OpenBatchAsync(new() { Code = code }).ResponseAsync;
            var activation = server.RulePacks.ActivateRulePackAsync(new() { Code = code, Version = 1 }).ResponseAsync;
            await Task.WhenAll(opening, activation);

            var (batch, pack) = ((await opening).Batch, (await activation).RulePack);
            Assert.Equal(Revision(batch.Etag) > Revision(pack.Etag) ? $"{code}/1" : "CN/1", batch.RuleVersion);
        }

        static long Revision(string etag) => long.Parse(etag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_batch_is_seen_where_its_teachers_are_and_run_where_it_belongs()
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        await server.Batches.CreateBatchAsync(new() { Batch = Draft("COUNTY") });
        await server.Batches.CreateBatchAsync(new() { Batch = Draft("OWN", School) });
        await server.Batches.CreateBatchAsync(new() { Batch = Draft("OTHER", "JC") });
        var clerk = new BatchService.BatchServiceClient(await server.AsAsync(Role.HrClerk, School));
        var reviewer = new BatchService.BatchServiceClient(await server.AsAsync(Role.Reviewer, School));

        Assert.Equal(["COUNTY", "OWN"], (await clerk.ListBatchesAsync(new())).Batches.Select(b => b.Code));
        Assert.Equal(["COUNTY", "OWN"], await clerk.StreamBatches(new()).AllAsync().SelectMany(m => m.Batches).Select(b => b.Code).ToListAsync());
        var batchId = (await server.Batches.GetBatchAsync(new() { Code = "COUNTY" })).Batch.BatchId;
        await server.ApplyAsync(Applied(batchId, (await server.HireAsync()).TeacherId), Applied(batchId, (await server.HireAsync()).TeacherId, school: "JC"));
        Assert.Equal(1, Assert.Single((await clerk.GetBatchAsync(new() { Code = "COUNTY" })).Counts).ApplicationCount);
        Assert.Equal(2, Assert.Single((await server.Batches.GetBatchAsync(new() { Code = "COUNTY" })).Counts).ApplicationCount);
        var foreign = await RefusedAsync(ErrorReason.NotFound, clerk.GetBatchAsync(new() { Code = "OTHER" }));
        var nobodys = await RefusedAsync(ErrorReason.NotFound, clerk.GetBatchAsync(new() { Code = "NONE" }));
        Assert.Equal(foreign.Status.Detail, nobodys.Status.Detail);

        var member = (await new AccountService.AccountServiceClient(server.Channel).CreateAccountAsync(new() { Account = new() { AccountName = "expert", Kind = AccountKind.Person, Grants = { new Grant { Role = Role.Reviewer, OrganisationCode = School } } } })).Account.AccountId;
        await server.Batches.SetPanelAsync(new() { Code = "COUNTY", Panel = new() { Tier = ReviewTier.City, Members = { new PanelMember { AccountId = member } } } });
        Assert.Single((await server.Batches.GetBatchAsync(new() { Code = "COUNTY" })).Batch.Panels);
        Assert.Empty((await clerk.GetBatchAsync(new() { Code = "COUNTY" })).Batch.Panels);
        Assert.All((await clerk.ListBatchesAsync(new())).Batches, b => Assert.Empty(b.Panels));
        Assert.All(await clerk.StreamBatches(new()).AllAsync().SelectMany(m => m.Batches).ToListAsync(), b => Assert.Empty(b.Panels));

        await reviewer.OpenBatchAsync(new() { Code = "OWN" });
        Assert.Equal(County, (await RefusedAsync(ErrorReason.PermissionDenied, reviewer.OpenBatchAsync(new() { Code = "COUNTY" }))).Fact("organisation_code"));
        await RefusedAsync(ErrorReason.NotFound, reviewer.OpenBatchAsync(new() { Code = "OTHER" }));
        await RefusedAsync(ErrorReason.PermissionDenied, reviewer.CreateBatchAsync(new() { Batch = Draft("NEW", County) }));
        await RefusedAsync(ErrorReason.AlreadyExists, server.Batches.CreateBatchAsync(new() { Batch = Draft("OWN", School) }));
    }

    [Fact]
    public async Task Batches_are_listed_by_code_a_page_at_a_time_and_by_state()
    {
        await using var server = await StartAsync();
        foreach (var code in (string[])["C", "A", "B"])
        {
            await server.Batches.CreateBatchAsync(new() { Batch = Draft(code) });
        }
        await server.Batches.OpenBatchAsync(new() { Code = "B" });

        var first = await server.Batches.ListBatchesAsync(new() { PageSize = 2 });
        var second = await server.Batches.ListBatchesAsync(new() { PageSize = 2, PageToken = first.NextPageToken });
        Assert.Equal(["A", "B", "C"], first.Batches.Concat(second.Batches).Select(b => b.Code));
        Assert.Equal("", second.NextPageToken);
        Assert.Equal(["B"], (await server.Batches.ListBatchesAsync(new() { State = BatchState.Open })).Batches.Select(b => b.Code));
        Assert.Empty((await server.Batches.ListBatchesAsync(new() { OrganisationCode = School })).Batches);
    }

    [Fact]
    public async Task Closing_tells_how_many_drafts_there_are_and_ends_them_only_when_asked_to()
    {
        await using var server = await StartAsync();
        foreach (var (code, drop) in (IEnumerable<(string, bool)>)[("LEFT", false), ("DROPPED", true)])
        {
            await server.Batches.CreateBatchAsync(new() { Batch = Draft(code) });
            var batchId = (await server.Batches.OpenBatchAsync(new() { Code = code })).Batch.BatchId;
            var (draft, other) = (Drafted(batchId, (await server.HireAsync()).TeacherId), Drafted(batchId, (await server.HireAsync()).TeacherId));
            await server.ApplyAsync(draft, other, Applied(batchId, (await server.HireAsync()).TeacherId, ApplicationState.Submitted));
            var request = new CloseBatchRequest { Code = code, DropDrafts = drop, RequestId = $"{Guid.NewGuid()}" };
            Assert.Equal(2, (await server.Batches.CloseBatchAsync(new(request) { ValidateOnly = true })).DraftCount);
            Assert.Equal(ApplicationState.Draft, (await server.ReadAsync(draft.ApplicationId)).State);

            var closed = await server.Batches.CloseBatchAsync(request);
            Assert.Equal(2, closed.DraftCount);
            var left = await server.ReadAsync(draft.ApplicationId);
            Assert.Equal(drop ? (ApplicationState.Withdrawn, EndingCause.NotSubmitted) : (ApplicationState.Draft, null), (left.State, (EndingCause?)(int?)left.Ending?.Cause));
            // What is taken back meanwhile does not change what a repeat says.
            if (!drop)
            {
                await server.ChangeAsync(other.ApplicationId, a => a.Withdraw("不再申报", "clerk", DateTimeOffset.UnixEpoch));
            }
            Assert.Equal(closed, await server.Batches.CloseBatchAsync(request));
        }

        static Domain.Certification.Applications.Application Drafted(string batchId, string teacherId) => Applied(batchId, teacherId, ApplicationState.Draft) with { Submission = null };
    }

    [Fact]
    public async Task A_batch_is_cancelled_before_publicity_with_its_applications_and_its_code_stays_taken()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await StartAsync(clock);
        var batchId = await server.ReviewingAsync();
        var teacher = (await server.HireAsync()).TeacherId;
        var (passed, returned, over) = (Applied(batchId, teacher), Applied(batchId, (await server.HireAsync()).TeacherId, ApplicationState.Returned), Applied(batchId, teacher, ApplicationState.NotRecognised));
        await server.ApplyAsync(passed, returned, over);

        Assert.Equal(["explanation"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Batches.CancelBatchAsync(new() { Code = Code }))).Fields());
        var cancelled = await server.Batches.CancelBatchAsync(new() { Code = Code, Explanation = "计划调整" });
        Assert.Equal((2, BatchState.Cancelled, "计划调整"), (cancelled.WithdrawnCount, cancelled.Batch.State, cancelled.Batch.Cancellation));
        foreach (var ended in (string[])[passed.ApplicationId, returned.ApplicationId])
        {
            var application = (await server.Applications.GetApplicationAsync(new() { ApplicationId = ended })).Application;
            Assert.Equal((V1.ApplicationState.Withdrawn, EndingCause.BatchCancelled, "计划调整"), (application.State, application.Ending.Cause, application.Ending.Explanation));
        }
        Assert.Equal(ApplicationState.NotRecognised, (await server.ReadAsync(over.ApplicationId)).State);
        await RefusedAsync(ErrorReason.AlreadyExists, server.Batches.CreateBatchAsync(new() { Batch = Draft() }));
        await RefusedAsync(ErrorReason.BatchState, server.Batches.AnnounceBatchAsync(new() { Code = Code }));

        var other = await server.ReviewingAsync("PUBLIC");
        await server.ApplyAsync(Applied(other, teacher));
        await server.Batches.AnnounceBatchAsync(new() { Code = "PUBLIC" });
        Assert.Equal("Publicity", (await RefusedAsync(ErrorReason.BatchState, server.Batches.CancelBatchAsync(new() { Code = "PUBLIC", Explanation = "迟" }))).Fact("batch_state"));
    }

    [Fact]
    public async Task A_draft_is_changed_where_the_mask_says_and_nothing_of_a_batch_that_is_open()
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        var draft = (await server.Batches.CreateBatchAsync(new() { Batch = Draft(Code, School) })).Batch;
        var wanted = new Batch { Code = Code, Title = "2026年认定", OrganisationCode = "JC", State = BatchState.Published };

        var changed = (await server.Batches.UpdateBatchAsync(Update("title", "criteria"))).Batch;
        Assert.Equal(new Batch(draft) { Title = "2026年认定", Etag = changed.Etag }, new Batch(changed) { Criteria = { draft.Criteria } });
        Assert.Empty(changed.Criteria);
        await RefusedAsync(ErrorReason.EtagMismatch, server.Batches.UpdateBatchAsync(new(Update("title")) { Etag = draft.Etag }));
        Assert.Equal(["update_mask"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Batches.UpdateBatchAsync(Update("state")))).Fields());
        Assert.Equal(["batch.authority"], (await RefusedAsync(ErrorReason.InvalidRequest, server.Batches.UpdateBatchAsync(Update("authority")))).Fields());
        // Who runs it at one place does not give it to another.
        var reviewer = new BatchService.BatchServiceClient(await server.AsAsync(Role.Reviewer, School));
        await RefusedAsync(ErrorReason.PermissionDenied, reviewer.UpdateBatchAsync(Update("organisation_code")));
        Assert.Equal("JC", (await server.Batches.UpdateBatchAsync(Update("organisation_code"))).Batch.OrganisationCode);

        await server.Batches.OpenBatchAsync(new() { Code = Code });
        await RefusedAsync(ErrorReason.BatchState, server.Batches.UpdateBatchAsync(Update("title")));

        UpdateBatchRequest Update(params string[] mask) => new() { Batch = wanted, UpdateMask = new() { Paths = { mask } } };
    }

    [Fact]
    public async Task A_panel_names_accounts_and_teachers_that_there_are_and_goes_when_nobody_is_left_in_it()
    {
        await using var server = await StartAsync();
        var teacher = (await server.HireAsync()).TeacherId;
        await server.ReviewingAsync();
        var account = new AccountService.AccountServiceClient(server.Channel);
        var member = (await account.CreateAccountAsync(new() { Account = new() { AccountName = "expert", Kind = AccountKind.Person, Grants = { new Grant { Role = Role.Reviewer, OrganisationCode = School } } } })).Account.AccountId;
        var panel = new Panel { Tier = ReviewTier.School, Members = { new PanelMember { AccountId = member, TeacherId = teacher } } };

        var batch = (await server.Batches.SetPanelAsync(new() { Code = Code, Panel = panel })).Batch;
        panel.Members[0].AccountName = "expert";
        Assert.Equal(panel, Assert.Single(batch.Panels));
        // A name says as much as an id, to who may not list accounts.
        var reviewer = new BatchService.BatchServiceClient(await server.AsAsync(Role.Reviewer, County));
        var byName = (await reviewer.SetPanelAsync(new() { Code = Code, Panel = new() { Tier = ReviewTier.School, Members = { new PanelMember { AccountName = "expert" } } } })).Batch;
        Assert.Equal(member, Assert.Single(byName.Panels.Single().Members).AccountId);
        Assert.Equal("nobody", (await RefusedAsync(ErrorReason.NotFound, Set(new PanelMember { AccountName = "nobody" }))).Fact("id"));
        Assert.Equal(["panel.members[0].account_id"], (await RefusedAsync(ErrorReason.InvalidRequest, Set(new PanelMember { AccountName = "expert", AccountId = member }))).Fields());
        await RefusedAsync(ErrorReason.NotFound, Set(new PanelMember { AccountId = teacher }));
        await RefusedAsync(ErrorReason.NotFound, Set(new PanelMember { AccountId = member, TeacherId = member }));
        // A clerk could never vote, and would be waited for.
        var clerk = (await account.CreateAccountAsync(new() { Account = new() { AccountName = "clerk", Kind = AccountKind.Person, Grants = { new Grant { Role = Role.HrClerk, OrganisationCode = School } } } })).Account.AccountId;
        Assert.Equal(["panel.members[1].account_id"], (await RefusedAsync(ErrorReason.InvalidRequest, Set(new PanelMember { AccountId = member }, new PanelMember { AccountId = clerk }))).Fields());
        var twice = await RefusedAsync(ErrorReason.InvalidRequest, Set(new PanelMember { AccountId = member }, new PanelMember { AccountName = "expert" }));
        Assert.Equal(["panel.members"], twice.Fields());
        Assert.Empty((await Set()).Batch.Panels);

        Grpc.Core.AsyncUnaryCall<SetPanelResponse> Set(params PanelMember[] members) =>
            server.Batches.SetPanelAsync(new() { Code = Code, Panel = new() { Tier = ReviewTier.School, Members = { members } } });
    }

    [Fact]
    public async Task A_batch_of_a_wrong_form_is_refused_with_every_field_named()
    {
        await using var server = await StartAsync();
        var wrong = new Batch { Code = "gp", OrganisationCode = School, AsOf = Day(2025, 2, 29), CertificatePrefix = "晋双", Criteria = { new Criterion { Code = "A", MostPoints = 0 } } };
        var refused = await RefusedAsync(ErrorReason.InvalidRequest, server.Batches.CreateBatchAsync(new() { Batch = wrong }));
        Assert.Equal(
            ["batch.code", "batch.title", "batch.track", "batch.as_of", "batch.authority", "batch.certificate_prefix", "batch.criteria[0].code", "batch.criteria[0].title", "batch.criteria[0].most_points"],
            refused.Fields());
        await RefusedAsync(ErrorReason.NotFound, server.Batches.CreateBatchAsync(new() { Batch = Draft(organisation: "NOBODY") }));
    }
}
