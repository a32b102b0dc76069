using Faculty.V1;

namespace Faculty.Protocol.Certificates;

/// <summary>A certificate, or what is taken for one, does not stand the check. Says nothing of its content.</summary>
public sealed class NotGenuineException(CertificateFault fault) : Exception($"The certificate is not genuine: {fault}.")
{
    public CertificateFault Fault { get; } = fault;
}
