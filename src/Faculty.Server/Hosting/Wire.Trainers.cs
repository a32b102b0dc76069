using Faculty.Domain.Training;
using Faculty.Domain.Training.Pool;
using Mapster;
using TimeOfDay = Google.Type.TimeOfDay;

namespace Faculty.Server.Hosting;

internal static partial class Wire
{
    public static Trainer ToRecord(V1.Trainer message) => Map<V1.Trainer, Trainer>.To(message);

    public static V1.Trainer ToMessage(Trainer record) => Map<Trainer, V1.Trainer>.To(record);

    public static TrainerSkill ToRecord(V1.TrainerSkill message) => Map<V1.TrainerSkill, TrainerSkill>.To(message);

    public static WeeklyBlock ToRecord(V1.WeeklyBlock message) => Map<V1.WeeklyBlock, WeeklyBlock>.To(message);

    public static TrainerLeave ToRecord(V1.TrainerLeave message) => Map<V1.TrainerLeave, TrainerLeave>.To(message);

    public static HourCaps ToRecord(V1.HourCaps message) => Map<V1.HourCaps, HourCaps>.To(message);

    public static TrainerTravel ToRecord(V1.TrainerTravel message) => Map<V1.TrainerTravel, TrainerTravel>.To(message);

    public static TrainerEvent ToRecord(V1.TrainerEvent message) => Map<V1.TrainerEvent, TrainerEvent>.To(message);

    public static PoolRules ToRecord(V1.PoolRules message) => Map<V1.PoolRules, PoolRules>.To(message);

    public static V1.PoolRules ToMessage(PoolRules record) => Map<PoolRules, V1.PoolRules>.To(record);

    private static void Trainers(TypeAdapterConfig config)
    {
        config.NewConfig<TimeOnly, TimeOfDay>().MapWith(v => new TimeOfDay { Hours = v.Hour, Minutes = v.Minute });
        config.NewConfig<TimeOfDay, TimeOnly>().MapWith(v => new TimeOnly(v.Hours, v.Minutes));
        config.NewConfig<V1.Trainer, Trainer>();
        config.NewConfig<Trainer, V1.Trainer>().Ignore(m => m.Etag, m => m.State, m => m.TermLastDate, m => m.Consented, m => m.DisplayName);
        config.NewConfig<V1.TrainerSkill, TrainerSkill>();
        config.NewConfig<TrainerSkill, V1.TrainerSkill>().Ignore(m => m.Valid, m => m.ValidLastDate);
        Both<V1.WeeklyBlock, WeeklyBlock>(config);
        Both<V1.TrainerLeave, TrainerLeave>(config);
        Both<V1.HourCaps, HourCaps>(config);
        Both<V1.TrainerTravel, TrainerTravel>(config);
        Both<V1.TrainerEvent, TrainerEvent>(config);
        Both<V1.PoolRules, PoolRules>(config);
        Both<V1.CredentialAcceptance, CredentialAcceptance>(config);
        Both<V1.TravelPlace, TravelPlace>(config);
    }
}
