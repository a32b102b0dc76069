using System.Collections;
using Faculty.Domain.Teachers;
using Faculty.Domain.Teachers.Checks;
using Faculty.Server.Access;
using Faculty.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Xunit.Abstractions;

namespace Faculty.Server.Tests.Hosting;

/// <summary>Every text field of every rpc that leaves a trace, taken from the descriptors, so that a new one is tested the day it is written.</summary>
public sealed class EveryTextTests(ITestOutputHelper output)
{
    // Stands in a request for what no string can hold; three bytes too.
    private const string HalfPair = "\u4e01";

    private static readonly string[] Unseen =
    [
        "\0", "\u0001", "\u001b", "\n", "\t", "\u007f", "\u0085", "\u00a0", "\u00ad", "\u0378", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2028", "\u2029",
        "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2060", "\u2066", "\u2067", "\u2069", "\u3164", "\ue000", "\ufe0f", "\ufeff", "\ufffd", "\uffff", "\U000e0041",
    ];

    // What is personal, sealed or not kept; beside it, codes may have any 18 digits: they are nobody's.
    private static readonly string[] Sealed =
        ["display_name", "ethnic_group", "file_name", "id_number", "masked_id_number", "masked_mobile", "mobile", "new_password", "password", "refresh_token", "sha256", "totp"];

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(b => b, b => b);

    [Fact]
    public async Task No_text_of_a_write_may_hold_a_character_that_nobody_sees()
    {
        await using var server = await TestServer.StartAsync();
        var (cases, fields) = (0, 0);
        var wrong = new List<string>();
        foreach (var (rpc, path, make) in Everywhere(FieldType.String))
        {
            fields++;
            foreach (var unseen in Unseen)
            {
                cases++;
                var refused = await RefusedAsync(server, rpc, make($"甲{unseen}").ToByteArray());
                if (refused is not { StatusCode: StatusCode.InvalidArgument } || !Problems(refused).Contains((path, PlainText.Problem)))
                {
                    wrong.Add($"{rpc.FullName} {path} U+{(int)unseen[0]:X4}: {refused?.Status.ToString() ?? "taken"}");
                }
            }
            cases++;
            Calls.Refused(ErrorReason.MalformedMessage, Assert.IsType<RpcException>(await RefusedAsync(server, rpc, WithHalfPair(make(HalfPair).ToByteArray()))));

            // The control: a rare character that can be seen is never called unseen.
            var seen = await RefusedAsync(server, rpc, make("𠮷").ToByteArray());
            Assert.True(seen is null || !Problems(seen).Contains((path, PlainText.Problem)), $"{rpc.FullName} {path}");
        }
        Assert.Empty(wrong);
        // Nothing was written but what the audit keeps of refusals.
        Assert.DoesNotContain(await ChangesAsync(server), c => c.Revision > TestServer.Empty && c.Documents.Count > 0);
        Assert.True(fields > 150, $"{fields} fields");
        output.WriteLine($"{fields} fields, {cases} cases, all refused");
    }

