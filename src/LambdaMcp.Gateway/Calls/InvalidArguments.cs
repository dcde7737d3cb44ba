using System.Text;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Calls;

/// <summary>Tells the model which arguments to correct.</summary>
internal static class InvalidArguments
{
    public static ErrorResult Describe(string tool, IReadOnlyList<SchemaViolation> violations)
    {
        var text = new StringBuilder($"The arguments of {tool} do not match its input schema. Correct these and call it again:");
        foreach (var violation in violations)
            text.Append("\n- ").Append(violation.Message);
        return new("invalid_arguments", text.ToString());
    }
}
