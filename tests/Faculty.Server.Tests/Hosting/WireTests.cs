using System.Collections;
using Faculty.Server.Hosting;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Date = Google.Type.Date;
using TimeOfDay = Google.Type.TimeOfDay;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Faculty.Server.Tests.Hosting;

/// <summary>Nothing is lost between the wire and the rules.</summary>
public sealed class WireTests
{
    private static readonly Dictionary<string, Func<IMessage, IMessage>> RoundTrips = new(StringComparer.Ordinal)
    {
        [nameof(V1.Teacher)] = m => Wire.ToMessage(Wire.ToRecord((V1.Teacher)m)),
        [nameof(V1.Organisation)] = m => Wire.ToMessage(Wire.ToRecord((V1.Organisation)m)),
        [nameof(V1.RulePack)] = m => Wire.ToMessage(Wire.ToRecord((V1.RulePack)m)),
        [nameof(V1.Batch)] = m => Wire.ToMessage(Wire.ToRecord((V1.Batch)m)),
        [nameof(V1.Group)] = m => Wire.ToMessage(Wire.ToRecord((V1.Group)m)),
        [nameof(V1.CompositionRules)] = m => Wire.ToMessage(Wire.ToRecord((V1.CompositionRules)m)),
        [nameof(V1.Application)] = m => Wire.ToMessage(Wire.ToRecord((V1.Application)m)),
        [nameof(V1.Establishment)] = m => Wire.ToMessage(Wire.ToRecord((V1.Establishment)m)),
        [nameof(V1.HiringLine)] = m => Wire.ToMessage(Wire.ToRecord((V1.HiringLine)m)),
        [nameof(V1.PartTimeBudget)] = m => Wire.ToMessage(Wire.ToRecord((V1.PartTimeBudget)m)),
        [nameof(V1.PayStandard)] = m => Wire.ToMessage(Wire.ToRecord((V1.PayStandard)m)),
        [nameof(V1.HoursLine)] = m => Wire.ToMessage(Wire.ToRecord((V1.HoursLine)m)),
        [nameof(V1.Trainer)] = m => Wire.ToMessage(Wire.ToRecord((V1.Trainer)m)),
        [nameof(V1.PoolRules)] = m => Wire.ToMessage(Wire.ToRecord((V1.PoolRules)m)),
        [nameof(V1.Order)] = m => Wire.ToMessage(Wire.ToRecord((V1.Order)m)),
        [nameof(V1.TrainerCalendar)] = m => Wire.ToMessage(Wire.ToRecord((V1.TrainerCalendar)m)),
        [nameof(V1.MenuItem)] = m => Wire.ToMessage(Wire.ToRecord((V1.MenuItem)m)),
        [nameof(V1.MenuSynonyms)] = m => Wire.ToMessage(Wire.ToRecord((V1.MenuSynonyms)m)),
        [nameof(V1.PendingRecognitionEvents)] = m => Wire.ToMessage(Wire.ToRecord((V1.PendingRecognitionEvents)m)),
    };

    // Made on the way out, never stored.
    private static readonly string[] OutputOnly = ["etag", "masked_id_number", "masked_mobile", "sha256", "file_name", "erased", "faculty.v1.Group.state", "faculty.v1.Membership.display_name",
        "faculty.v1.Application.accounts", "faculty.v1.Application.display_name", "faculty.v1.Application.publicity_number", "faculty.v1.Application.elsewhere",
        "faculty.v1.PanelMember.account_name",
        "faculty.v1.Trainer.state", "term_last_date", "consented", "faculty.v1.Trainer.display_name", "faculty.v1.TrainerSkill.valid", "valid_last_date",
        "aliases", "faculty.v1.Quote.amount_fen", "faculty.v1.Settlement.amount_fen", "faculty.v1.Settlement.waived_fen", "faculty.v1.MenuSynonym.general"];

    public static TheoryData<string> StoredMessages => [.. RoundTrips.Keys];

    [Theory]
    [MemberData(nameof(StoredMessages))]
    public void Every_field_of_a_stored_message_survives_the_record(string name)
    {
        var message = Filled(name, optionals: true);
        Assert.Equal(message, RoundTrips[name](message));
    }

