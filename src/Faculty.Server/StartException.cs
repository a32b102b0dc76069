namespace Faculty.Server;

/// <summary>The server cannot start for a reason its operator can mend; the process prints it and exits with 1.</summary>
internal sealed class StartException(string problem) : Exception(problem);
