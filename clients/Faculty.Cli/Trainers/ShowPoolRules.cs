using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Trainers;

internal static class ShowPoolRules
{
    public static Command Create(Words words) => new RequestCommand<GetPoolRulesRequest>(
            "rules", words["the rules of the pool; with --json in the form of a file of rules", "师资库规则；--json 输出规则文件的格式"], words)
        .Calls<GetPoolRulesResponse>(c => c.Trainers.GetPoolRulesAsync, (reply, run) =>
        {
            var rules = reply.Rules;
            if (!rules.Verified)
            {
                run.WriteLine(words["Examples that nobody compared with a document; the coordinates are made up.", "示例，未与文件核对；坐标为虚构。"]);
            }
            run.WriteLine(words[$"publicity {rules.PublicityWorkingDays} working days", $"公示 {rules.PublicityWorkingDays} 个工作日"]);
            var accepted = Tables.New(words["credential", "证书"], words["category", "类别"], words["occupations", "职业编码"], words["up to", "最高等级"], words["document", "文号"]);
            foreach (var acceptance in rules.Acceptances)
            {
                accepted.Row(acceptance.Name, words.Of(acceptance.Category), string.Join(' ', acceptance.OccupationCodes), words.Of(acceptance.Level), acceptance.DocumentNumber);
            }
            run.Write(accepted);
            var places = Tables.New(words["place", "地点代码"], words["name", "名称"], words["east", "东（分钟）"], words["north", "北（分钟）"]).Right(2, 3);
            foreach (var place in rules.Places)
            {
                places.Row(place.Code, place.Name, $"{place.XMinutes}", $"{place.YMinutes}");
            }
            run.Write(places);
        });
}
