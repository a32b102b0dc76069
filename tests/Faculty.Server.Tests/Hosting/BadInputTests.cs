using Faculty.V1;
using Google.Protobuf;
using Grpc.Core;
using static Faculty.Server.Tests.SampleTree;

namespace Faculty.Server.Tests.Hosting;

/// <summary>Bad bytes and bad text are the caller's fault, and nothing is stored.</summary>
public sealed class BadInputTests
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(b => b, b => b);

    [Theory]
    [InlineData("0a05")] // a length beyond the end
    [InlineData("ffffffffffffffffffff")] // a tag that never ends
    [InlineData("0a031201ff")] // no UTF-8
    [InlineData("08")] // a value missing
    [InlineData("0b")] // a group that never ends
    public async Task Bytes_that_are_not_the_message_are_named_so(string hex)
    {
        await using var server = await TestServer.StartAsync();
        await Calls.RefusedAsync(ErrorReason.MalformedMessage, Raw(server, "CreateOrganisation", Convert.FromHexString(hex)));
        Assert.Equal(TestServer.Empty, await server.RevisionAsync());
    }

    [Fact]
    public async Task Nesting_without_end_is_malformed()
    {
        await using var server = await TestServer.StartAsync();
        var groups = Enumerable.Repeat((byte)0x9b, 5_000).SelectMany(b => new byte[] { b, 0x01 }).ToArray();
        await Calls.RefusedAsync(ErrorReason.MalformedMessage, Raw(server, "CreateOrganisation", groups));
    }

    [Fact]
    public async Task A_write_with_fields_nobody_knows_is_refused_and_a_read_with_them_is_not()
    {
        await using var server = await TestServer.StartAsync();
        byte[] unknown = [0xfa, 0x3e, 0x01, 0x78]; // field 1007 = "x"

        await Calls.RefusedAsync(ErrorReason.UnknownFields, Raw(server, "CreateOrganisation", [.. Create(County, OrganisationKind.County, "高平市").ToByteArray(), .. unknown]));
        var nested = Create(County, OrganisationKind.County, "高平市");
        nested.Organisation.MergeFrom(unknown);
        await Calls.RefusedAsync(ErrorReason.UnknownFields, server.Organisations.CreateOrganisationAsync(nested));
        Assert.Equal(TestServer.Empty, await server.RevisionAsync());
        await Raw(server, "ListOrganisations", unknown);
    }

    [Theory]
    [InlineData("grpc.reflection.v1.ServerReflection")]
    [InlineData("grpc.reflection.v1alpha.ServerReflection")]
    public async Task Reflection_refuses_malformed_bytes_too(string service)
    {
        await using var server = await TestServer.StartAsync();
        using var call = server.Channel.AsyncDuplexStreamingCall(
            new Method<byte[], byte[]>(MethodType.DuplexStreaming, service, "ServerReflectionInfo", Bytes, Bytes), host: null, new CallOptions());
        await call.RequestStream.WriteAsync([0x0a, 0x50, 0x41]);
        Calls.Refused(ErrorReason.MalformedMessage, await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None)));
    }

    [Fact]
    public async Task A_message_too_large_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        var request = Create(County, OrganisationKind.County, new string('高', 30_000));
        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Organisations.CreateOrganisationAsync(request));
        Assert.Equal([""], refused.Fields());
    }

    [Theory]
    [InlineData("")]
    [InlineData("高平\0中专")]
    [InlineData("高平\u202e中专")]
    [InlineData("高平\u200b中专")]
    [InlineData("高平\u2066中专")]
    [InlineData("高平\ufeff中专")]
    [InlineData("高平\u3164中专")]
    [InlineData("高平\n中专")]
    [InlineData("高平\ue000中专")]
    [InlineData("高平\ufffd中专")]
    public async Task A_name_with_characters_nobody_sees_is_refused(string name)
    {
        await using var server = await TestServer.StartAsync();
        var refused = await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Organisations.CreateOrganisationAsync(Create(County, OrganisationKind.County, name)));
        Assert.Equal(["organisation.names[0].name"], refused.Fields());
        Assert.Equal(TestServer.Empty, await server.RevisionAsync());
    }

    [Fact]
    public async Task Rare_characters_and_the_longest_name_come_back_as_written()
    {
        await using var server = await TestServer.StartAsync();
        var name = string.Concat(Enumerable.Repeat("𠮷", 99)) + "·";
        await server.Organisations.CreateOrganisationAsync(Create(County, OrganisationKind.County, name));
        Assert.Equal(name, (await server.Organisations.GetOrganisationAsync(new() { Code = County })).Organisation.Names[0].Name);
        await Calls.RefusedAsync(ErrorReason.InvalidRequest, server.Organisations.CreateOrganisationAsync(Create("X", OrganisationKind.County, name + "长")));
    }

    [Fact]
    public async Task An_unknown_rpc_is_unimplemented()
    {
        await using var server = await TestServer.StartAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Raw(server, "DropEverything", []));
        Assert.Equal(StatusCode.Unimplemented, refused.StatusCode);
    }

    [Fact]
    public async Task Random_bytes_never_hurt_the_server()
    {
        await using var server = await TestServer.StartAsync();
        var random = new Random(20251125);
        for (var i = 0; i < 300; i++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            try
            {
                await Raw(server, "CreateOrganisation", bytes);
            }
            catch (RpcException refused)
            {
                Assert.True(refused.StatusCode == StatusCode.InvalidArgument, $"{Convert.ToHexString(bytes)}: {refused.Status}");
            }
        }
        await server.AddTreeAsync();
    }

    private static AsyncUnaryCall<byte[]> Raw(TestServer server, string rpc, byte[] bytes) => server.Channel.AsyncUnaryCall(
        new Method<byte[], byte[]>(MethodType.Unary, "faculty.v1.OrganisationService", rpc, Bytes, Bytes), host: null, new CallOptions(), bytes);
}
