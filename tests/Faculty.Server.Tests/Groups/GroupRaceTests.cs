using Faculty.Server.Tests.Teachers;
using Faculty.V1;
using Google.Rpc;
using Grpc.Core;
using static Faculty.Server.Tests.Groups.Founding;

namespace Faculty.Server.Tests.Groups;

/// <summary>One leader at a time, whatever the race.</summary>
public sealed class GroupRaceTests
{
    [Fact]
    public async Task Of_many_leaders_at_once_exactly_one_is_made()
    {
        await using var server = await StartAsync();
        await server.FoundAsync();
        var teachers = await Enumerable.Range(0, 12).ToAsyncEnumerable().Select(async (int i, CancellationToken _) => await server.HireAsync($"王{(char)('甲' + i)}")).ToListAsync();

        var reasons = await Task.WhenAll(teachers.Select(async teacher =>
        {
            try
            {
                await server.AddAsync(teacher.TeacherId, MemberRole.Leader);
                return null;
            }
            catch (RpcException refused)
            {
                return refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason;
            }
        }));

        Assert.Single(reasons, r => r is null);
        Assert.All(reasons.OfType<string>(), r => Assert.Equal("SECOND_LEADER", r));
        Assert.Single((await server.ReadAsync()).Memberships);
    }
}
