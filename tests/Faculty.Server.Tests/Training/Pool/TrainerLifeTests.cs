using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;
using static Faculty.Server.Tests.Training.Pool.Pooling;

namespace Faculty.Server.Tests.Training.Pool;

/// <summary>A trainer from the proposal to the end of the term, over the wire.</summary>
public sealed class TrainerLifeTests
{
    [Fact]
    public async Task A_trainer_is_proposed_made_public_and_admitted_and_goes_the_day_after_the_term()
    {
        await using var server = await StartAsync();
        var made = await server.ProposeAsync(await server.HireSkilledAsync());
        Assert.Equal((TrainerState.Candidate, "王明", true), (made.State, made.DisplayName, made.Skills[0].Valid));
        var published = await server.RecordAsync(made.TrainerId, TrainerEventType.Publicity, Published);
        // Five working days from Monday the 6th.
        Assert.Equal(Day(2025, 1, 10), published.Events[^1].LastDate);

        var early = await Calls.RefusedAsync(ErrorReason.TrainerPublicityRunning, server.Trainers().RecordTrainerEventAsync(new() { TrainerId = made.TrainerId, Event = Event(TrainerEventType.Admit, Day(2025, 1, 10), TermLast) }));
        Assert.Equal("2025-01-10", early.Fact("publicity_last"));
        await Calls.RefusedAsync(ErrorReason.TrainerConsentMissing, server.Trainers().RecordTrainerEventAsync(new() { TrainerId = made.TrainerId, Event = Event(TrainerEventType.Admit, Day(2025, 1, 11), TermLast) }));
        await server.RecordAsync(made.TrainerId, TrainerEventType.Consent, Day(2025, 1, 11));
        var admitted = await server.RecordAsync(made.TrainerId, TrainerEventType.Admit, Day(2025, 1, 11), TermLast);
        Assert.Equal((TrainerState.InPool, TermLast, true), (admitted.State, admitted.TermLastDate, admitted.Consented));

        await server.RecordAsync(made.TrainerId, TrainerEventType.Suspend, Day(2025, 3, 1));
        await server.RecordAsync(made.TrainerId, TrainerEventType.Reinstate, Day(2025, 4, 1));
        (Google.Type.Date, TrainerState)[] days =
        [
            (Day(2025, 1, 1), TrainerState.Unspecified), (Day(2025, 1, 2), TrainerState.Candidate), (Day(2025, 1, 6), TrainerState.Publicity), (Day(2025, 1, 11), TrainerState.InPool),
            (Day(2025, 3, 1), TrainerState.Suspended), (Day(2025, 3, 31), TrainerState.Suspended), (Day(2025, 4, 1), TrainerState.InPool), (Day(2027, 12, 31), TrainerState.InPool),
            (Day(2028, 1, 1), TrainerState.Removed),
        ];
        foreach (var (day, state) in days)
        {
            Assert.Equal(state, (await server.ReadAsync(made.TrainerId, day)).State);
        }
    }

    [Fact]
    public async Task A_removed_trainer_keeps_the_history_and_may_be_proposed_again()
    {
        await using var server = await StartAsync();
        var trainer = await server.PoolAsync();
        var removed = await server.RecordAsync(trainer.TrainerId, TrainerEventType.Remove, Day(2025, 6, 1));
        Assert.Equal((TrainerState.Removed, 5), (removed.State, removed.Events.Count));
        Assert.Equal(TrainerState.InPool, (await server.ReadAsync(trainer.TrainerId, Day(2025, 5, 31))).State);
        var refused = await Calls.RefusedAsync(ErrorReason.TrainerState, server.Trainers().RecordTrainerEventAsync(new() { TrainerId = trainer.TrainerId, Event = Event(TrainerEventType.Suspend, Day(2025, 7, 1)) }));
        Assert.Equal(("Removed", "Suspend", "Propose"), (refused.Fact("trainer_state"), refused.Fact("event_type"), refused.Fact("allowed")));

        Assert.Equal(TrainerState.Candidate, (await server.RecordAsync(trainer.TrainerId, TrainerEventType.Propose, Day(2025, 9, 1))).State);
        var withdrawn = (await server.Trainers().WithdrawTrainerEventAsync(new() { TrainerId = trainer.TrainerId, EventId = (await server.ReadAsync(trainer.TrainerId)).Events[^1].EventId })).Trainer;
        Assert.Equal(TrainerState.Removed, withdrawn.State);
        await Calls.RefusedAsync(ErrorReason.TrainerEventUnknown, server.Trainers().WithdrawTrainerEventAsync(new() { TrainerId = trainer.TrainerId, EventId = new string('0', 32) }));
        // Without its publicity nobody would have been admitted.
        await Calls.RefusedAsync(ErrorReason.TrainerState, server.Trainers().WithdrawTrainerEventAsync(new() { TrainerId = trainer.TrainerId, EventId = withdrawn.Events.Single(e => e.Type == TrainerEventType.Publicity).EventId }));
    }

