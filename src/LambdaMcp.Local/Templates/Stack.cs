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

    /// <summary>The stack's ARN.</summary>
    public required string Id { get; init; }

    public string? Description { get; init; }

    /// <summary>The functions; <see cref="FunctionDefinition.CodeDirectory"/> is still their source folder.</summary>
    public required IReadOnlyList<FunctionDefinition> Functions { get; init; }

    public required IReadOnlyList<RestApi> Apis { get; init; }

    public required IReadOnlyList<TableDefinition> Tables { get; init; }

    public required IReadOnlyList<DeclaredSecret> Secrets { get; init; }

    public IReadOnlyList<DeclaredParameter> StoredParameters { get; init; } = [];

    public IReadOnlyList<DeclaredSchema> Schemas { get; init; } = [];

    /// <summary>The names of the buckets.</summary>
    public IReadOnlyList<string> Buckets { get; init; } = [];

    /// <summary>The template's parameters.</summary>
    public required IReadOnlyList<StackParameter> Parameters { get; init; }

    /// <summary>The resources that are here.</summary>
    public required IReadOnlyList<StackResource> Resources { get; init; }

    /// <summary>The outputs, with addresses that can be reached.</summary>
    public IReadOnlyList<StackOutput> Outputs { get; init; } = [];

    /// <summary>The values of the parameters that the template says are not to be shown.</summary>
    public IEnumerable<string> HiddenValues => Parameters.Where(static parameter => parameter.IsHidden).Select(static parameter => parameter.Value);

    /// <summary>A tool call that shows the stack at work; null when the template names none.</summary>
    public SampleCall? Sample { get; init; }

    /// <summary>What the template declares and is not here, one line each.</summary>
    public required IReadOnlyList<string> NotEmulated { get; init; }
}
