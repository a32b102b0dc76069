using System.Text.RegularExpressions;
using Faculty.V1;

namespace Faculty.Client;

/// <summary>What a reason means to a person: what happened, and what to do. {name} stands for a metadata value.</summary>
public sealed partial record ReasonText(string Happened, string Remedy)
{
    // Facts that are the names of coded values.
    private static readonly Dictionary<string, Type[]> Coded = new(StringComparer.Ordinal)
    {
        ["permission"] = [typeof(Permission)],
        ["role"] = [typeof(Role)],
        ["kind"] = [typeof(OrganisationKind), typeof(AccountKind)],
        ["scope"] = [typeof(ScopeKind)],
        ["track"] = [typeof(RecognitionTrack)],
        ["level"] = [typeof(RecognitionLevel)],
        ["layer"] = [typeof(RuleLayer)],
        ["parent_layer"] = [typeof(RuleLayer)],
        ["state"] = [typeof(RulePackState), typeof(CertificateState)],
        ["batch_state"] = [typeof(BatchState)],
        ["needed"] = [typeof(ApplicationState), typeof(BatchState), typeof(HoursState)],
        ["recheck_state"] = [typeof(RecheckState)],
        ["trust"] = [typeof(RecognitionTrust)],
        ["application_state"] = [typeof(ApplicationState)],
        ["cause"] = [typeof(EndingCause)],
        ["fact_kind"] = [typeof(FactKind)],
        ["tier"] = [typeof(ReviewTier)],
        ["hours_state"] = [typeof(HoursState)],
        ["hours_step"] = [typeof(HoursStepType)],
        ["unit"] = [typeof(PayUnit)],
        ["wanted"] = [typeof(PayUnit)],
        ["tier_now"] = [typeof(ReviewTier)],
        ["group_state"] = [typeof(GroupState)],
        ["next_state"] = [typeof(GroupState)],
        ["allowed"] = [typeof(GroupState), typeof(TrainerEventType)],
        ["trainer_state"] = [typeof(TrainerState)],
        ["event_type"] = [typeof(TrainerEventType)],
        ["skill_level"] = [typeof(SkillLevel)],
        ["credential_level"] = [typeof(SkillLevel)],
        ["order_state"] = [typeof(OrderState)],
        ["needed_states"] = [typeof(OrderState)],
        ["booking_rule"] = [typeof(BookingRule)],
        ["booking_mend"] = [typeof(BookingMend)],
    };

    // What an order lacks, and which of its numbers does not fit.
    private static readonly Dictionary<string, string> OrderParts = new(StringComparer.Ordinal)
    {
        ["lines"] = "订单明细", ["sessions"] = "授课安排", ["results"] = "培训结果", ["attended"] = "到课人数", ["completed"] = "结业人数", ["passed"] = "合格人数", ["heads"] = "报名人数",
    };

    /// <summary>A fact of a refusal in words: the term of a coded value or of a kind of record; anything else as it is.</summary>
    public static string Fact(string name, string value, Language language)
    {
        var coded = Coded.GetValueOrDefault(name, []);
        if (coded.Length > 0 && value.Contains(", ", StringComparison.Ordinal))
        {
            return string.Join(language == Language.Chinese ? "、" : ", ", value.Split(", ").Select(v => Fact(name, v, language)));
        }
        var term = coded.SelectMany(Terms.Values).FirstOrDefault(v => $"{v}" == value);
        return (name, value) switch
        {
            _ when term is not null => Terms.Of(term, language),
            ("type", _) => Terms.Record(value, language),
            ("name_problem" or "file_content" or "file_cause" or "file_field", _) => Terms.OfFile(value, language),
            ("missing" or "what" or "limit", _) when language == Language.Chinese => OrderParts.GetValueOrDefault(value, value),
            ("organisation_code", "") => language == Language.Chinese ? "全部机构" : "the whole registry",
            _ => value,
        };
    }

    /// <summary>The text of a reason, or null for one this client does not know.</summary>
    public static ReasonText? Of(ErrorReason reason, Language language) =>
        (language == Language.Chinese ? ReasonTexts.Chinese : ReasonTexts.English).GetValueOrDefault(reason);

    /// <summary>The text of one refusal, with its values; null for a reason this client does not know.</summary>
    public static ReasonText? Of(ServerRefusal refusal, Language language)
    {
        var partOnly = refusal.Reason == ErrorReason.PermissionDenied && refusal.Metadata.GetValueOrDefault("scope") == $"{ScopeKind.Registry}";
        var text = partOnly ? language == Language.Chinese ? ReasonTexts.ChinesePartOnly : ReasonTexts.EnglishPartOnly : Of(refusal.Reason, language);
        return text?.With(refusal.Metadata, language);
    }

    /// <summary>The text with the values of one refusal.</summary>
    public ReasonText With(IReadOnlyDictionary<string, string> metadata, Language language)
    {
        return new(Filled(Happened), Filled(Remedy));

        string Filled(string text) => Placeholder().Replace(text, m => Value(m.Groups[1].Value));

        string Value(string name) => metadata.TryGetValue(name, out var value) ? Fact(name, value, language) : "…";
    }

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Placeholder();
}
