namespace LambdaMcp.Protocol.Sessions;

/// <summary>What a client can be asked, as a session's id keeps it.</summary>
[Flags]
internal enum Abilities : byte
{
    None = 0,
    Sampling = 1,
    SamplingTools = 2,
    ElicitationForm = 4,
    ElicitationUrl = 8,
    Roots = 16,
}
