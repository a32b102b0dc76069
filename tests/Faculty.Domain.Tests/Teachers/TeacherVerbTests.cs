using Faculty.Domain.Certification;
using Faculty.Domain.Teachers;
using Faculty.Domain.Time;
using static Faculty.Domain.Tests.Teachers.Registry;

namespace Faculty.Domain.Tests.Teachers;

public sealed class TeacherVerbTests
{
    [Fact]
    public void A_second_full_time_engagement_is_refused_and_an_external_one_is_not()
    {
        var second = Engaged("f", new(2020, 9, 1), school: "JC");
        var refused = Refused(Employed(), t => t.StartEngagement(second, Held("q", second.StartDate, department: "JC-JD")));
        Assert.Equal(Reason.SecondFullTimeEngagement, refused.Reason);
        Assert.Contains(("school_code", "GP"), refused.Facts);

        Kept(Employed(), t => t.StartEngagement(second with { Kind = EngagementKind.ExternalSchool }, Held("q", second.StartDate, department: "JC-JD")));
    }

    [Fact]
    public void Engagements_of_one_kind_at_one_school_do_not_overlap()
    {
        var twice = Engaged("f", new(2020, 9, 1), kind: EngagementKind.ExternalEnterprise);
        var once = Kept(Employed(), t => t.StartEngagement(twice, Held("q", twice.StartDate)));
        Assert.Equal(Reason.PeriodsOverlap, Refused(once, t => t.StartEngagement(twice with { EngagementId = "g" }, Held("r", twice.StartDate))).Reason);
    }

    [Fact]
    public void The_end_of_an_engagement_ends_its_posts_and_spells()
    {
        var left = Kept(Employed().RecordSpell(Away("s", new(2025, 2, 20))), t => t.EndEngagement("e", new(2025, 8, 31), "退休", Today));
        Assert.Equal(new DateOnly(2025, 8, 31), Assert.Single(left.Engagements).LastDate);
        Assert.Equal(new DateOnly(2025, 8, 31), Assert.Single(left.Posts).LastDate);
        Assert.Equal(new DateOnly(2025, 8, 31), Assert.Single(left.Spells).LastDate);
        Assert.Equal(Reason.AlreadyEnded, Refused(left, t => t.EndEngagement("e", new(2025, 7, 31), "", Today)).Reason);
    }

    [Fact]
    public void A_planned_end_may_be_brought_forward()
    {
        var contract = Person().StartEngagement(Engaged("e", new(2025, 9, 1), new(2028, 8, 31)), Held("p", new(2025, 9, 1)));
        var left = Kept(contract, t => t.EndEngagement("e", new(2026, 2, 28), "辞职", Today));
        Assert.Equal(new DateOnly(2026, 2, 28), Assert.Single(left.Posts).LastDate);
    }

    [Fact]
    public void A_transfer_ends_the_engagement_elsewhere_the_day_before()
    {
        var moved = Kept(Employed(), t => t.Transfer(Engaged("f", new(2025, 9, 1), school: "JC"), Held("q", new(2025, 9, 1), department: "JC-JD")));
        Assert.Equal([(new(2025, 8, 31), "GP"), (null, "JC")], moved.Engagements.Select(e => (e.LastDate, e.SchoolCode)));
        Assert.Equal(HiringRoute.Transfer, moved.Engagements[1].HiringRoute);
        Assert.Equal(["JC-JD"], moved.AsOf(new(2025, 9, 1)).Posts.Select(p => p.DepartmentCode));
    }

    [Fact]
    public void Only_a_full_time_teacher_of_the_day_before_is_transferred() =>
        Assert.Equal(
            Reason.NotTransferable,
            Refused(Person(), t => t.Transfer(Engaged("f", new(2025, 9, 1), school: "JC"), Held("q", new(2025, 9, 1)))).Reason);

