namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary>The types that <c>type</c> may name. An integer is a number as well.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Array = 32,
    Object = 64,
}
