using CsCheck;
using Faculty.Domain.Certification;
using Faculty.Domain.Certification.Rechecks;
using Faculty.Domain.Certification.Rules;
using Faculty.Domain.Teachers;
using static Faculty.Domain.Tests.Certification.Rechecks.RecheckHistory;

namespace Faculty.Domain.Tests.Certification.Rechecks;

public sealed class RecheckCaseTests
{
    private static readonly DateOnly Start = new(2025, 12, 2);

    [Fact]
    public void What_is_open_on_any_day_is_what_the_facts_of_that_day_say() => Records.Sample(teacher =>
    {
        for (var i = -5; i < Days; i++)
        {
            Compare(teacher, Day0.AddDays(i));
        }
    }, iter: 800);

    [Fact]
    public void What_was_closed_does_not_come_back_and_everything_else_stays_open() => Gen.Select(Records, Gen.Int[0, Days - 1].Array[1, 6], Gen.Int[0, 9]).Sample((teacher, days, which) =>
    {
        foreach (var day in days.Order().Select(d => Day0.AddDays(d)))
        {
            var open = RecheckCases.Of(teacher, _ => RecheckTerms.None).Where(c => c.StateOn(day) == RecheckState.Open).ToList();
            if (open.Count > 0)
            {
                teacher = Close(teacher, open[which % open.Count].CaseId, day);
            }
        }
        for (var i = 0; i < Days; i++)
        {
            Compare(teacher, Day0.AddDays(i));
        }
    }, iter: 400);

    [Fact]
    public void A_credential_that_lapses_opens_a_case_on_the_day_after_with_nothing_written()
    {
        var teacher = Recognised(Welder() with { LastDate = new(2027, 3, 1) });
        Assert.Empty(Cases(teacher, new(2027, 3, 1)));
        Assert.Equal([(RecheckCause.CredentialLapsed, "w", new DateOnly(2027, 3, 2))], Cases(teacher, new(2027, 3, 2)));
        Assert.Equal([(RecheckCause.CredentialLapsed, "w", new DateOnly(2027, 3, 2))], Cases(teacher, new(2029, 1, 1)));
    }

    [Fact]
    public void A_renewal_that_follows_leaves_no_gap_and_one_that_comes_late_ends_it()
    {
        var teacher = Recognised(Welder() with { LastDate = new(2027, 3, 1) });
        var renewal = Welder() with { CredentialId = "n", RenewsCredentialId = "w", StartDate = new(2027, 3, 2), LastDate = new(2031, 3, 1) };
        Assert.Empty(Cases(teacher.Record(renewal), new(2027, 3, 2)));
        var late = teacher.Record(renewal with { StartDate = new(2027, 6, 1) });
        Assert.Single(Cases(late, new(2027, 5, 31)));
        Assert.Empty(Cases(late, new(2027, 6, 1)));
        // Not linked, it is another credential.
        Assert.Single(Cases(teacher.Record(renewal with { RenewsCredentialId = "" }), new(2027, 3, 2)));
    }

    [Fact]
    public void A_revocation_told_later_opens_the_case_from_its_own_day_or_the_first_of_the_recognition()
    {
        var teacher = Recognised(Welder());
        Assert.Equal(new(2026, 11, 1), Assert.Single(Cases(teacher.RevokeCredential("w", new(2026, 11, 1), "1", ""), new(2027, 5, 1))).Since);
        Assert.Equal(Start, Assert.Single(Cases(teacher.RevokeCredential("w", new(2020, 1, 1), "1", ""), new(2027, 5, 1))).Since);
        Assert.Empty(Cases(teacher.RevokeCredential("w", new(2026, 11, 1), "1", ""), new(2026, 10, 31)));
    }

