using Faculty.Domain.Groups;
using Faculty.Domain.Groups.Composition;
using Mapster;

namespace Faculty.Server.Hosting;

internal static partial class Wire
{
    public static Group ToRecord(V1.Group message) => Map<V1.Group, Group>.To(message);

    public static V1.Group ToMessage(Group record) => Map<Group, V1.Group>.To(record);

    public static CooperatingEnterprise ToRecord(V1.CooperatingEnterprise message) => Map<V1.CooperatingEnterprise, CooperatingEnterprise>.To(message);

    public static GroupEvent ToRecord(V1.GroupEvent message) => Map<V1.GroupEvent, GroupEvent>.To(message);

    public static Membership ToRecord(V1.Membership message) => Map<V1.Membership, Membership>.To(message);

    public static V1.Membership ToMessage(Membership record) => Map<Membership, V1.Membership>.To(record);

    public static GroupTask ToRecord(V1.GroupTask message) => Map<V1.GroupTask, GroupTask>.To(message);

    public static CompositionRules ToRecord(V1.CompositionRules message) => Map<V1.CompositionRules, CompositionRules>.To(message);

    public static V1.CompositionRules ToMessage(CompositionRules record) => Map<CompositionRules, V1.CompositionRules>.To(record);

    public static V1.CompositionRule ToMessage(CompositionRule record) => Map<CompositionRule, V1.CompositionRule>.To(record);

    private static void Groups(TypeAdapterConfig config)
    {
        config.NewConfig<V1.Group, Group>();
        config.NewConfig<Group, V1.Group>().Ignore(m => m.Etag, m => m.State);
        Both<V1.CooperatingEnterprise, CooperatingEnterprise>(config);
        Both<V1.GroupEvent, GroupEvent>(config);
        config.NewConfig<V1.Membership, Membership>();
        config.NewConfig<Membership, V1.Membership>().Ignore(m => m.DisplayName);
        Both<V1.GroupTask, GroupTask>(config);
        Both<V1.CompositionRules, CompositionRules>(config);
        Both<V1.CompositionRule, CompositionRule>(config);
        Both<V1.SizeRule, SizeRule>(config);
        Both<V1.ShareRule, ShareRule>(config);
        Both<V1.LeaderRule, LeaderRule>(config);
        Both<V1.GroupsRule, GroupsRule>(config);
        Both<V1.TermRule, TermRule>(config);
        Both<V1.EnterprisesRule, EnterprisesRule>(config);
        Both<V1.ByPeopleRule, ByPeopleRule>(config);
    }
}