    [Theory]
    [MemberData(nameof(StoredMessages))]
    public void What_is_absent_stays_absent(string name)
    {
        var message = Filled(name, optionals: false);
        Assert.Equal(message, RoundTrips[name](message));
    }

    [Theory]
    [MemberData(nameof(StoredMessages))]
    public void A_field_that_would_be_lost_is_noticed(string name)
    {
        var message = Filled(name, optionals: true);
        foreach (var field in Stored(message.Descriptor))
        {
            var lost = RoundTrips[name](message);
            field.Accessor.Clear(lost);
            Assert.NotEqual(message, lost);
        }
    }

    public static TheoryData<string> KindsOfRules =>
        [.. ((MessageDescriptor[])[V1.Requirement.Descriptor, V1.Alternative.Descriptor]).SelectMany(m => m.Oneofs[0].Fields).Select(f => $"{f.ContainingType.Name} {f.Name}")];

    [Theory]
    [MemberData(nameof(KindsOfRules))]
    public void Every_kind_of_rule_survives_the_record(string name)
    {
        var (message, kind) = (name.Split(' ')[0], name.Split(' ')[1]);
        var requirement = new V1.Requirement { Code = "a", Title = "甲" };
        var alternative = new V1.Alternative { Code = "b", Title = "乙" };
        IMessage holder = message == nameof(V1.Requirement) ? requirement : alternative;
        var rule = holder.Descriptor.FindFieldByName(kind);
        rule.Accessor.SetValue(holder, Fill(rule.MessageType, optionals: true, seed: 1));
        if (message == nameof(V1.Alternative))
        {
            requirement.Choice = new() { LeastCount = 1, Alternatives = { alternative } };
        }
        var pack = new V1.RulePack { StartDate = new() { Year = 2025, Month = 1, Day = 1 }, Levels = { new V1.LevelRules { Requirements = { requirement } } } };

        Assert.Equal(pack, RoundTrips[nameof(V1.RulePack)](pack));
    }