    [Fact]
    public void A_revocation_is_recorded_once_and_another_day_is_a_correction()
    {
        var teacher = Recognised(Welder()).RevokeCredential("w", new(2026, 11, 1), "1", "伪造");
        Assert.Same(teacher, teacher.RevokeCredential("w", new(2026, 11, 1), "1", "伪造"));
        Assert.Equal(Reason.AlreadyEnded, Assert.Throws<RuleBroken>(() => teacher.RevokeCredential("w", new(2026, 10, 1), "1", "伪造")).Reason);
        Assert.Equal(Reason.UnknownFact, Assert.Throws<RuleBroken>(() => teacher.RevokeCredential("x", new(2026, 10, 1), "1", "")).Reason);
        Assert.Empty(teacher.AsOf(new(2026, 11, 1)).Credentials);
        Assert.Single(teacher.AsOf(new(2026, 10, 31)).Credentials);
        Assert.Empty(Cases(teacher.Correct(Welder()), new(2027, 1, 1)));
    }

    [Fact]
    public void A_fact_of_any_kind_that_was_corrected_or_taken_out_opens_a_case_and_one_that_only_ended_does_not()
    {
        var practice = new Practice { PracticeId = "p", Enterprise = "某机械厂", StartDate = new(2025, 1, 1), Verified = true };
        var title = new Title { TitleId = "i", TitleCode = "083" };
        var post = new Post { PostId = "o", EngagementId = "e", SchoolCode = "GP", DepartmentCode = "GP-ZB", Category = PostCategory.Specialty, StartDate = new(2015, 9, 1), Primary = true };
        var blank = Recognised(Welder()) with { Practices = [practice], Titles = [title], Posts = [post] };
        var teacher = Standing(blank, (FactKind.Practice, "p"), (FactKind.Title, "i"), (FactKind.Post, "o"));
        var day = new DateOnly(2026, 6, 1);

        Assert.Empty(Cases(teacher, day));
        Assert.Empty(Cases(teacher with { Posts = [post with { LastDate = new(2026, 1, 31) }], Practices = [practice with { LastDate = new(2025, 11, 30) }] }, day));
        Assert.Equal([(RecheckCause.EvidenceCorrected, "p", Start)], Cases(teacher.Correct(practice with { Verified = false }), day));
        Assert.Equal([(RecheckCause.EvidenceCorrected, "p", Start)], Cases(teacher.Correct(practice with { LastDate = new(2025, 2, 1) }), day));
        Assert.Equal([(RecheckCause.EvidenceCorrected, "i", Start)], Cases(teacher.Correct(title with { TitleCode = "084" }), day));
        Assert.Equal([(RecheckCause.EvidenceCorrected, "i", Start)], Cases(teacher.WithdrawFact("i"), day));
        Assert.Equal([(RecheckCause.EvidenceCorrected, "o", Start)], Cases(teacher with { Posts = [post with { Category = PostCategory.Common }] }, day));
        Assert.Empty(Cases(teacher.Correct(title with { TitleCode = "084" }).Correct(title), day));
    }

    [Fact]
    public void A_correction_after_one_that_was_closed_is_another_case()
    {
        var teacher = Recognised(Welder()).Correct(Welder() with { Number = "2" });
        var day = new DateOnly(2026, 6, 1);
        teacher = Close(teacher, RecheckCases.Of(teacher, _ => RecheckTerms.None).Single().CaseId, day);
        Assert.Empty(Cases(teacher, day));
        Assert.Single(Cases(teacher, day.AddDays(-1)));
        Assert.Single(Cases(teacher.Correct(Welder() with { Number = "3" }), day));
        // And a different cause about the same fact.
        Assert.Equal([(RecheckCause.CredentialRevoked, "w", day)], Cases(teacher.RevokeCredential("w", day, "1", ""), day));
    }

