namespace LambdaMcp.Gateway.Validation;

/// <summary>One way in which a value breaks its schema, worded so that a model can correct its call.</summary>
/// <param name="InstancePath">The field, as a JSON pointer into the value; a missing field has the path where it belongs.</param>
/// <param name="Keyword">The schema's keyword, such as <c>required</c>; empty when a bound of the validator stopped it.</param>
/// <param name="SchemaPath">The keyword's place, as a JSON pointer into the schema.</param>
/// <param name="Message">Field, rule and what would be right, in one line.</param>
public sealed record SchemaViolation(string InstancePath, string Keyword, string SchemaPath, string Message);
