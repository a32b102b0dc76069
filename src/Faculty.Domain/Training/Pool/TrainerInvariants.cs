namespace Faculty.Domain.Training.Pool;

/// <summary>What must hold of a trainer whatever verb made it. What the person's record has to prove is <see cref="SkillProof"/>.</summary>
public static class TrainerInvariants
{
    public static IEnumerable<RuleBroken> Broken(Trainer trainer) => Events(trainer).Concat(Skills(trainer)).Concat(Timetable(trainer));

    /// <summary>Refuses a change that breaks a rule the trainer kept before.</summary>
    public static void Require(Trainer before, Trainer after)
    {
        HashSet<(Reason, string)>? known = null;
        foreach (var broken in Broken(after))
        {
            known ??= [.. Broken(before).Select(b => (b.Reason, b.FactId))];
            if (!known.Contains((broken.Reason, broken.FactId)))
            {
                throw broken;
            }
        }
    }

    private static IEnumerable<RuleBroken> Events(Trainer trainer)
    {
        var standing = default(TrainerStanding);
        var isConsented = false;
        foreach (var next in trainer.Events)
        {
            standing = standing.On(next.EffectiveDate);
            var allowed = TrainerStages.Next(standing.State);
            if (!(next.Type.IsOfConsent() ? standing.State != TrainerState.Unspecified : allowed.Contains(next.Type)))
            {
                yield return Refuse(
                    Reason.TrainerState, $"{next.Type} cannot come while the trainer is {standing.State}.", trainer, next,
                    ("trainer_state", $"{standing.State}"), ("event_type", $"{next.Type}"), ("allowed", string.Join(", ", allowed)));
            }
            if (next.Type.NeedsDocument() && next.DocumentNumber.Length == 0)
            {
                yield return Refuse(Reason.DocumentMissing, "This needs the number of its document.", trainer, next);
            }
            if (next.Type.HasTerm() && !(next.LastDate >= next.EffectiveDate && !(standing.TermLast >= next.LastDate)))
            {
                yield return Refuse(
                    Reason.TrainerTerm, "A term ends on or after the day of admission, and an extension makes it longer.", trainer, next,
                    ("term_last", $"{standing.TermLast:O}"), ("wanted", $"{next.LastDate:O}"));
            }
            if (next.Type == TrainerEventType.Admit && standing.PublicityLast >= next.EffectiveDate)
            {
                yield return Refuse(
                    Reason.TrainerPublicityRunning, "The publicity is not over on that day.", trainer, next, ("publicity_last", $"{standing.PublicityLast:O}"));
            }
            if (next.Type == TrainerEventType.Admit && trainer.ConsentOn(next.EffectiveDate) is null)
            {
                yield return Refuse(Reason.TrainerConsentMissing, "The person does not agree to be shown on that day.", trainer, next);
            }
            if (next.Type == TrainerEventType.WithdrawConsent && !isConsented)
            {
                yield return Refuse(Reason.TrainerConsentMissing, "There is no consent to take back on that day.", trainer, next);
            }
            isConsented = next.Type.IsOfConsent() ? next.Type == TrainerEventType.Consent : isConsented;
            standing = standing.After(next);
        }
        if (trainer.Events.Count == 0)
        {
            yield return new(
                Reason.TrainerState, "A trainer is proposed first.",
                ("trainer_id", trainer.TrainerId), ("trainer_state", $"{TrainerState.Unspecified}"), ("event_type", ""), ("effective_date", ""), ("allowed", $"{TrainerEventType.Propose}"));
        }
    }

    private static IEnumerable<RuleBroken> Skills(Trainer trainer) =>
        trainer.Skills.GroupBy(s => (s.OccupationCode, s.CredentialId)).SelectMany(same => same.Skip(1)).Select(skill => new RuleBroken(
            Reason.SkillTwice, "The same credential proves the same occupation twice.",
            ("occupation_code", skill.OccupationCode), ("credential_id", skill.CredentialId)) { FactId = skill.CredentialId });

    private static IEnumerable<RuleBroken> Timetable(Trainer trainer)
    {
        for (var i = 0; i < trainer.Timetable.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (trainer.Timetable[i].FirstShared(trainer.Timetable[j]) is { } day)
                {
                    yield return new(
                        Reason.TimetableOverlap, "Two blocks of the timetable share time on a day.",
                        ("day", $"{day:O}"), ("from_time", $"{trainer.Timetable[i].FromTime:HH:mm}"), ("to_time", $"{trainer.Timetable[i].ToTime:HH:mm}"));
                }
            }
        }
    }

    private static RuleBroken Refuse(Reason reason, string message, Trainer trainer, TrainerEvent of, params ReadOnlySpan<(string Key, string Value)> more) =>
        new(reason, message, [("trainer_id", trainer.TrainerId), ("effective_date", $"{of.EffectiveDate:O}"), .. more]) { FactId = of.EventId };
}