    [Fact]
    public void Sixty_months_of_29_February_are_over_on_1_March_and_a_finding_begins_them_anew()
    {
        Assert.Equal(new(2029, 3, 1), RecheckCases.After(new(2024, 2, 29), 60));
        Assert.Equal(new(2028, 2, 29), RecheckCases.After(new(2024, 2, 29), 48));
        Assert.Equal(new(2025, 3, 1), RecheckCases.After(new(2025, 1, 31), 1));
        Assert.Equal(new(2028, 12, 1), RecheckCases.After(new(2023, 12, 1), 60));
        Assert.Null(RecheckCases.After(new(9999, 1, 31), 60));

        var recognition = Recognised(Welder()).Recognitions[0] with { StartDate = new(2024, 2, 29), LastDate = null, RecheckMonths = 12, Evidence = [] };
        var teacher = Recognised(Welder()) with { Recognitions = [recognition] };
        Assert.Empty(Cases(teacher, new(2025, 2, 28)));
        Assert.Equal(new(2025, 3, 1), Assert.Single(Cases(teacher, new(2025, 3, 1))).Since);
        teacher = Close(teacher, RecheckCases.Of(teacher, _ => RecheckTerms.None).Single().CaseId, new(2025, 4, 10));
        Assert.Empty(Cases(teacher, new(2026, 4, 9)));
        Assert.Equal(new(2026, 4, 10), Assert.Single(Cases(teacher, new(2026, 4, 10))).Since);
        // As long as it was decided for, it is over before it would be rechecked.
        Assert.Empty(RecheckCases.Of(teacher with { Recognitions = [recognition with { RecheckMonths = 60, LastDate = new(2029, 2, 28) }] }, _ => RecheckTerms.None));
    }

    [Fact]
    public void What_was_not_decided_here_is_rechecked_as_the_rules_say()
    {
        var listed = Recognised(Welder()).Recognitions[0] with { Trust = RecognitionTrust.OfficialImport, RecheckMonths = 0, Evidence = [] };
        var teacher = Recognised(Welder()) with { Recognitions = [listed] };
        Assert.Equal(new(2028, 12, 2), Assert.Single(RecheckCases.Of(teacher, _ => RecheckTerms.Of(36))).Since);
        Assert.Empty(RecheckCases.Of(teacher, _ => RecheckTerms.None));
        Assert.Empty(RecheckCases.Of(teacher with { Recognitions = [listed with { Trust = RecognitionTrust.Unverified }] }, _ => RecheckTerms.Of(36)));
    }

    [Fact]
    public void A_case_is_closed_once_while_it_is_open_and_ended_only_with_its_event()
    {
        var teacher = Recognised(Welder()).RevokeCredential("w", new(2026, 11, 1), "1", "");
        var id = RecheckCases.Of(teacher, _ => RecheckTerms.None).Single().CaseId;
        var day = new DateOnly(2026, 12, 1);
        Assert.Equal(Reason.RecheckUnknown, Assert.Throws<RuleBroken>(() => Close(teacher, id, new(2026, 10, 31))).Reason);
        Assert.Equal(Reason.RecheckUnknown, Assert.Throws<RuleBroken>(() => Close(teacher, "another", day)).Reason);

        var ended = teacher.CloseRecheck(id, _ => RecheckTerms.None, new() { EventId = "ev", Type = RecognitionEventType.Revoke, EffectiveDate = day, DocumentNumber = "9" }, Closing(RecheckState.Ended, day));
        Assert.Equal((RecheckState.Ended, "ev"), (RecheckCases.Of(ended, _ => RecheckTerms.None).Single().StateOn(day), ended.Recognitions[0].Rechecks[0].EventId));
        Assert.Equal(RecognitionState.Revoked, ended.Recognitions[0].StateOn(day));
        Assert.Equal(Reason.RecheckClosed, Assert.Throws<RuleBroken>(() => Close(ended, id, day)).Reason);
        Assert.Equal(Reason.RecheckClosed, Assert.Throws<RuleBroken>(() => Close(Close(teacher, id, day), id, day.AddDays(1))).Reason);
    }

