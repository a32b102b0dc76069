using Faculty.Cli.Running;
using Faculty.V1;
using Spectre.Console;

namespace Faculty.Cli.Organisations;

/// <summary>How an organisation is shown.</summary>
internal static class OrganisationView
{
    public static void Written<TReply>(TReply reply, Run run) where TReply : IOrganisationReply
    {
        Whole(reply.Organisation, run);
        run.Say(reply.ChangeToken.Length == 0
            ? run.Words["Checked; nothing was written.", "检查通过，未写入。"]
            : run.Words[$"Written. Change token {reply.ChangeToken}", $"已写入。变更位置 {reply.ChangeToken}"]);
    }

    public static void Whole(Organisation organisation, Run run)
    {
        var words = run.Words;
        var table = List(words);
        table.Row(Row(organisation, words));
        run.Write(table);
        var past = Tables.New(words["name or parent", "名称或上级"], words["from", "开始日期"], words["to", "结束日期"]);
        foreach (var name in organisation.Names)
        {
            past.Row(name.Name, Dates.Of(name.StartDate), Dates.Of(name.LastDate));
        }
        foreach (var parent in organisation.Parents)
        {
            past.Row(parent.ParentCode, Dates.Of(parent.StartDate), Dates.Of(parent.LastDate));
        }
        run.Write(past);
        run.WriteLine($"etag {organisation.Etag}");
    }

    public static Table List(Words words) => Tables.New(
        words[
            "code",
            "代码"], words["name", "名称"], words["kind", "类型"], words["parent", "上级"], words["school type", "学校类型"], words["from", "开始日期"],
        words["to", "结束日期"], words["successors", "承接机构"]);

    public static IEnumerable<string> Row(Organisation organisation, Words words) =>
    [
        organisation.Code, organisation.Names.LastOrDefault()?.Name ?? "", words.Of(organisation.Kind),
        organisation.Parents.LastOrDefault()?.ParentCode ?? "", organisation.SchoolType, Dates.Of(organisation.StartDate),
        Dates.Of(organisation.LastDate), string.Join(", ", organisation.SuccessorCodes),
    ];
}
