using LambdaMcp.Tools.Generator.Json;

namespace LambdaMcp.Tools.Generator.Types;

/// <summary>A type of the .NET library that is one JSON value.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Read">The method that reads it, with its class; null when it is only written.</param>
/// <param name="Write">The expression that writes it: <c>{0}</c> is the writer, <c>{1}</c> the value.</param>
internal sealed record Scalar(JsonObject Schema, string? Read, string Write)
{
    public bool IsText => Schema["type"] is "string";

    public ReadCode? Reading => Read is null ? null : new(Schema, value => $"global::LambdaMcp.Tools.Generated.{Read}({value})", IsText);

    public WriteCode Writing => new(Schema, (writer, value) => Write.Replace("{0}", writer).Replace("{1}", value));
}