    [Fact]
    public void Cases_go_with_the_facts_of_a_merge_and_come_back_with_them_and_who_is_erased_has_none()
    {
        var teacher = Recognised(Welder()).RevokeCredential("w", new(2026, 11, 1), "1", "");
        var other = new Teacher { TeacherId = "k", Identity = teacher.Identity };
        var day = new DateOnly(2026, 12, 1);
        var (kept, merged) = other.Merge(teacher);
        Assert.Equal(Cases(teacher, day), Cases(kept, day));
        Assert.Empty(Cases(merged, day));
        var closed = Close(kept, RecheckCases.Of(kept, _ => RecheckTerms.None).Single().CaseId, day);
        var (left, back) = closed.Unmerge(merged);
        Assert.Empty(Cases(left, day));
        Assert.Equal(RecheckState.Confirmed, RecheckCases.Of(back, _ => RecheckTerms.None).Single().StateOn(day));
        Assert.Empty(Cases(teacher.WithoutIdentity(), day));
    }

    [Fact]
    public void What_another_record_showed_is_missed_when_a_merge_is_undone()
    {
        var first = new Teacher { TeacherId = "t", Identity = Recognised(Welder()).Identity };
        var second = first with { TeacherId = "k", Credentials = [Welder()] };
        var (kept, merged) = first.Merge(second);
        var decided = Standing(kept with { Recognitions = Recognised(Welder()).Recognitions }, (FactKind.Credential, "w"));
        Assert.Empty(Cases(decided, new(2026, 6, 1)));
        Assert.Equal([(RecheckCause.EvidenceCorrected, "w", Start)], Cases(decided.Unmerge(merged).Kept, new(2026, 6, 1)));
    }

    private static void Compare(Teacher teacher, DateOnly day)
    {
        var found = RecheckCases.Of(teacher, _ => RecheckTerms.None).Where(c => c.StateOn(day) == RecheckState.Open).Select(c => (c.RecognitionId, c.Cause, c.FactId)).Order().ToList();
        var expected = OpenOn(teacher, day).Order().ToList();
        Assert.True(expected.SequenceEqual(found), $"{day:O}: expected {string.Join(' ', expected)}, found {string.Join(' ', found)}");
    }

    private static IEnumerable<(RecheckCause Cause, string Fact, DateOnly Since)> Cases(Teacher teacher, DateOnly day) =>
        RecheckCases.Of(teacher, _ => RecheckTerms.None).Where(c => c.StateOn(day) == RecheckState.Open).Select(c => (c.Cause, c.FactId, c.Since));

    private static Teacher Close(Teacher teacher, string caseId, DateOnly day) => teacher.CloseRecheck(caseId, _ => RecheckTerms.None, happened: null, Closing(RecheckState.Confirmed, day));

    private static RecheckClosing Closing(RecheckState state, DateOnly day) => new()
    {
        CaseId = "", Cause = default, SinceDate = day, State = state, FoundDate = day, DocumentNumber = "9", Finding = "属实", ActorId = "a", Time = DateTimeOffset.UnixEpoch,
    };

    private static Credential Welder() => new() { CredentialId = "w", Category = CredentialCategory.Industry, Name = "焊接证书", Number = "1", StartDate = new(2020, 1, 1) };

    private static Teacher Recognised(Credential shown) => Standing(
        new Teacher
        {
            TeacherId = "t",
            Identity = new() { DisplayName = "甲", Sex = Sex.Male, BirthDate = new(1980, 1, 1) },
            Credentials = [shown],
            Recognitions =
            [
                new()
                {
                    RecognitionId = "r", Level = RecognitionLevel.Middle, Track = RecognitionTrack.Secondary, CertificateNumber = "1", Authority = "市教育局", StartDate = Start,
                    LastDate = new(2030, 12, 1), Trust = RecognitionTrust.Decided, JudgedDate = new(2025, 8, 31), RecheckMonths = 60,
                },
            ],
        },
        (FactKind.Credential, "w"));

    /// <summary>The first recognition stands on these facts, as they are now.</summary>
    private static Teacher Standing(Teacher teacher, params IEnumerable<(FactKind Kind, string Id)> facts) => teacher with
    {
        Recognitions = [teacher.Recognitions[0] with
        {
            Evidence = [.. facts.Select(f => new StoodOn { Kind = f.Kind, FactId = f.Id, Digest = "" }).Select(s => s with { Digest = s.Correction(teacher, new(2025, 8, 31))! })],
        }],
    };
}
