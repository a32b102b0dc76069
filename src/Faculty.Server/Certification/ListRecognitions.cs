using Faculty.Server.Hosting;
using Faculty.Server.Teachers;
using Faculty.Storage;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Certification;

internal sealed partial class RecognitionService
{
    public override async Task<ListRecognitionsResponse> ListRecognitions(ListRecognitionsRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).Known(request.Level, "level", optional: true)
            .OptionalDay(request.AsOf, "as_of").Done();
        var rows = await scope.TeachersAsync(context);
        var (found, next) = await rows.PageAsync(
            TeacherPages.Range(request.SchoolCode, "", "", "", ""),
            tokens.After(context, request, request.PageToken),
            PageSize.Of(request.PageSize),
            context.CancellationToken);
        return new()
        {
            Entries = { Entries(found, request.Level, request.AsOf?.ToDay() ?? clock.TodayInChina()) },
            NextPageToken = tokens.Page(context, request, next),
        };
    }

    private static IEnumerable<RecognitionEntry> Entries(IEnumerable<StoredDocument> teachers, RecognitionLevel level, DateOnly day) =>
        from document in teachers
        from recognition in Documents.Teachers.Read(document.Body).Recognitions
        where level == RecognitionLevel.Unspecified || (int)recognition.Level == (int)level
        select Entry(document.Id, recognition, day);
}
