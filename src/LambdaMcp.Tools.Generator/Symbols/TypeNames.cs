using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Symbols;

/// <summary>Types' names, for comparing them and for writing them into code.</summary>
internal static class TypeNames
{
    private static readonly SymbolDisplayFormat CodeFormat = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat PlainFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.ExpandNullable);

    private static readonly SymbolDisplayFormat ShownFormat = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>As C# code, with <c>global::</c> and nullable annotations.</summary>
    public static string Code(this ITypeSymbol type) => type.ToDisplayString(CodeFormat);

    /// <summary>As C# code without a nullable annotation at its end: for <c>new</c> and static members.</summary>
    public static string PlainCode(this ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(CodeFormat);

    /// <summary>Namespace and name without type arguments, such as <c>System.Collections.Generic.List</c>.</summary>
    public static string FullName(this ITypeSymbol type) => type.OriginalDefinition.ToDisplayString(PlainFormat);

    /// <summary>For people.</summary>
    public static string Shown(this ITypeSymbol type) => type.ToDisplayString(ShownFormat);

    /// <summary>The method's type and name, for people.</summary>
    public static string Shown(this IMethodSymbol method) => $"{method.ContainingType.Shown()}.{method.Name}";

    /// <summary>Whether it is a reference that may be null.</summary>
    public static bool IsNullableReference(this ITypeSymbol type) => type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };

    /// <summary>The <c>T</c> of <c>T?</c> where T is a struct.</summary>
    public static ITypeSymbol? NullableOf(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } named ? named.TypeArguments[0] : null;

    /// <summary>Whether generated code in the same project can name it.</summary>
    public static bool IsReachable(this ISymbol symbol)
    {
        for (var at = symbol; at is not null and not INamespaceSymbol; at = at.ContainingSymbol)
        {
            if (at is INamedTypeSymbol { IsFileLocal: true } || at.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return false;
        }
        return true;
    }
}
