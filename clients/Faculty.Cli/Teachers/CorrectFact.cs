using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;
using Google.Protobuf;

namespace Faculty.Cli.Teachers;

/// <summary>
/// Reads the teacher, changes the fields named in one fact, and sends it as a correction of the version read, so that a change made in
/// between is refused instead of overwritten.
/// </summary>
internal static class CorrectFact
{
    public static Command Create(Words words)
    {
        var set = new Option<string[]>("--set")
        {
            Description = words[
                "FIELD=VALUE, such as start_date=2020-09-01; an empty value clears; may be given again",
                "字段=值，如 start_date=2020-09-01；值为空则清除；可重复"],
            Arity = ArgumentArity.OneOrMore,
            Required = true,
        };
        var fact = Inputs.Argument("FACT_ID", words["the fact", "记录编号"]);
        var command = new RequestCommand<CorrectFactRequest>(
            "correct", words["replace a fact recorded wrongly; the wrong one stays in the history", "更正误登的记录，原记录留在历史中"], words,
            ("TEACHER_ID", "teacher_id", "the teacher", "教师编号")).With(set).With(fact);
        return command.Does(null, async (request, run, ct) =>
        {
            var read = await run.Connection.Teachers.GetTeacherAsync(new() { TeacherId = request.TeacherId }, cancellationToken: ct);
            var id = run.Parse.GetRequiredValue(fact);
            var found = Facts(read.Teacher).FirstOrDefault(f => f.Descriptor.Fields[1].Accessor.GetValue(f) is string own && own == id)
                ?? throw new UsageException(words[
                    "The teacher has no fact with this id; 'faculty teachers get' shows them.", "该教师没有此编号的记录，可用 faculty teachers get 查看。"]);
            foreach (var change in run.Parse.GetRequiredValue(set))
            {
                Apply(found, change, words);
            }
            // What happened to a recognition stays with it and is no part of a correction.
            (found as Recognition)?.Events.Clear();
            CorrectFactRequest.Descriptor.Oneofs.Single(o => o.Name == "fact").Fields.Single(f => f.MessageType == found.Descriptor)
                .Accessor.SetValue(request, found);
            request.Etag = request.Etag.Length > 0 ? request.Etag : read.Teacher.Etag;

            var reply = await run.Connection.Teachers.CorrectFactAsync(request, cancellationToken: ct);
            if (run.Json)
            {
                run.WriteJson(reply);
            }
            else
            {
                TeacherView.Written(reply, run);
            }
            return ExitCode.Done;
        });
    }

    private static IEnumerable<IMessage> Facts(Teacher teacher) =>
    [
        .. teacher.Engagements, .. teacher.Posts, .. teacher.Spells, .. teacher.Educations, .. teacher.Titles, .. teacher.Credentials,
        .. teacher.Practices, .. teacher.Recognitions, .. teacher.Honours,
    ];

    private static void Apply(IMessage fact, string change, Words words)
    {
        var parts = change.Split('=', 2);
        var field = fact.Descriptor.FindFieldByName(parts[0]);
        if (parts.Length < 2 || field is null || field.IsRepeated || field.FieldNumber == 1)
        {
            var known = fact.Descriptor.Fields.InDeclarationOrder().Where(f => !f.IsRepeated && f.FieldNumber != 1).Select(f => f.Name);
            throw new UsageException(words["--set takes FIELD=VALUE with one of: ", "--set 应填 字段=值，字段为："] + string.Join(", ", known));
        }
        if (parts[1].Length == 0)
        {
            field.Accessor.Clear(fact);
            return;
        }
        field.Accessor.SetValue(fact, Field.Value(field, parts[1])
            ?? throw new UsageException(words[
                $"{field.Name} takes {Field.Expected(field, words)}.", $"{field.Name} 应填{Field.Expected(field, words)}。"]));
    }
}
