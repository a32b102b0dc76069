namespace Faculty.Domain.Training.Orders;

/// <summary>What an order comes to in the end (结算): whole fen, half-up line by line; what is due and what is waived make up the quote, so nothing is lost.</summary>
public sealed record Settlement
{
    public required string DocumentNumber { get; init; }

    public required IReadOnlyList<SettledLine> Lines { get; init; }

    public long AmountFen => Lines.Sum(l => l.AmountFen);

    public long WaivedFen => Lines.Sum(l => l.WaivedFen);

    /// <summary>By the quote of a delivered order.</summary>
    public static Settlement Of(Order order, string documentNumber) => new()
    {
        DocumentNumber = documentNumber,
        Lines =
        [
            .. order.Quote!.Lines.Select(quoted =>
            {
                var line = order.Line(quoted.LineNumber);
                var counted = (order.Quote.Basis == SettlementBasis.PerPass ? line.Passed : line.Completed) ?? 0;
                var due = HalfUp(quoted.AmountFen, counted, line.Heads);
                return new SettledLine { LineNumber = line.LineNumber, Counted = counted, AmountFen = due, WaivedFen = quoted.AmountFen - due };
            }),
        ],
    };

    /// <summary>The part of an amount that falls on so many of so many heads.</summary>
    public static long HalfUp(long amountFen, int counted, int heads) => (long)((2 * (Int128)amountFen * counted + heads) / (2 * heads));
}

/// <summary>What a line comes to.</summary>
public sealed record SettledLine
{
    public required int LineNumber { get; init; }

    /// <summary>Heads that are paid for.</summary>
    public required int Counted { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>Quoted, and not due.</summary>
    public required long WaivedFen { get; init; }
}