    [Fact]
    public void The_first_and_the_last_day_of_the_calendar_are_refused_or_taken_like_others()
    {
        var first = Engaged("f", DateOnly.MinValue, school: "JC");
        Assert.Equal(Reason.NotTransferable, Refused(Employed(), t => t.Transfer(first, Held("q", DateOnly.MinValue))).Reason);

        var forever = Person().StartEngagement(
            Engaged("e", new(2020, 9, 1), DateOnly.MaxValue), Held("p", new(2020, 9, 1)) with { LastDate = new(2024, 8, 31) }, Held("q", new(2024, 9, 1)));
        var corrected = Kept(forever, t => t.Correct(t.Posts[0] with { LastDate = new(2024, 7, 31) }));
        Assert.Equal((new DateOnly(2024, 8, 1), DateOnly.MaxValue), (corrected.Posts[1].StartDate, corrected.Posts[1].LastDate));
        Assert.Equal(Reason.PrimaryPostTwice, Refused(forever, t => t.Correct(t.Posts[0] with { LastDate = DateOnly.MaxValue })).Reason);
    }

    [Fact]
    public void The_primary_post_is_not_ended_while_the_engagement_goes_on()
    {
        var refused = Refused(Employed(), t => t.EndPost("p", new(2025, 8, 31), Today));
        Assert.Equal(Reason.PrimaryPostMissing, refused.Reason);
        Assert.Contains(("day", "2025-09-01"), refused.Facts);
    }

    [Fact]
    public void A_further_post_comes_and_goes()
    {
        var more = Kept(Employed(), t => t.StartPost(Held("q", new(2024, 9, 1), category: PostCategory.Admin, primary: false)));
        var less = Kept(more, t => t.EndPost("q", new(2025, 8, 31), Today));
        Assert.Equal(new DateOnly(2025, 8, 31), less.Posts.Single(p => p.PostId == "q").LastDate);
        Assert.Equal(Reason.PrimaryPostTwice, Refused(Employed(), t => t.StartPost(Held("q", new(2024, 9, 1)))).Reason);
    }

    [Fact]
    public void A_change_of_category_leaves_no_day_without_its_post()
    {
        // T09: 装备 to 2025-08-31, 社会 from 2025-09-01.
        var changed = Kept(Employed(), t => t.ChangeCategory("e", new(2025, 9, 1), "q", p => p with { DepartmentCode = "GP-XX", Category = PostCategory.Practice }));
        Assert.Equal(
            [("GP-ZB", new(2015, 9, 1), new(2025, 8, 31)), ("GP-XX", new(2025, 9, 1), (DateOnly?)null)],
            changed.Posts.Select(p => (p.DepartmentCode, p.StartDate, p.LastDate)));
        Assert.Equal(Reason.PeriodReversed, Refused(Employed(), t => t.ChangeCategory("e", new(2015, 9, 1), "q", p => p)).Reason);
    }

    [Fact]
    public void A_spell_lies_within_the_engagements_at_its_school()
    {
        Kept(Employed(), t => t.RecordSpell(Away("s", new(2025, 2, 20), new(2026, 1, 20))));
        Assert.Equal(Reason.SpellOutsideEngagement, Refused(Employed(), t => t.RecordSpell(Away("s", new(2015, 8, 31), new(2016, 1, 20)))).Reason);
        Assert.Equal(Reason.SpellOutsideEngagement, Refused(Employed(), t => t.RecordSpell(Away("s", new(2025, 2, 20), school: "JC"))).Reason);
    }

    [Fact]
    public void A_practice_instructor_holds_practice_posts_only()
    {
        var instructor = new Credential { CredentialId = "c", Category = CredentialCategory.TeacherQualification, Number = "20101405861000001" };
        Assert.Equal(Reason.QualificationType, Refused(Employed(), t => t.Record(instructor)).Reason);

        var practising = Person().StartEngagement(Engaged("e", new(2015, 9, 1)), Held("p", new(2015, 9, 1), category: PostCategory.Practice)).Record(instructor);
        Assert.Null(FirstBroken(practising));
        Assert.Equal(Reason.QualificationType, Refused(practising, t => t.ChangeCategory("e", new(2025, 9, 1), "q", p => p with { Category = PostCategory.Specialty })).Reason);

        var both = Kept(practising, t => t.Record(instructor with { CredentialId = "d", Number = "20201405851000001" }));
        Kept(both, t => t.ChangeCategory("e", new(2025, 9, 1), "q", p => p with { Category = PostCategory.Specialty }));
    }

