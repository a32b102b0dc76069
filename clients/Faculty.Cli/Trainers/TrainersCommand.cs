using System.CommandLine;
using Faculty.Cli.Running;

namespace Faculty.Cli.Trainers;

/// <summary>`faculty trainers …` (培训师资库).</summary>
internal static class TrainersCommand
{
    public static Command Create(Words words) => new("trainers", words["the trainer pool: skills, times, states, public profiles", "培训师资库：技能、时间、状态、公开档案"])
    {
        ListTrainers.Create(words),
        GetTrainer.Create(words),
        CreateTrainer.Create(words),
        UpdateTrainer.Create(words),
        SetTimetable.Create(words),
        RecordLeave.Create(words),
        RecordEvent.Create(words),
        WithdrawEvent.Create(words),
        ShowProfiles.Create(words),
        ShowPoolRules.Create(words),
    };
}
