namespace Faculty.Domain.Metrics;

/// <summary>What one cause did to the two counts of a definition.</summary>
public readonly record struct Effect(ChangeCause Cause, long Numerator, long Denominator);
