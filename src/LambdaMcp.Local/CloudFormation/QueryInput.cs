using System.Text;
using LambdaMcp.Local.AwsApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace LambdaMcp.Local.CloudFormation;

/// <summary>The parameters of a call in AWS's Query protocol: of the URL, or of the form that is posted.</summary>
internal sealed class QueryInput(Dictionary<string, StringValues> parameters)
{
    public string Action => Text("Action") ?? "";

    public static QueryInput Of(AwsCall call) => new(QueryHelpers.ParseQuery(
        HttpMethods.IsPost(call.Http.Request.Method) ? Encoding.UTF8.GetString(call.Body.Span) : call.Http.Request.QueryString.Value));

    /// <summary>A parameter; null where it is missing or empty.</summary>
    public string? Text(string name) => parameters.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;

    /// <exception cref="AwsRejectedException">It is missing.</exception>
    public string Required(string name) => Text(name) ?? throw Invalid(
        $"1 validation error detected: Value null at '{char.ToLowerInvariant(name[0])}{name[1..]}' failed to satisfy constraint: Member must not be null");

    /// <summary>The refusal of an input.</summary>
    public static AwsRejectedException Invalid(string message) => new(StatusCodes.Status400BadRequest, "ValidationError", message);
}
