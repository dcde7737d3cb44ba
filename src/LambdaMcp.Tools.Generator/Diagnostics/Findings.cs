using System.Collections.Immutable;
using LambdaMcp.Tools.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Diagnostics;

/// <summary>Collects what is wrong with one method.</summary>
internal sealed class Findings
{
    private readonly ImmutableArray<Finding>.Builder _found = ImmutableArray.CreateBuilder<Finding>();

    /// <summary>Whether nothing can be generated.</summary>
    public bool HasErrors { get; private set; }

    public void Add(DiagnosticDescriptor rule, ISymbol at, params string[] texts)
    {
        HasErrors |= rule.DefaultSeverity == DiagnosticSeverity.Error;
        _found.Add(new(rule.Id, SourcePlace.Of(at.Locations.FirstOrDefault()), new([.. texts])));
    }

    public EquatableArray<Finding> ToArray() => new(_found.ToImmutable());
}
