using Faculty.Server.Access;
using Faculty.V1;
using Grpc.Health.V1;

namespace Faculty.Server.Tests.Hosting;

public sealed class AccessTests
{
    [Fact]
    public void Every_rpc_says_who_may_call_it()
    {
        var rules = new AccessRules(FacultyServer.Protos);
        var rpcs = FacultyServer.Protos.SelectMany(f => f.Services).Sum(s => s.Methods.Count);
        Assert.Equal(rpcs, rules.All.Count());
        Assert.All(rules.All, r => Assert.NotEqual(Permission.Unspecified, r.Permission));
    }

    [Fact]
    public void Every_list_has_a_streaming_twin()
    {
        foreach (var service in FacultyServer.Protos.SelectMany(f => f.Services))
        {
            var lists = service.Methods.Where(m => m.Name.StartsWith("List", StringComparison.Ordinal));
            Assert.All(lists, list => Assert.True(service.FindMethodByName($"Stream{list.Name["List".Length..]}") is { IsServerStreaming: true }, list.FullName));
        }
    }

    [Fact]
    public void A_rpc_that_does_not_stops_the_start()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new AccessRules([.. FacultyServer.Protos, HealthReflection.Descriptor]));
        Assert.Contains("grpc.health.v1.Health.Check", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_service_of_the_protos_is_answered_by_the_server()
    {
        var described = typeof(Teacher).Assembly.GetTypes()
            .Where(t => t.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(t => (Google.Protobuf.Reflection.FileDescriptor)t.GetProperty("Descriptor")!.GetValue(null)!)
            .Where(f => f.Services.Count > 0);
        Assert.Empty(described.Except(FacultyServer.Protos));
    }
}
