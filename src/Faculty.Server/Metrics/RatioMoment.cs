using Faculty.Domain.Metrics;
using Faculty.Domain.Organisations;

namespace Faculty.Server.Metrics;

/// <summary>The registry's counts at one revision: the organisations, and the cells of the scopes.</summary>
internal sealed record RatioMoment(long Revision, OrganisationTree Organisations, Func<string, ScopeCells> Cells);
