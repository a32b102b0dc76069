using System.Buffers;
using System.Security.Cryptography;

namespace Faculty.Server.Training.Orders;

/// <summary>Numbers that people call orders by: the day and five signs that say nothing, so that nobody counts the orders of others.</summary>
internal static class OrderNumbers
{
    // Without signs that look like others.
    private const string Signs = "23456789ABCDEFGHJKMNPQRTUWXY";
    private const int Random = 5;
    private static readonly SearchValues<char> Known = SearchValues.Create(Signs);

    public static string New(DateOnly day) => $"{day:yyyyMMdd}-{RandomNumberGenerator.GetString(Signs, Random)}";

    public static bool IsNumber(string number) =>
        number.Length == 9 + Random && number[8] == '-' && number.AsSpan(0, 8).ContainsAnyExceptInRange('0', '9') is false && number.AsSpan(9).ContainsAnyExcept(Known) is false;
}
