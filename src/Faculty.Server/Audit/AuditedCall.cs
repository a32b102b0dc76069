using System.Net;
using System.Net.Sockets;
using Faculty.Server.Access;
using Faculty.Server.Hosting;
using Faculty.V1;
using Grpc.Core;

namespace Faculty.Server.Audit;

/// <summary>What the audit knows about a call beside its rpc: who, from where, about what. Never an address, a name or a number.</summary>
internal static class AuditedCall
{
    public const string Anonymous = "anonymous";

    private static readonly object SubjectsKey = new();
    private static readonly object DisclosedKey = new();
    private static readonly object TriedKey = new();

    /// <summary>Notes what a call is about, by type and id; part of its entry.</summary>
    public static void About(ServerCallContext call, string type, string id) => SubjectsOf(call).Add($"{type} {id}");

    public static IReadOnlyList<string> Subjects(ServerCallContext call) => SubjectsOf(call);

    /// <summary>Notes the account that the call tries to sign in to: part of the entry if it is refused.</summary>
    public static void Tries(ServerCallContext call, string accountId) => call.UserState[TriedKey] = $"account {accountId}";

    /// <summary>The account that was tried; empty when there was none of the name, which is then nowhere kept: people type passwords there.</summary>
    public static string Tried(ServerCallContext call) => call.UserState.TryGetValue(TriedKey, out var tried) ? (string)tried : "";

    /// <summary>What the call shows is on record, durably: from here on its data may leave.</summary>
    public static void MarkDisclosed(ServerCallContext call) => call.UserState[DisclosedKey] = true;

    public static bool IsDisclosed(ServerCallContext call) => call.UserState.ContainsKey(DisclosedKey);

    /// <summary>Nothing of a disclosure leaves without its record; a handler that forgot it is a fault of ours.</summary>
    public static void RequireDisclosed(AccessRule rule, ServerCallContext call)
    {
        if (rule.Audit == AuditClass.Disclosure && !IsDisclosed(call))
        {
            throw new InvalidOperationException($"{rule.Method} answers without having recorded what it shows.");
        }
    }

    /// <summary>The principal, also one that may no longer do anything; anonymous when nobody signed in.</summary>
    public static string PrincipalId(ServerCallContext call)
    {
        try
        {
            return Caller.Of(call).PrincipalId;
        }
        catch (Refusal)
        {
            return Principal.Find(call) is { PrincipalId.Length: > 0 } principal ? principal.PrincipalId : Anonymous;
        }
    }

    /// <summary>The id of the key, session or token that was used; empty when nobody signed in.</summary>
    public static string CredentialId(ServerCallContext call) => Principal.Find(call)?.CredentialId ?? "";

    public static AddressClass AddressClass(ServerCallContext call) => ClassOf(call.GetHttpContext().Connection.RemoteIpAddress);

    public static AddressClass ClassOf(IPAddress? address)
    {
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return address switch
        {
            null => V1.AddressClass.Unspecified,
            _ when IPAddress.IsLoopback(address) => V1.AddressClass.Loopback,
            { AddressFamily: AddressFamily.InterNetwork } => IsPrivate(address.GetAddressBytes()) ? V1.AddressClass.Private : V1.AddressClass.Public,
            _ => address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal ? V1.AddressClass.Private : V1.AddressClass.Public,
        };
    }

    // RFC 1918, link-local, and what carriers share (RFC 6598).
    private static bool IsPrivate(byte[] v4) => (v4[0], v4[1]) switch
    {
        (10, _) or (172, >= 16 and < 32) or (192, 168) or (169, 254) or (100, >= 64 and < 128) => true,
        _ => false,
    };

    private static List<string> SubjectsOf(ServerCallContext call)
    {
        if (!call.UserState.TryGetValue(SubjectsKey, out var subjects))
        {
            call.UserState[SubjectsKey] = subjects = new List<string>();
        }
        return (List<string>)subjects;
    }
}