    [Theory]
    [InlineData("NONE", "GP-ZB", Reason.UnknownOrganisation)]
    [InlineData("OLD", "GP-ZB", Reason.UnknownOrganisation)]
    [InlineData("JCS", "GP-ZB", Reason.OrganisationKindMismatch)]
    [InlineData("GP", "NONE", Reason.UnknownOrganisation)]
    [InlineData("GP", "GP", Reason.OrganisationKindMismatch)]
    [InlineData("GP", "JC-JD", Reason.DepartmentNotOfSchool)]
    public void Organisations_exist_on_the_days_and_fit(string school, string department, Reason reason) =>
        Assert.Equal(reason, Refused(Person(), t => t.StartEngagement(Engaged("e", new(2019, 9, 1), school: school), Held("p", new(2019, 9, 1), department: department))).Reason);

    [Fact]
    public void Nobody_works_before_sixteen()
    {
        Assert.Equal(Reason.UnderWorkingAge, Refused(Person(), t => t.StartEngagement(Engaged("e", new(1996, 4, 30)), Held("p", new(1996, 4, 30)))).Reason);
        Kept(Person(), t => t.StartEngagement(Engaged("e", new(1996, 5, 1)), Held("p", new(1996, 5, 1))));
    }

    [Fact]
    public void A_corrected_engagement_takes_its_posts_along()
    {
        var corrected = Kept(Employed(), t => t.Correct(Engaged("e", new(2016, 9, 1), new(2024, 8, 31))));
        Assert.Equal(new Period(new(2016, 9, 1), new(2024, 8, 31)), Assert.Single(corrected.Posts).Period);
    }

    [Fact]
    public void A_corrected_primary_post_moves_the_end_of_the_one_before()
    {
        var changed = Employed().ChangeCategory("e", new(2025, 9, 1), "q", p => p with { DepartmentCode = "GP-XX" });
        var corrected = Kept(changed, t => t.Correct(t.Posts[1] with { StartDate = new(2025, 3, 1) }));
        Assert.Equal(new DateOnly(2025, 2, 28), corrected.Posts[0].LastDate);
    }

    [Fact]
    public void A_fact_referred_to_is_not_withdrawn()
    {
        var teacher = Employed()
            .Record(new Credential { CredentialId = "c1", Category = CredentialCategory.SkillLevel, Name = "焊工" })
            .Record(new Credential { CredentialId = "c2", Category = CredentialCategory.SkillLevel, Name = "焊工", RenewsCredentialId = "c1" })
            .RecordSpell(Away("s", new(2025, 2, 20)));
        Assert.Equal(Reason.TeacherInUse, Refused(teacher, t => t.WithdrawFact("c1")).Reason);
        Assert.Equal(Reason.TeacherInUse, Refused(teacher, t => t.WithdrawFact("e")).Reason);
        Assert.Equal(Reason.PrimaryPostMissing, Refused(teacher, t => t.WithdrawFact("p")).Reason);
        Assert.Equal(Reason.UnknownFact, Refused(teacher, t => t.WithdrawFact("x")).Reason);

        var without = Kept(Kept(teacher, t => t.WithdrawFact("s")), t => t.WithdrawFact("e"));
        Assert.Empty(without.Engagements);
        Assert.Empty(without.Posts);
    }

    [Fact]
    public void An_upgrade_supersedes_whichever_was_recorded_first()
    {
        var (junior, senior) = (Recognised("j", RecognitionLevel.Junior, new(2020, 9, 1)), Recognised("s", RecognitionLevel.Senior, new(2023, 9, 1)));
        foreach (var order in new[] { new[] { junior, senior }, [senior, junior] })
        {
            var teacher = order.Aggregate(Person(), (t, r) => t.GrantRecognition(r, [], () => "event"));
            Assert.Equal("j", teacher.RecognitionOn(new(2023, 8, 31))?.RecognitionId);
            Assert.Equal("s", teacher.RecognitionOn(new(2023, 9, 1))?.RecognitionId);
            Assert.Equal(RecognitionState.Superseded, teacher.Recognitions.Single(r => r.RecognitionId == "j").StateOn(new(2023, 9, 1)));
        }
    }