    [Fact]
    public async Task No_text_of_a_write_may_hold_an_ID_number_but_where_it_is_sealed()
    {
        string[] typed = ["14058119000101003X", "140581190001010021", "证号１４０５８１１９０００１０１００３ｘ。"];
        await using var server = await TestServer.StartAsync();
        var (refused, taken) = (0, new HashSet<string>(StringComparer.Ordinal));
        foreach (var (rpc, path, make) in Everywhere(FieldType.String))
        {
            var told = new List<bool>();
            foreach (var number in typed)
            {
                told.Add(await RefusedAsync(server, rpc, make(number).ToByteArray()) is { } answer && Problems(answer).Contains((path, IdNumber.InClear)));
                // The control: any other number of 18 digits is not taken for one.
                Assert.False(await RefusedAsync(server, rpc, make("140581190001010022").ToByteArray()) is { } other && Problems(other).Contains((path, IdNumber.InClear)));
            }
            Assert.Single(told.Distinct());
            refused += told[0] ? 1 : 0;
            if (!told[0])
            {
                taken.Add(path.Split('.')[^1]);
            }
        }
        Assert.True(refused > 100, $"{refused} fields");
        Assert.Equal(Sealed, taken.Where(f => f != "code" && !f.EndsWith("_code", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_prose_of_a_write_may_hold_a_mobile_number()
    {
        string[] prose = ["event_reason", "explanation", "finding", "ground", "note", "opinion", "problem", "reason"];
        string[] numbers = ["13800138000", "电话19912345678，请回电", "+8613800138000"];
        string[] others = ["12800138000", "138001380001", "20231380013800", "2023-12-01", "ZS-13800138000"];
        await using var server = await TestServer.StartAsync();
        var fields = 0;
        foreach (var (rpc, path, make) in Everywhere(FieldType.String))
        {
            var isProse = prose.Contains(path.Split('.')[^1]);
            fields += isProse ? 1 : 0;
            foreach (var (text, told) in numbers.Select(n => (n, isProse)).Concat(others.Select(o => (o, false))))
            {
                var refused = await RefusedAsync(server, rpc, make(text).ToByteArray()) is { } answer && Problems(answer).Any(p => p.Item2 == Mobile.InClear && p.Item1 == path);
                Assert.True(refused == told, $"{rpc.FullName} {path} {text}");
            }
        }
        Assert.True(fields > 20, $"{fields} fields");
    }

    [Fact]
    public async Task No_write_may_carry_a_field_nobody_knows_however_deep()
    {
        byte[] unknown = [0xfa, 0x3e, 0x01, 0x78];
        await using var server = await TestServer.StartAsync();
        var cases = 0;
        var requests = Traced().Select(rpc => (rpc, (Func<IMessage>)(() => New(rpc.InputType))));
        var nested = Everywhere(FieldType.Message).Select(e => (e.Rpc, (Func<IMessage>)(() => e.Make(""))));
        foreach (var (rpc, make) in requests.Concat(nested))
        {
            var request = make();
            Deepest(request).MergeFrom(unknown);
            Calls.Refused(ErrorReason.UnknownFields, Assert.IsType<RpcException>(await RefusedAsync(server, rpc, request.ToByteArray())));
            cases++;
        }
        output.WriteLine($"{cases} messages, all refused");
    }

    private static async Task<List<Change>> ChangesAsync(TestServer server) =>
        await server.Changes.StreamChanges(new()).AllAsync().SelectMany(m => m.Changes).ToListAsync();

    private static IEnumerable<MethodDescriptor> Traced()
    {
        var rules = new AccessRules(FacultyServer.Protos);
        return FacultyServer.Protos.SelectMany(f => f.Services).SelectMany(s => s.Methods).Where(m => rules.For($"/{m.Service.FullName}/{m.Name}").LeavesTrace);
    }

    private static IEnumerable<(MethodDescriptor Rpc, string Path, Func<string, IMessage> Make)> Everywhere(FieldType type) =>
        from rpc in Traced()
        from way in Ways(rpc.InputType, type, [])
        select (rpc, Path(way), (Func<string, IMessage>)(text => Made(rpc.InputType, way, text)));

    // Every way from a message down to a field of the type; none passes a message twice.
    private static IEnumerable<List<FieldDescriptor>> Ways(MessageDescriptor message, FieldType type, List<MessageDescriptor> above) =>
        from field in message.Fields.InFieldNumberOrder()
        where !field.IsMap
        from way in (field.FieldType == type ? [[field]] : Array.Empty<List<FieldDescriptor>>())
            .Concat(field.FieldType == FieldType.Message && !above.Contains(field.MessageType)
                ? Ways(field.MessageType, type, [.. above, message]).Select(rest => (List<FieldDescriptor>)[field, .. rest])
                : [])
        select way;

    private static string Path(IEnumerable<FieldDescriptor> way) => string.Join('.', way.Select(f => f.IsRepeated ? $"{f.Name}[0]" : f.Name));

    private static IMessage Made(MessageDescriptor type, IEnumerable<FieldDescriptor> way, string text)
    {
        var request = New(type);
        var message = request;
        foreach (var field in way)
        {
            object value = field.FieldType == FieldType.Message ? New(field.MessageType) : text;
            if (field.IsRepeated)
            {
                ((IList)field.Accessor.GetValue(message)).Add(value);
            }
            else
            {
                field.Accessor.SetValue(message, value);
            }
            message = value as IMessage ?? message;
        }
        return request;
    }

    private static IMessage Deepest(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder().Where(f => f.FieldType == FieldType.Message && !f.IsMap))
        {
            var value = field.Accessor.GetValue(message);
            if ((value is IList list ? list.Cast<IMessage>().FirstOrDefault() : value as IMessage) is { } inner)
            {
                return Deepest(inner);
            }
        }
        return message;
    }

    private static IMessage New(MessageDescriptor type) => (IMessage)Activator.CreateInstance(type.ClrType)!;

    private static byte[] WithHalfPair(byte[] request)
    {
        var at = request.AsSpan().IndexOf("\u4e01"u8);
        ((byte[])[0xed, 0xa0, 0x80]).CopyTo(request, at);
        return request;
    }

    private static IEnumerable<(string, string)> Problems(RpcException refused) =>
        refused.GetRpcStatus()?.GetDetail<BadRequest>()?.FieldViolations.Select(v => (v.Field, v.Description)) ?? [];

    private static async Task<RpcException?> RefusedAsync(TestServer server, MethodDescriptor rpc, byte[] request)
    {
        var method = new Method<byte[], byte[]>(rpc.IsServerStreaming ? MethodType.ServerStreaming : MethodType.Unary, rpc.Service.FullName, rpc.Name, Bytes, Bytes);
        try
        {
            if (rpc.IsServerStreaming)
            {
                using var call = server.Channel.AsyncServerStreamingCall(method, host: null, new CallOptions(), request);
                await foreach (var _ in call.AllAsync())
                {
                }
            }
            else
            {
                await server.Channel.AsyncUnaryCall(method, host: null, new CallOptions(), request);
            }
            return null;
        }
        catch (RpcException refused)
        {
            return refused;
        }
    }
}
