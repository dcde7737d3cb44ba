using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Templates;

/// <summary>What a template declares, every intrinsic resolved.</summary>
internal sealed record Stack
{
    public required StackIdentity Identity { get; init; }

    /// <summary>The functions; <see cref="FunctionDefinition.CodeDirectory"/> is still their source folder.</summary>
    public required IReadOnlyList<FunctionDefinition> Functions { get; init; }

    public required IReadOnlyList<RestApi> Apis { get; init; }

    public required IReadOnlyList<DeclaredTable> Tables { get; init; }

    public required IReadOnlyList<DeclaredSecret> Secrets { get; init; }

    /// <summary>What the template declares and nothing here runs, one line each.</summary>
    public required IReadOnlyList<string> NotEmulated { get; init; }
}