    [Fact]
    public async Task A_term_is_made_longer_before_it_ends_and_never_shorter()
    {
        await using var server = await StartAsync();
        var trainer = await server.PoolAsync();
        await Calls.RefusedAsync(ErrorReason.TrainerTerm, server.Trainers().RecordTrainerEventAsync(new() { TrainerId = trainer.TrainerId, Event = Event(TrainerEventType.Extend, Day(2025, 6, 1), TermLast) }));
        await Calls.RefusedAsync(ErrorReason.TrainerState, server.Trainers().RecordTrainerEventAsync(new() { TrainerId = trainer.TrainerId, Event = Event(TrainerEventType.Extend, Day(2028, 1, 1), Day(2030, 12, 31)) }));
        Assert.Equal(Day(2030, 12, 31), (await server.RecordAsync(trainer.TrainerId, TrainerEventType.Extend, Day(2025, 6, 1), Day(2030, 12, 31))).TermLastDate);
    }

    [Fact]
    public async Task A_skill_stands_on_a_credential_of_the_persons_own_record_and_counts_while_that_is_valid()
    {
        await using var server = await StartAsync();
        var other = await server.HireSkilledAsync("李四");
        var teacher = await server.HireSkilledAsync(level: "3", last: Day(2025, 12, 31));
        var client = server.Trainers();
        Trainer With(string occupation, SkillLevel level, string credential) =>
            new() { TeacherId = teacher.TeacherId, OrganisationCode = School, Skills = { new TrainerSkill { OccupationCode = occupation, Level = level, CredentialId = credential } } };

        await Calls.RefusedAsync(ErrorReason.SkillCredentialUnknown, client.CreateTrainerAsync(new() { Trainer = With(Welding, SkillLevel.SeniorWorker, other.Credentials[0].CredentialId) }));
        await Calls.RefusedAsync(ErrorReason.SkillUnproven, client.CreateTrainerAsync(new() { Trainer = With(Cooking, SkillLevel.SeniorWorker, teacher.Credentials[0].CredentialId) }));
        var high = await Calls.RefusedAsync(ErrorReason.SkillLevelUnproven, client.CreateTrainerAsync(new() { Trainer = With(Welding, SkillLevel.Technician, teacher.Credentials[0].CredentialId) }));
        Assert.Equal(("Technician", "SeniorWorker"), (high.Fact("skill_level"), high.Fact("credential_level")));
        await Calls.RefusedAsync(ErrorReason.SkillTwice, client.CreateTrainerAsync(new() { Trainer = new(Of(teacher)) { Skills = { Of(teacher).Skills } } }));

        var trainer = (await client.CreateTrainerAsync(new() { Trainer = With(Welding, SkillLevel.MiddleWorker, teacher.Credentials[0].CredentialId), ProposedDate = Proposed })).Trainer;
        Assert.Equal((true, Day(2025, 12, 31)), (trainer.Skills[0].Valid, trainer.Skills[0].ValidLastDate));
        Assert.False((await server.ReadAsync(trainer.TrainerId, Day(2026, 1, 1))).Skills[0].Valid);
        // What renews it goes on proving it.
        var renewed = new Credential(Certificate()) { RenewsCredentialId = teacher.Credentials[0].CredentialId, StartDate = Day(2026, 2, 1), IssuedOn = Day(2025, 11, 1) };
        await server.Teachers.RecordCredentialAsync(new() { TeacherId = teacher.TeacherId, Credential = renewed });
        Assert.False((await server.ReadAsync(trainer.TrainerId, Day(2026, 1, 31))).Skills[0].Valid);
        Assert.True((await server.ReadAsync(trainer.TrainerId, Day(2026, 2, 1))).Skills[0].Valid);
    }

