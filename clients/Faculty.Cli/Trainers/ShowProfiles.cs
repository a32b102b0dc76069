using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Trainers;

internal static class ShowProfiles
{
    public static Command Create(Words words)
    {
        var limit = Inputs.Limit(words);
        return new RequestCommand<StreamPublicProfilesRequest>(
                "public", words["what everybody may see: who agreed to it, without names unless the consent covers them", "公开档案：经本人同意展示；姓名仅在同意时显示"], words,
                ("--place", "organisation_code", "pool of this school or county, or of those below an organisation", "学校或县的师资库，或其上级机构"),
                ("--occupation", "occupation_code", "only with a skill in this occupation, or in those that begin like this", "职业编码，可只填开头"),
                ("--at-least", "least_level", "of at least this level: 三级 also means 二级 and 一级", "至少达到的等级：三级含二级、一级"),
                ("--kind", "kind", "only with this kind of teaching", "授课类型"))
            .With(limit)
            .Does(null, (request, run, ct) => run.PrintAsync(
                run.Connection.Trainers.StreamPublicProfiles(request, cancellationToken: ct), r => r.Profiles,
                () => Tables.New(words["profile", "档案代码"], words["name", "姓名"], words["pool", "师资库"], words["skills", "技能"], words["kinds", "授课类型"], words["languages", "语言"], words["courses", "授课次数"], words["rating", "评分"]),
                p => Row(p, words), run.Parse.GetValue(limit), ct));
    }

    private static IEnumerable<string> Row(PublicProfile profile, Words words) =>
    [
        profile.ProfileCode, profile.DisplayName, profile.OrganisationCode, string.Join(words["; ", "；"], profile.Skills.Select(s => $"{s.OccupationTitle} {words.Of(s.Level)}")),
        TrainerView.Kinds(profile.Kinds, words), string.Join(' ', profile.Languages), $"{profile.DeliveryCount}",
        profile.RatingCount == 0 ? "" : words[$"{profile.AverageRating} ({profile.RatingCount})", $"{profile.AverageRating}（{profile.RatingCount} 次）"],
    ];
}
