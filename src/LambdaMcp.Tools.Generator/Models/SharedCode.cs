namespace LambdaMcp.Tools.Generator.Models;

/// <summary>A method of generated code that reads or writes one type; methods of several tools share it.</summary>
/// <param name="Name">The C# method's name: equal for equal types.</param>
/// <param name="Code">The method.</param>
internal sealed record SharedCode(string Name, string Code);
