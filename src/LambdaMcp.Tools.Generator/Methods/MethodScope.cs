using LambdaMcp.Tools.Generator.Diagnostics;
using LambdaMcp.Tools.Generator.Types;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Methods;

/// <summary>What is known of the method that is being read.</summary>
internal sealed record MethodScope(MethodRole Role, IMethodSymbol Method, AttributeData Attribute, Findings Findings, TypeScope Types);