    public static TheoryData<string> KindsOfCompositionRules => [.. V1.CompositionRule.Descriptor.Oneofs[0].Fields.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(KindsOfCompositionRules))]
    public void Every_kind_of_rule_of_composition_survives_the_record(string kind)
    {
        var rule = new V1.CompositionRule { Code = "a", Title = "甲" };
        var field = V1.CompositionRule.Descriptor.FindFieldByName(kind);
        field.Accessor.SetValue(rule, Fill(field.MessageType, optionals: true, seed: 1));
        var rules = new V1.CompositionRules { Code = "A", Rules = { rule } };
        Assert.Equal(rules, RoundTrips[nameof(V1.CompositionRules)](rules));
    }

    [Fact]
    public void A_date_of_which_only_the_month_is_known_stays_so()
    {
        var message = (V1.Teacher)Filled(nameof(V1.Teacher), optionals: true);
        message.Titles[0].ObtainedOn = new() { Year = 2019, Month = 12 };
        Assert.Equal(message, RoundTrips[nameof(V1.Teacher)](message));
    }

    [Fact]
    public void Reasons_of_the_domain_have_the_numbers_and_names_of_the_wire() =>
        Assert.All(Enum.GetValues<Domain.Reason>(), r => Assert.Equal($"{(V1.ErrorReason)(int)r}", $"{r}"));

    public static TheoryData<Type> DomainEnums =>
        [.. typeof(Domain.Reason).Assembly.GetExportedTypes().Where(t => t.IsEnum && typeof(V1.Teacher).Assembly.GetType($"Faculty.V1.{t.Name}") is not null)];

    [Theory]
    [MemberData(nameof(DomainEnums))]
    public void Enums_of_the_domain_have_the_numbers_and_names_of_the_wire(Type domain)
    {
        var wire = typeof(V1.Teacher).Assembly.GetType($"Faculty.V1.{domain.Name}")!;
        Assert.Equal(Values(wire), Values(domain));
    }

    [Fact]
    public void The_enums_compared_are_all_there_are()
    {
        string[] expected =
        [
            "CredentialCategory", "EngagementKind", "HiringRoute", "IdType", "OrganisationKind", "PostCategory", "RecognitionEventType",
            "RecognitionLevel", "RecognitionTrack", "RecognitionTrust", "Sex", "SpellReason", "RuleLayer", "RulePackState", "ReviewTier", "RequirementResult",
            "FactKind", "LackingUnit", "BatchState", "ApplicationState", "EndingCause", "ReviewVerdict", "VoteChoice", "ObjectionState", "RecheckCause", "RecheckState",
            "SeatControl", "ReservationState", "HiringState", "HiringStepType", "Office", "CandidateState",
            "PayUnit", "BudgetControl", "CapBase", "HoursState", "HoursStepType",
            "GroupKind", "GroupLevel", "GroupState", "MemberRole", "ShareComparison", "CompositionResult", "MemberCause", "GroupAlertType",
            "SkillLevel", "TeachingKind", "Weekday", "TrainerState", "TrainerEventType",
            "TrainingMode", "AssessmentKind", "MenuField",
            "OrderState", "OrderParty", "OrderStepType", "SettlementBasis", "BookingRule", "BookingMend",
        ];
        Assert.Empty(expected.Except(((IEnumerable<object[]>)DomainEnums).Select(row => ((Type)row[0]).Name)));
    }

    private static IEnumerable<(int, string)> Values(Type type) =>
        Enum.GetValues(type).Cast<object>().Select(v => ((int)v, $"{v}")).OrderBy(v => v.Item1);

    private static IMessage Filled(string name, bool optionals)
    {
        var descriptor = ((MessageDescriptor)typeof(V1.Teacher).Assembly.GetType($"Faculty.V1.{name}")!.GetProperty("Descriptor")!.GetValue(null)!);
        return Fill(descriptor, optionals, seed: 1);
    }

    private static IMessage Fill(MessageDescriptor descriptor, bool optionals, int seed)
    {
        if (descriptor == Date.Descriptor)
        {
            return new Date { Year = 1950 + (seed * 7 % 100), Month = 1 + (seed % 12), Day = 1 + (seed % 28) };
        }
        if (descriptor == TimeOfDay.Descriptor)
        {
            return new TimeOfDay { Hours = seed % 24, Minutes = seed % 60 };
        }
        if (descriptor == Timestamp.Descriptor)
        {
            // The parts of a second that a clock tells.
            return new Timestamp { Seconds = seed, Nanos = seed * 100 };
        }
        var message = descriptor.Parser.ParseFrom([]);
        foreach (var field in Stored(descriptor))
        {
            seed += field.FieldNumber;
            if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                list.Add(Value(field, optionals, seed));
                list.Add(Value(field, optionals, seed + 1));
            }
            else if (optionals || !MayBeAbsent(field))
            {
                field.Accessor.SetValue(message, Value(field, optionals, seed));
            }
        }
        return message;
    }

    private static IEnumerable<FieldDescriptor> Stored(MessageDescriptor descriptor) =>
        descriptor.Fields.InFieldNumberOrder().Where(f => !OutputOnly.Contains(f.Name, StringComparer.Ordinal) && !OutputOnly.Contains(f.FullName, StringComparer.Ordinal));

    // Birth dates and first days are always there; other dates may be missing.
    private static bool MayBeAbsent(FieldDescriptor field) =>
        field.HasPresence && field.Name is not ("identity" or "birth_date" or "start_date" or "effective_date" or "as_of" or "fact" or "filed_date" or "since_date" or "found_date" or "time" or "appoint_date" or "date" or "month" or "from_time" or "to_time" or "day" or "item" or "quote_time" or "expire_time")
            && field.FullName is not ("faculty.v1.HiringLine.deadline" or "faculty.v1.SeatReservation.last_date" or "faculty.v1.DateWindow.last_date") || (field.Name == "start_date" && field.ContainingType.Name is "Credential" or "Group" or "CompositionRules");

    private static object Value(FieldDescriptor field, bool optionals, int seed) => field.FieldType switch
    {
        FieldType.String => $"{field.Name}-{seed}·𠮷",
        FieldType.Bool => true,
        FieldType.Bytes => ByteString.CopyFromUtf8($"{field.Name}-{seed}"),
        FieldType.Int32 => seed,
        FieldType.Int64 => (long)seed,
        FieldType.Enum => field.EnumType.Values[^1].Number,
        FieldType.Message => Fill(field.MessageType, optionals, seed),
        _ => throw new InvalidOperationException($"{field.FullName} is of a kind no stored message had before."),
    };
}
