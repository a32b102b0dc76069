using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Teachers;

internal sealed partial class TeacherService
{
    public override async Task<ListPossibleDuplicatesResponse> ListPossibleDuplicates(
        ListPossibleDuplicatesRequest request, ServerCallContext context)
    {
        new RequestCheck().PageSize(request.PageSize).OptionalCode(request.SchoolCode, "school_code", longest: 32).Done();
        var size = PageSize.Of(request.PageSize);
        var reply = new ListPossibleDuplicatesResponse();
        var last = "";
        await foreach (var pair in store.PairsAsync(await scope.TeachersAsync(context), request.SchoolCode, tokens.After(context, request, request.PageToken), context.CancellationToken))
        {
            if (reply.Pairs.Count == size)
            {
                reply.NextPageToken = tokens.Page(context, request, last);
                break;
            }
            reply.Pairs.Add(ToMessage(pair));
            last = pair.Place;
        }
        return reply;
    }

    private static PossibleDuplicate ToMessage(DuplicatePair pair)
    {
        var message = new PossibleDuplicate
        {
            First = TeacherBytes.Message(pair.First),
            Second = TeacherBytes.Message(pair.Second),
            Matches = { "name", "birth_date" },
        };
        if (message.First.Identity.Sex == message.Second.Identity.Sex)
        {
            message.Matches.Add("sex");
        }
        return message;
    }
}
