using System.CommandLine;
using Faculty.Cli.Running;
using Faculty.V1;

namespace Faculty.Cli.Recognitions;

internal static class GetRecognition
{
    public static Command Create(Words words) => new RequestCommand<GetRecognitionRequest>(
            "get", words["read a recognition by authority and certificate number", "按认定机构和证书编号查看"], words,
            ("--authority", "authority", "recognising authority", "认定机构"),
            ("--certificate", "certificate_number", "certificate number", "证书编号"),
            ("--as-of", "as_of", "the day for being in force", "查询日期"))
        .Calls<GetRecognitionResponse>(c => c.Recognitions.GetRecognitionAsync, (reply, run) => RecognitionView.Whole(reply.Entry, run));
}
