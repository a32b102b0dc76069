namespace Faculty.Fuzz;

/// <summary>
/// A place where bytes of strangers are read. <paramref name="Run"/> takes any bytes and returns, refusing them in the ways that are
/// meant for it; every other exception, and a broken promise, is a finding. The seeds are inputs it takes.
/// </summary>
internal sealed record Target(string Name, Action<byte[]> Run, IReadOnlyList<byte[]> Seeds);

/// <summary>Something was read that the rules do not allow.</summary>
internal sealed class BrokenPromiseException(string promise) : Exception(promise);
