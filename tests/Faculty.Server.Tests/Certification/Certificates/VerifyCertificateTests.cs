using System.Text;
using Faculty.Server.Tests.Privacy;
using Faculty.V1;
using Google.Protobuf;
using static Faculty.Server.Tests.Certification.Certificates.Certifying;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Certificates;

/// <summary>Checks of certificates: what the public learns, and that nothing but the genuine passes.</summary>
public sealed class VerifyCertificateTests
{
    [Fact]
    public async Task A_number_alone_shows_the_surname_and_the_text_of_the_certificate_shows_what_it_says()
    {
        await using var server = await StartAsync();
        var made = await server.GetAsync();

        var byNumber = await server.VerifyAsync();
        Assert.Equal((CertificateState.Valid, "王**", null), (byNumber.State, byNumber.Statement.DisplayName, byNumber.SinceDate));
        Assert.Equal(Day(2025, 11, 25), byNumber.AsOf);
        var bySigned = await server.VerifySignedAsync(made.SignedStatement);
        Assert.Equal((CertificateState.Valid, made.Statement), (bySigned.State, bySigned.Statement));
    }

    [Fact]
    public async Task What_happens_later_shows_online_and_the_signature_stays_good()
    {
        var clock = TestClock.At(2025, 11, 25);
        await using var server = await StartAsync(clock);
        await server.RecogniseAsync(new(Decided("to come")) { StartDate = Day(2025, 12, 1) });
        var (signed, early) = ((await server.GetAsync()).SignedStatement, (await server.GetAsync("to come")).SignedStatement);
        Assert.Equal(CertificateState.NotYet, (await server.VerifySignedAsync(early)).State);

        await server.HappenAsync(RecognitionEventType.Suspend, Day(2025, 11, 20));
        await server.HappenAsync(RecognitionEventType.Supersede, Day(2025, 11, 25), "to come");
        Assert.Equal((CertificateState.Suspended, Day(2025, 11, 20)), await StateAsync(signed));
        await server.HappenAsync(RecognitionEventType.Reinstate, Day(2025, 11, 22));
        Assert.Equal((CertificateState.Valid, null), await StateAsync(signed));
        clock.Now = TestClock.At(2026, 11, 25).Now;
        await server.HappenAsync(RecognitionEventType.Revoke, Day(2026, 9, 1));
        Assert.Equal((CertificateState.Revoked, Day(2026, 9, 1)), await StateAsync(signed));
        Assert.Equal(CertificateState.Revoked, (await server.VerifyAsync()).State);
        Assert.Equal((CertificateState.Superseded, Day(2025, 11, 25)), await StateAsync(early));
        await server.RecogniseAsync(new(Decided("over")) { LastDate = Day(2026, 11, 25) });
        clock.Now = TestClock.At(2026, 11, 26).Now;
        Assert.Equal(CertificateState.Lapsed, (await server.VerifyAsync("over")).State);
        Assert.Equal(CertificateFault.Unspecified, (await server.KeysAsync()).Fault(Encoding.ASCII.GetBytes(signed)));

        async Task<(CertificateState, Google.Type.Date?)> StateAsync(string text) => ((await server.VerifySignedAsync(text)).State, (await server.VerifySignedAsync(text)).SinceDate);
    }

    [Fact]
    public async Task A_certificate_of_a_name_that_was_mended_since_is_outdated_and_the_new_one_is_not()
    {
        await using var server = await StartAsync();
        var old = (await server.GetAsync()).SignedStatement;
        var stored = (await server.Recognitions.GetRecognitionAsync(new() { Authority = Authority, CertificateNumber = Number })).Entry;
        await server.Teachers.UpdateTeacherIdentityAsync(new() { TeacherId = stored.TeacherId, Identity = new() { DisplayName = "王铭" }, UpdateMask = new() { Paths = { "display_name" } } });

        var found = await server.VerifySignedAsync(old);

        Assert.Equal((CertificateState.Outdated, "王明"), (found.State, found.Statement.DisplayName));
        Assert.Equal(CertificateState.Valid, (await server.VerifySignedAsync((await server.GetAsync()).SignedStatement)).State);
    }

    [Theory]
    [InlineData("nobody's")]
    [InlineData("listed")]
    [InlineData("listed", Authority)]
    public async Task What_this_registry_did_not_decide_is_unknown_to_the_public(string number, string authority = "")
    {
        await using var server = await StartAsync();
        await server.RecogniseAsync(new(Decided("listed")) { Trust = RecognitionTrust.OfficialImport });

        var found = await server.Public().VerifyCertificateAsync(new() { CertificateNumber = number, Authority = authority });

        Assert.Equal(new() { State = CertificateState.Unknown, AsOf = Day(2025, 11, 25) }, found);
    }

