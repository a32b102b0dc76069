using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Organisations;

internal static class ListOrganisations
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamOrganisationsRequest>(
                "list", words["list organisations by code", "按代码列出机构"], words,
                ("--parent", "parent_code", "only those directly under this one", "只列直属下级"),
                ("--kind", "kind", "only this kind", "类型"),
                ("--as-of", "as_of", "the day of the tree", "日期"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Organisations.StreamOrganisations(request, cancellationToken: ct), r => r.Organisations,
                () => OrganisationView.List(words), o => OrganisationView.Row(o, words), run.Parse.GetValue(limit), ct));
    }
}
