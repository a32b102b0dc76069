using Faculty.Protocol.Certificates;
using Faculty.Server.Tests.Certification.Batches;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Certificates;

/// <summary>A decided recognition and its certificate, as most tests here need them.</summary>
internal static class Certifying
{
    public const string Authority = "晋城市教育局", Number = "晋双〔2025〕0001", Document = "晋市教〔2025〕31号";

    public static CertificateService.CertificateServiceClient Certificates(this TestServer server) => new(server.Channel);

    /// <summary>The checks of the public: without an account.</summary>
    public static CertificateService.CertificateServiceClient Public(this TestServer server) => new(server.Anonymous);

    public static Recognition Decided(string number = Number, string authority = Authority) => new()
    {
        Level = RecognitionLevel.Middle, Track = RecognitionTrack.Secondary, Field = "装备制造", CertificateNumber = number, Authority = authority,
        DecisionDocument = Document, StartDate = Day(2025, 11, 1), LastDate = Day(2030, 10, 31), Trust = RecognitionTrust.Decided,
    };

    /// <summary>A school whose teacher is recognised.</summary>
    public static async Task<TestServer> StartAsync(TimeProvider? clock = null, Func<ServerOptions, ServerOptions>? with = null)
    {
        var server = await TestServer.StartAsync(clock, with);
        await server.AddTreeAsync();
        await server.RecogniseAsync(Decided());
        return server;
    }

    /// <summary>Hires somebody and recognises them; the teacher's id.</summary>
    public static async Task<string> RecogniseAsync(this TestServer server, Recognition recognition, string name = "王明")
    {
        var id = (await server.HireAsync(name)).TeacherId;
        if (recognition.Trust == RecognitionTrust.Decided)
        {
            await server.RecogniseAsync(id, recognition);
        }
        else
        {
            await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = recognition });
        }
        return id;
    }

    public static Task HappenAsync(this TestServer server, RecognitionEventType type, Google.Type.Date day, string number = Number) =>
        server.Recognitions.RecordRecognitionEventAsync(new()
        {
            Authority = Authority, CertificateNumber = number, Event = new() { Type = type, EffectiveDate = day, DocumentNumber = "晋市教〔2025〕40号" },
        }).ResponseAsync;

    public static async Task<GetCertificateResponse> GetAsync(this TestServer server, string number = Number) =>
        await server.Certificates().GetCertificateAsync(new() { CertificateNumber = number });

    public static async Task<VerifyCertificateResponse> VerifySignedAsync(this TestServer server, string signed) =>
        await server.Public().VerifyCertificateAsync(new() { SignedStatement = signed });

    public static async Task<VerifyCertificateResponse> VerifyAsync(this TestServer server, string number = Number) =>
        await server.Public().VerifyCertificateAsync(new() { CertificateNumber = number });

    /// <summary>The keys as their file has them.</summary>
    public static async Task<PublishedKeys> KeysAsync(this TestServer server) =>
        PublishedKeys.Parse((await server.Public().GetCertificateKeysAsync(new())).Jwks);

    /// <summary>What is wrong with a file; unspecified when nothing is.</summary>
    public static CertificateFault Fault(this PublishedKeys keys, ReadOnlySpan<byte> file)
    {
        try
        {
            CertificateFile.Open(file, keys);
            return CertificateFault.Unspecified;
        }
        catch (NotGenuineException problem)
        {
            return problem.Fault;
        }
    }
}
