using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation;

/// <summary>
/// A JSON Schema (draft 2020-12), compiled once to validate many values; safe for concurrent use. <c>format</c> and the
/// <c>content*</c> keywords are annotations. Nothing is ever fetched: every <c>$ref</c> has its target in the schema itself, or is
/// the 2020-12 meta-schema.
/// </summary>
/// <remarks>
/// Our own because the JsonSchema.Net that this project's package feed has (5.4.0) finds its keywords by reflection, which
/// native AOT trims away. A property that occurs twice in a value is validated each time, so no reader sees an unchecked one.
/// </remarks>
public sealed class JsonSchemaDocument
{
    private readonly SchemaNode _root;
    private readonly JsonSchemaOptions _options;
    private SchemaEvaluation? _idle;

    private JsonSchemaDocument(SchemaNode root, JsonSchemaOptions options)
    {
        _root = root;
        _options = options;
    }

    /// <summary>Reads and checks a schema. The element's document may be disposed afterwards.</summary>
    /// <param name="schema">An object or a boolean.</param>
    /// <param name="options">Bounds; null for the defaults.</param>
    /// <exception cref="JsonSchemaException">
    /// The schema is of another draft, has a keyword with a wrong value, a <c>$ref</c> without a target in the schema, a pattern that
    /// is no regular expression, or exceeds a bound; it lists every such fault.
    /// </exception>
    public static JsonSchemaDocument Compile(JsonElement schema, JsonSchemaOptions? options = null)
    {
        options ??= JsonSchemaOptions.Default;
        return new JsonSchemaDocument(SchemaCompiler.Compile(schema.Clone(), options), options);
    }

    /// <summary>Checks a value.</summary>
    /// <returns>
    /// Empty when the value is valid. A value that would cost more than the bounds allow is not valid, and the last violation says so.
    /// </returns>
    /// <exception cref="ArgumentException">The element is undefined.</exception>
    public IReadOnlyList<SchemaViolation> Validate(JsonElement instance)
    {
        if (instance.ValueKind == JsonValueKind.Undefined)
            throw new ArgumentException("There is no value.", nameof(instance));

        var evaluation = Interlocked.Exchange(ref _idle, null) ?? new SchemaEvaluation(_options);
        try
        {
            var violations = evaluation.Run(_root, instance);
            Volatile.Write(ref _idle, evaluation);
            return violations;
        }
        catch (InsufficientExecutionStackException)
        {
            return [new SchemaViolation("", "", "", "(root): nests too deep to be checked; nest it less")];
        }
    }
}
