using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.DynamoDb;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.ParameterStore;
using LambdaMcp.Local.Schemas;

namespace LambdaMcp.Local.Templates;

/// <summary>What a template declares, every intrinsic resolved.</summary>
internal sealed record Stack
{
    public required StackIdentity Identity { get; init; }

    /// <summary>The functions; <see cref="FunctionDefinition.CodeDirectory"/> is still their source folder.</summary>
    public required IReadOnlyList<FunctionDefinition> Functions { get; init; }

    public required IReadOnlyList<RestApi> Apis { get; init; }

    public required IReadOnlyList<TableDefinition> Tables { get; init; }

    public required IReadOnlyList<DeclaredSecret> Secrets { get; init; }

    public IReadOnlyList<DeclaredParameter> StoredParameters { get; init; } = [];

    public IReadOnlyList<DeclaredSchema> Schemas { get; init; } = [];

    /// <summary>The names of the buckets.</summary>
    public IReadOnlyList<string> Buckets { get; init; } = [];

    /// <summary>The names of the template's parameters.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>The values of the parameters that the template says are not to be shown (<c>NoEcho</c>).</summary>
    public IReadOnlyList<string> HiddenValues { get; init; } = [];

    /// <summary>A tool call that shows the stack at work; null when the template names none.</summary>
    public SampleCall? Sample { get; init; }

    /// <summary>What the template declares and nothing here runs, one line each.</summary>
    public required IReadOnlyList<string> NotEmulated { get; init; }
}
