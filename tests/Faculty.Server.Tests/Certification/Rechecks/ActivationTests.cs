using Faculty.Server.Tests.Certification.Rules;
using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Certification.Rechecks;

/// <summary>What making rules active opens.</summary>
public sealed class ActivationTests
{
    [Fact]
    public async Task Making_rules_active_tells_before_and_after_how_many_cases_it_opens_and_none_is_older_than_the_rules()
    {
        await using var server = await TestServer.StartAsync(TestClock.At(2025, 11, 25));
        await server.AddTreeAsync();
        foreach (var (number, start) in (IEnumerable<(string, Google.Type.Date)>)[("1", Day(2017, 1, 1)), ("2", Day(2018, 6, 1)), ("3", Day(2023, 12, 1))])
        {
            var id = (await server.HireAsync()).TeacherId;
            await server.Recognitions.GrantRecognitionAsync(new() { TeacherId = id, Recognition = new(People.Junior(number)) { StartDate = start, LastDate = null } });
        }
        Assert.Empty(await server.Rechecks.OpenAsync());

        var draft = (await server.RulePacks.ImportRulePackAsync(new() { RulePack = Packs.Nation() })).RulePack;
        var activate = new ActivateRulePackRequest { Code = draft.Code, Version = draft.Version };
        Assert.Equal(2, (await server.RulePacks.ActivateRulePackAsync(new(activate) { ValidateOnly = true })).OpenedRecheckCount);
        Assert.Empty(await server.Rechecks.OpenAsync());
        Assert.Equal(2, (await server.RulePacks.ActivateRulePackAsync(activate)).OpenedRecheckCount);
        await OpenAsync();

        // The next version: what is open stays open since then, whoever says the months now.
        await server.RulePacks.WithdrawRulePackAsync(new() { Code = "CN", Version = 1, EffectiveDate = Day(2025, 9, 1), DocumentNumber = "2" });
        Assert.Empty(await server.Rechecks.OpenAsync());
        var next = Packs.Nation();
        next.StartDate = Day(2025, 9, 1);
        await server.ActivateAsync(next);
        await OpenAsync();

        async Task OpenAsync() => Assert.Equal(
            [("1", Day(2022, 10, 25)), ("2", Day(2023, 6, 1))],
            (await server.Rechecks.OpenAsync()).Select(r => (r.Recognition.CertificateNumber, r.SinceDate)).OrderBy(r => r.CertificateNumber, StringComparer.Ordinal));
    }
}