    [Fact]
    public async Task Suspended_is_told_since_the_day_from_which_it_has_been_so_without_a_break()
    {
        await using var server = await StartAsync(TestClock.At(2026, 11, 26));
        await server.HappenAsync(RecognitionEventType.Suspend, Day(2026, 1, 10));
        await server.HappenAsync(RecognitionEventType.Reinstate, Day(2026, 2, 10));
        await server.HappenAsync(RecognitionEventType.Suspend, Day(2026, 3, 10));
        await server.HappenAsync(RecognitionEventType.Suspend, Day(2026, 6, 1));

        var told = await server.VerifyAsync();
        Assert.Equal((CertificateState.Suspended, Day(2026, 3, 10)), (told.State, told.SinceDate));
    }

    [Fact]
    public async Task The_public_learns_nothing_but_the_words_of_the_certificate()
    {
        await using var server = await StartAsync();
        var teacher = (await server.Teachers.CreateTeacherAsync(new()
        {
            Identity = CanaryScan.Canary, Engagement = Teachers.People.FullTime(Day(2015, 9, 1), staffNumber: "S-77"), Post = Teachers.People.Specialty(),
        })).Teacher;
        await Batches.Deciding.RecogniseAsync(server, teacher.TeacherId, Decided("canary"));
        await server.HappenAsync(RecognitionEventType.Revoke, Day(2026, 1, 1), "canary");

        var byNumber = await server.VerifyAsync("canary");
        Assert.Equal("金**", byNumber.Statement.DisplayName);
        Assert.Empty(CanaryScan.Hits("by number", byNumber.ToByteArray()));
        var bySigned = await server.VerifySignedAsync((await server.GetAsync("canary")).SignedStatement);
        Assert.Equal(CanaryScan.Canary.DisplayName, bySigned.Statement.DisplayName);
        bySigned.Statement.DisplayName = "";
        foreach (var reply in (VerifyCertificateResponse[])[byNumber, bySigned])
        {
            Assert.Empty(CanaryScan.Hits("reply", reply.ToByteArray()));
            Assert.All([teacher.TeacherId, "S-77", "40号", "2026"], secret => Assert.DoesNotContain(secret, $"{reply}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_text_with_any_character_changed_is_refused_online_and_offline()
    {
        await using var server = await StartAsync();
        var signed = (await server.GetAsync()).SignedStatement;
        var keys = await server.KeysAsync();
        Assert.Equal(CertificateFault.Unspecified, keys.Fault(Encoding.ASCII.GetBytes(signed)));

        var accepted = new List<string>();
        foreach (var changed in Enumerable.Range(0, signed.Length).SelectMany(at => Changes(signed, at)))
        {
            if (keys.Fault(Encoding.Latin1.GetBytes(changed)) == CertificateFault.Unspecified || (await server.VerifySignedAsync(changed)) is not { State: CertificateState.Unknown, Statement: null })
            {
                accepted.Add(changed);
            }
        }
        Assert.Equal([], accepted);
    }

    [Fact]
    public async Task The_other_signature_of_the_same_text_is_none()
    {
        await using var server = await StartAsync();
        var signed = (await server.GetAsync()).SignedStatement;
        var parts = signed.Split('.');
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]);
        var order = System.Numerics.BigInteger.Parse("00ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", System.Globalization.NumberStyles.HexNumber, null);
        var s = order - new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        s.ToByteArray(isUnsigned: true, isBigEndian: true).CopyTo(signature, 32);

        var other = $"{parts[0]}.{parts[1]}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";

        // The control: to the library it is as good as the first.
        using var key = (await server.KeysAsync()).Find((await server.GetAsync()).Statement.KeyId)!;
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, System.Security.Cryptography.HashAlgorithmName.SHA256));
        Assert.Equal(CertificateFault.Signature, (await server.VerifySignedAsync(other)).Fault);
    }

    [Fact]
    public async Task Another_servers_certificate_is_told_as_such()
    {
        await using var server = await StartAsync();
        await using var other = await StartAsync();
        await server.GetAsync();
        var foreign = (await other.GetAsync()).SignedStatement;

        Assert.Equal((CertificateState.Unknown, CertificateFault.Key), await Of(server));
        Assert.Equal((CertificateState.Valid, CertificateFault.Unspecified), await Of(other));

        async Task<(CertificateState, CertificateFault)> Of(TestServer asked) => await asked.VerifySignedAsync(foreign) is var found ? (found.State, found.Fault) : default;
    }

    private static IEnumerable<string> Changes(string text, int at) =>
        ((string[])[text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..], text[..at] + (char)(text[at] ^ 1) + text[(at + 1)..], text.Remove(at, 1), text.Insert(at, " ")])
        .Where(changed => changed != text);
}
