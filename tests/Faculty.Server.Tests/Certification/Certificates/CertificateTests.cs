using Faculty.Protocol.Certificates;
using Faculty.Server.Tests.Privacy;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.Certification.Certificates.Certifying;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Certificates;

/// <summary>What a certificate says, and of whom one is made.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task A_certificate_says_what_was_decided_and_its_signed_text_says_the_same_without_the_server()
    {
        await using var server = await StartAsync();

        var made = await server.GetAsync();

        Assert.Equal(
            new CertificateStatement
            {
                CertificateNumber = Number, Authority = Authority, DisplayName = "王明", Level = RecognitionLevel.Middle, Track = RecognitionTrack.Secondary,
                Field = "装备制造", School = "高平中专", DecisionDocument = Document, StartDate = Day(2025, 11, 1), LastDate = Day(2030, 10, 31), IssueDate = Day(2025, 11, 25),
                Issuer = made.Statement.Issuer, KeyId = made.Statement.KeyId,
            },
            made.Statement);
        Assert.StartsWith("urn:uuid:", made.Statement.Issuer, StringComparison.Ordinal);
        var keys = await server.KeysAsync();
        Assert.Equal(made.Statement, CertificateFile.Open(made.SignedStatement, keys));
        Assert.Equal(made.Statement.Issuer, keys.Issuer);
        Assert.True(made.SignedStatement.Length < 700, $"{made.SignedStatement.Length} characters make a coarse QR code no more");
    }

    [Fact]
    public async Task Names_of_any_kind_and_an_unlimited_recognition_without_field_or_school_come_through()
    {
        await using var server = await StartAsync();
        foreach (var name in (string[])["阿卜杜拉·买买提", "𠮷田𡈽", "Wang \"Li\" <&> O'Neil", string.Concat(Enumerable.Repeat("𠀋", 50))])
        {
            var number = $"N-{Guid.NewGuid():n}";
            await server.RecogniseAsync(new(Decided(number)) { Field = "", LastDate = null, StartDate = Day(2014, 1, 1), DecisionDocument = "" }, name);

            var made = await server.GetAsync(number);

            Assert.Equal((name, "", "", null), (made.Statement.DisplayName, made.Statement.School, made.Statement.DecisionDocument, made.Statement.LastDate));
            Assert.Equal(made.Statement, CertificateFile.Open(made.SignedStatement, await server.KeysAsync()));
        }
    }

    [Fact]
    public async Task Only_what_was_decided_here_and_holds_has_a_certificate()
    {
        await using var server = await StartAsync(TestClock.At(2025, 11, 25));
        await server.RecogniseAsync(new(Decided("listed")) { Trust = RecognitionTrust.OfficialImport });
        await server.RecogniseAsync(new(Decided("over")) { LastDate = Day(2025, 11, 24) });
        await server.RecogniseAsync(new(Decided("to come")) { StartDate = Day(2025, 12, 1) });
        await server.RecogniseAsync(Decided("revoked"));
        await server.HappenAsync(RecognitionEventType.Revoke, Day(2025, 11, 25), "revoked");

        var refused = await Calls.RefusedAsync(ErrorReason.CertificateNotDecided, server.Certificates().GetCertificateAsync(new() { Authority = Authority, CertificateNumber = "listed" }));
        Assert.Equal("OfficialImport", refused.Fact("trust"));
        Assert.Equal("Lapsed", (await Calls.RefusedAsync(ErrorReason.CertificateNotInForce, server.Certificates().GetCertificateAsync(new() { CertificateNumber = "over" }))).Fact("state"));
        Assert.Equal("Revoked", (await Calls.RefusedAsync(ErrorReason.CertificateNotInForce, server.Certificates().GetCertificateAsync(new() { CertificateNumber = "revoked" }))).Fact("state"));
        await Calls.RefusedAsync(ErrorReason.NotFound, server.Certificates().GetCertificateAsync(new() { CertificateNumber = "nobody's" }));
        await server.GetAsync("to come");
    }

    [Fact]
    public async Task Another_school_sees_no_certificate_and_one_number_of_two_authorities_needs_its_authority()
    {
        await using var server = await StartAsync();
        await server.AddSecondSchoolAsync();
        var other = new CertificateService.CertificateServiceClient(await server.AsAsync(Role.HrClerk, "JC"));
        await Calls.RefusedAsync(ErrorReason.NotFound, other.GetCertificateAsync(new() { CertificateNumber = Number }));
        await Calls.RefusedAsync(ErrorReason.NotFound, other.GetCertificateAsync(new() { CertificateNumber = Number, Authority = Authority }));

        await server.RecogniseAsync(Decided(authority: "山西省教育厅"), "李四");
        await Calls.RefusedAsync(ErrorReason.CertificateAmbiguous, server.Certificates().GetCertificateAsync(new() { CertificateNumber = Number }));
        var made = await server.Certificates().GetCertificateAsync(new() { CertificateNumber = Number, Authority = "山西省教育厅" });
        Assert.Equal("李四", made.Statement.DisplayName);
    }

    [Fact]
    public async Task An_erased_person_gets_no_certificate_and_an_old_one_is_still_checked()
    {
        await using var server = await StartAsync();
        var teacher = await server.LeaveAsync();
        await Batches.Deciding.RecogniseAsync(server, teacher.TeacherId, Decided("erased"));
        var old = (await server.GetAsync("erased")).SignedStatement;
        await server.Privacy().EraseTeacherAsync(new() { TeacherId = teacher.TeacherId, Reason = Erasing.Reason });

        await Calls.RefusedAsync(ErrorReason.TeacherErased, server.Certificates().GetCertificateAsync(new() { CertificateNumber = "erased" }));
        Assert.Equal((CertificateState.Valid, Erasing.Name), await Of(server.VerifySignedAsync(old)));
        Assert.Equal((CertificateState.Valid, ""), await Of(server.VerifyAsync("erased")));

        static async Task<(CertificateState, string)> Of(Task<VerifyCertificateResponse> found) => ((await found).State, (await found).Statement.DisplayName);
    }

    [Fact]
    public async Task What_goes_out_is_in_the_journal_before_and_names_the_teacher()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddTreeAsync();
        var id = await server.RecogniseAsync(Decided());

        await server.GetAsync();

        var events = (await server.Audit.ListAuditEventsAsync(new() { Type = AuditEventType.Certificate })).Events;
        Assert.Equal([$"teacher {id}"], Assert.Single(events).Subjects);
        Assert.Single((await server.Audit.ListAuditEventsAsync(new() { Type = AuditEventType.Keys })).Events);
    }
}