    [Fact]
    public async Task A_credential_that_names_no_occupation_is_accepted_by_a_rule_up_to_its_level()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("faculty-rules-").FullName, "pool.json");
        await File.WriteAllTextAsync(file, """
            {
              "rules": {
                "publicityWorkingDays": 1,
                "acceptances": [{ "category": "CREDENTIAL_CATEGORY_INDUSTRY", "name": "焊接协会证书", "occupationCodes": ["6-18-02-04"], "level": "SKILL_LEVEL_MIDDLE_WORKER" }]
              }
            }
            """);
        await using var server = await StartAsync(with: o => o with { PoolRules = file });
        var teacher = await server.HireAsync();
        var credentials = (await server.Teachers.RecordCredentialAsync(new() { TeacherId = teacher.TeacherId, Credential = new() { Category = CredentialCategory.Industry, Name = "焊接协会证书", IssuedOn = Day(2021, 1, 1) } })).Teacher;
        var trainer = Of(credentials, SkillLevel.MiddleWorker);
        trainer.Skills[0].OccupationCode = Welding;
        Assert.True((await server.Trainers().CreateTrainerAsync(new() { Trainer = trainer, ValidateOnly = true })).Trainer.Skills[0].Valid);
        trainer.Skills[0].Level = SkillLevel.SeniorWorker;
        await Calls.RefusedAsync(ErrorReason.SkillLevelUnproven, server.Trainers().CreateTrainerAsync(new() { Trainer = trainer }));
    }

    [Fact]
    public async Task Rules_that_cannot_be_stop_the_start()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("faculty-rules-").FullName, "pool.json");
        await File.WriteAllTextAsync(file, """{"rules": {"publicityWorkingDays": 0}}""");
        var stopped = await Assert.ThrowsAsync<StartException>(() => StartAsync(with: o => o with { PoolRules = file }));
        Assert.Contains("--pool-rules", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_a_trainer_of_a_pool_once_also_under_a_merged_record()
    {
        await using var server = await StartAsync();
        var (first, second) = (await server.HireSkilledAsync(), (await server.Teachers.CreateTeacherAsync(new() { Identity = People.Wang() })).Teacher);
        var trainer = await server.ProposeAsync(second);
        await Calls.RefusedAsync(ErrorReason.TrainerTwice, server.Trainers().CreateTrainerAsync(new() { Trainer = Of(second) }));
        await server.Teachers.MergeTeachersAsync(new() { TeacherId = first.TeacherId, MergedTeacherId = second.TeacherId });
        var refused = await Calls.RefusedAsync(ErrorReason.TrainerTwice, server.Trainers().CreateTrainerAsync(new() { Trainer = Of(first) }));
        Assert.Equal(trainer.TrainerId, refused.Fact("trainer_id"));

        // The trainer follows the standing record, and can take its credentials.
        var credential = first.Credentials[0].CredentialId;
        var updated = (await server.Trainers().UpdateTrainerAsync(new()
        {
            Trainer = new() { TrainerId = trainer.TrainerId, Skills = { new TrainerSkill { OccupationCode = Welding, Level = SkillLevel.SeniorWorker, CredentialId = credential } } },
            UpdateMask = new() { Paths = { "skills" } },
        })).Trainer;
        Assert.Equal((first.TeacherId, true), (updated.TeacherId, updated.Skills[0].Valid));
        // Another pool is another place.
        Assert.Equal(County, (await server.Trainers().CreateTrainerAsync(new() { Trainer = Of(first, school: County) })).Trainer.OrganisationCode);
        await Calls.RefusedAsync(ErrorReason.OrganisationKindMismatch, server.Trainers().CreateTrainerAsync(new() { Trainer = Of(first, school: "GP-ZB") }));
    }

    [Fact]
    public async Task An_update_changes_what_its_mask_names_and_faults_are_told_all_at_once()
    {
        await using var server = await StartAsync();
        var made = await server.ProposeAsync(await server.HireSkilledAsync());
        var block = new WeeklyBlock { Weekday = Weekday.Monday, FromTime = new() { Hours = 8 }, ToTime = new() { Hours = 12 }, StartDate = Day(2025, 9, 1) };
        var updated = (await server.Trainers().UpdateTrainerAsync(new()
        {
            Trainer = new()
            {
                TrainerId = made.TrainerId, FeeFen = 99, Timetable = { block, new WeeklyBlock(block) { FromTime = new() { Hours = 12 }, ToTime = new() { Hours = 16 } } },
                Caps = new() { WeekHours = 8 }, Travel = new() { PlaceCode = "140581101", MostMinutes = 45 }, BlockedEnterpriseCodes = { Enterprise },
            },
            UpdateMask = new() { Paths = { "timetable", "caps", "travel", "blocked_enterprise_codes" } }, Etag = made.Etag,
        })).Trainer;
        Assert.Equal((12_000, 2, 8, 45, Enterprise), (updated.FeeFen, updated.Timetable.Count, updated.Caps.WeekHours, updated.Travel.MostMinutes, updated.BlockedEnterpriseCodes.Single()));
        await Calls.RefusedAsync(ErrorReason.EtagMismatch, server.Trainers().UpdateTrainerAsync(new() { Trainer = new() { TrainerId = made.TrainerId }, UpdateMask = new() { Paths = { "leaves" } }, Etag = made.Etag }));

        var shared = await Calls.RefusedAsync(ErrorReason.TimetableOverlap, server.Trainers().UpdateTrainerAsync(new()
        {
            Trainer = new() { TrainerId = made.TrainerId, Timetable = { block, new WeeklyBlock(block) { FromTime = new() { Hours = 11, Minutes = 59 }, ToTime = new() { Hours = 16 }, StartDate = Day(2025, 9, 9) } } },
            UpdateMask = new() { Paths = { "timetable" } },
        }));
        Assert.Equal("2025-09-15", shared.Fact("day"));
        await Calls.RefusedAsync(ErrorReason.OrganisationKindMismatch, server.Trainers().UpdateTrainerAsync(new() { Trainer = new() { TrainerId = made.TrainerId, BlockedEnterpriseCodes = { School } }, UpdateMask = new() { Paths = { "blocked_enterprise_codes" } } }));
        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Trainers().CreateTrainerAsync(new()
        {
            Trainer = new()
            {
                Kinds = { TeachingKind.Theory, TeachingKind.Theory }, FeeFen = -1, Languages = { "Chinese" }, Caps = new() { MonthHours = -1 }, Travel = new() { PlaceCode = "MOON" }, Events = { new TrainerEvent() },
                Skills = { new TrainerSkill { OccupationCode = "9-99-99-99" } }, Leaves = { new TrainerLeave() },
                Timetable = { new WeeklyBlock(), new WeeklyBlock(block) { ToTime = block.FromTime } },
            },
        }));
        Assert.Equal(
            [
                "trainer", "trainer.caps.month_hours", "trainer.fee_fen", "trainer.kinds", "trainer.languages", "trainer.leaves[0].start_date", "trainer.organisation_code", "trainer.skills[0].credential_id",
                "trainer.skills[0].level", "trainer.skills[0].occupation_code", "trainer.teacher_id", "trainer.timetable[0].from_time", "trainer.timetable[0].start_date",
                "trainer.timetable[0].to_time", "trainer.timetable[0].weekday", "trainer.timetable[1].to_time", "trainer.travel.place_code",
            ],
            refused.Fields().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_known_earlier_is_answered_as_it_was()
    {
        await using var server = await StartAsync();
        var trainer = await server.PoolAsync();
        var before = await server.RevisionAsync();
        await server.RecordAsync(trainer.TrainerId, TrainerEventType.Remove, Day(2025, 6, 1));
        await server.Teachers.RevokeCredentialAsync(new() { TeacherId = trainer.TeacherId, CredentialId = trainer.Skills[0].CredentialId, EffectiveDate = Day(2025, 5, 1), DocumentNumber = "1" });

        Assert.Equal((TrainerState.Removed, false), (await server.ReadAsync(trainer.TrainerId)) is var now ? (now.State, now.Skills[0].Valid) : default);
        Assert.Equal(trainer, (await server.Trainers().GetTrainerAsync(new() { TrainerId = trainer.TrainerId, KnownAt = new() { Revision = before } })).Trainer);
    }
}
