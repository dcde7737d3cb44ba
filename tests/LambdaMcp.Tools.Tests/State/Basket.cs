namespace LambdaMcp.Tools.Tests.State;

/// <summary>A type of a program's own.</summary>
internal sealed record Basket(string Owner, int[] Items);
