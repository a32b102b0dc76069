using Faculty.Cli.Tests.Running;

namespace Faculty.Cli.Tests.Commands;

public sealed class OrganisationsTests
{
    [Fact]
    public async Task An_organisation_is_created_renamed_and_listed()
    {
        await using var registry = await Registry.StartAsync();
        await registry.DoneAsync("organisations", "create", "--code", "140581", "--kind", "county", "--name", "高平市",
            "--start", "1990-01-01");
        await registry.DoneAsync(
            "organisations", "create", "--code", "GP", "--kind", "学校", "--name", "高平中专", "--parent", "140581", "--start", "1990-01-01");
        var renamed = await registry.DoneAsync("organisations", "rename", "GP", "--name", "高平职业学校", "--start", "2025-09-01", "--json");

        Assert.Equal(
            ["高平中专", "高平职业学校"],
            renamed.Json.GetProperty("organisation").GetProperty("names").EnumerateArray().Select(n => n.GetProperty("name").GetString()));
        var listed = await registry.DoneAsync("organisations", "list", "--parent", "140581", "--json");
        Assert.Equal("GP", listed.Json.GetProperty("code").GetString());
        Assert.Contains("2 in all", (await registry.DoneAsync("organisations", "list")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_writes_nothing()
    {
        await using var registry = await Registry.StartAsync();
        var ran = await registry.DoneAsync(
            "organisations", "create", "--code", "140581", "--kind", "COUNTY", "--name", "高平市", "--start", "1990-01-01", "--check");

        Assert.Contains("nothing was written", ran.Error, StringComparison.Ordinal);
        Assert.Equal("", (await registry.ChangesAsync()).Output);
    }

    [Fact]
    public async Task A_refusal_ends_with_1_and_names_reason_field_value_and_remedy()
    {
        await using var registry = await Registry.StartAsync();
        var ran = await registry.RunAsync(
            "organisations", "create", "--code", "bad code", "--kind", "COUNTY", "--name", "高平市", "--start", "1990-01-01");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("INVALID_REQUEST", ran.Error, StringComparison.Ordinal);
        Assert.Contains("--code (organisation.code) 'bad code':", ran.Error, StringComparison.Ordinal);
        Assert.Contains("To do: Mend the fields", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_in_chinese_when_asked()
    {
        await using var registry = await Registry.StartAsync();
        var ran = await registry.RunInChineseAsync("organisations", "get", "NOWHERE");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("NOT_FOUND: 找不到", ran.Error, StringComparison.Ordinal);
        Assert.Contains("处理办法", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_request_id_writes_once_and_another_request_with_it_is_refused()
    {
        await using var registry = await Registry.StartAsync();
        string[] create =
        [
            "organisations", "create", "--kind", "COUNTY", "--name", "高平市", "--start", "1990-01-01",
            "--request-id", "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
        ];
        await registry.DoneAsync([.. create, "--code", "140581"]);
        await registry.DoneAsync([.. create, "--code", "140581"]);
        var other = await registry.RunAsync([.. create, "--code", "140582"]);

        Assert.Single((await registry.ChangesAsync("--json")).Lines);
        Assert.Contains("REQUEST_ID_REUSED", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_may_come_as_json_from_a_file()
    {
        await using var registry = await Registry.StartAsync();
        var file = registry.InHome("request.json");
        await File.WriteAllTextAsync(file, """
            {"organisation": {"code": "140581", "kind": "ORGANISATION_KIND_COUNTY", "names": [{"name": "高平市"}],
             "startDate": {"year": 1990, "month": 1, "day": 1}}}
            """);
        var ran = await registry.DoneAsync("organisations", "create", "--from", file, "--json");

        Assert.Equal("140581", ran.Json.GetProperty("organisation").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_refusal_in_Chinese_names_the_kind_of_record_in_Chinese()
    {
        await using var registry = await Registry.StartAsync();
        var ran = await registry.RunInChineseAsync("ratio", "--scope", "NOWHERE");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("找不到机构“NOWHERE”", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_request_is_a_mistake_of_usage()
    {
        await using var registry = await Registry.StartAsync();
        var file = registry.InHome("request.json");
        await File.WriteAllTextAsync(file, "{\"organisation\": [");

        Assert.Equal(2, (await registry.RunAsync("organisations", "create", "--from", file)).ExitCode);
    }
}