    [Fact]
    public void What_an_upgrade_superseded_follows_its_correction_and_stands_again_when_it_is_taken_back()
    {
        var senior = Recognised("s", RecognitionLevel.Senior, new(2023, 9, 1));
        var teacher = Person().GrantRecognition(Recognised("j", RecognitionLevel.Junior, new(2020, 9, 1)), [], () => "event").GrantRecognition(senior, [], () => "event");

        var later = teacher.Correct(senior with { StartDate = new(2024, 3, 1) });
        Assert.Equal(("j", "s"), (later.RecognitionOn(new(2024, 2, 29))?.RecognitionId, later.RecognitionOn(new(2024, 3, 1))?.RecognitionId));
        Assert.Equal(new DateOnly(2024, 3, 1), later.Recognitions.Single(r => r.RecognitionId == "j").SupersededFrom);
        Assert.Equal("j", later.WithdrawFact("s").RecognitionOn(new(2024, 3, 1))?.RecognitionId);
        Assert.Equal("j", teacher.Correct(senior with { Trust = RecognitionTrust.Unverified }).RecognitionOn(new(2024, 3, 1))?.RecognitionId);
        // Superseded by a decision of its own day and number, it stays so.
        var decided = teacher.RecordRecognitionEvent("j", Happened(RecognitionEventType.Supersede, new(2022, 9, 1)));
        Assert.Null(decided.WithdrawFact("s").RecognitionOn(new(2024, 3, 1)));
    }

    [Fact]
    public void Events_stand_in_the_order_of_their_days_however_they_came()
    {
        RecognitionEvent[] waiting = [Happened(RecognitionEventType.Reinstate, new(2022, 3, 1)), Happened(RecognitionEventType.Suspend, new(2022, 1, 1))];
        var teacher = Person()
            .GrantRecognition(Recognised("s", RecognitionLevel.Senior, new(2021, 9, 1)), [], () => "event")
            .GrantRecognition(Recognised("j", RecognitionLevel.Junior, new(2020, 9, 1)), waiting, () => "event")
            .RecordRecognitionEvent("j", Happened(RecognitionEventType.Correct, new(2020, 10, 1)));
        Assert.Equal(
            [RecognitionEventType.Correct, RecognitionEventType.Supersede, RecognitionEventType.Suspend, RecognitionEventType.Reinstate],
            teacher.Recognitions.Single(r => r.RecognitionId == "j").Events.Select(e => e.Type));
    }

    [Fact]
    public void The_highest_level_in_force_is_shown()
    {
        var teacher = Person() with
        {
            Recognitions = [Recognised("m", RecognitionLevel.Middle, new(2020, 9, 1)), Recognised("j", RecognitionLevel.Junior, new(2022, 9, 1)) with { Track = RecognitionTrack.Higher }],
        };
        Assert.Equal("m", teacher.RecognitionOn(new(2023, 1, 1))?.RecognitionId);
        Assert.Equal("j", teacher.RecognitionOn(new(2026, 1, 1))?.RecognitionId);
    }

    [Fact]
    public void What_is_broken_already_does_not_stand_in_the_way()
    {
        // The school was closed after the record was made.
        var stranded = Person().StartEngagement(Engaged("e", new(2015, 9, 1), school: "OLD"), Held("p", new(2015, 9, 1)));
        Assert.NotNull(FirstBroken(stranded));
        Kept(stranded, t => t.Record(new Education { EducationId = "u", Level = "21" }));
    }

    private static RecognitionEvent Happened(RecognitionEventType type, DateOnly day) => new() { EventId = $"{day:O}", Type = type, EffectiveDate = day };

    private static Recognition Recognised(string id, RecognitionLevel level, DateOnly first) => new()
    {
        RecognitionId = id,
        Level = level,
        Track = RecognitionTrack.Secondary,
        CertificateNumber = id,
        Authority = "山西省教育厅",
        Trust = RecognitionTrust.Decided,
        StartDate = first,
        LastDate = first.AddYears(5).AddDays(-1),
    };
}
