using System.Text.Json;
using LambdaMcp.Gateway.Validation.Compilation;
using LambdaMcp.Gateway.Validation.Evaluation;

namespace LambdaMcp.Gateway.Validation.Keywords;

/// <summary>One rule of a schema, or several that only make sense together.</summary>
internal abstract class Keyword
{
    /// <summary>The schemas that it applies to the very value it is given, which a reference must not lead back to.</summary>
    public virtual IEnumerable<SchemaNode> InPlace => [];

    /// <summary>Whether a value keeps the rule. Says why not, unless the evaluation is quiet.</summary>
    public abstract bool Check(SchemaEvaluation evaluation, JsonElement value, EvaluatedSet? seen);
}
