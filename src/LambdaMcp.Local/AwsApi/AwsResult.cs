using System.Text.Json.Nodes;

namespace LambdaMcp.Local.AwsApi;

/// <summary>Writes answers and refusals in AWS's JSON protocols.</summary>
internal static class AwsResult
{
    public static Task WriteAsync(HttpContext context, JsonObject body, int statusCode = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = statusCode;
        // The answer is in the version of the protocol that the call was in.
        context.Response.ContentType = context.Request.ContentType is { } type && type.StartsWith("application/x-amz-json-", StringComparison.Ordinal)
            ? type
            : "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    public static Task WriteAsync(HttpContext context, AwsRejectedException rejection)
    {
        context.Response.Headers["x-amzn-ErrorType"] = rejection.ErrorType;
        return WriteAsync(context, new JsonObject { ["__type"] = rejection.ErrorType, ["message"] = rejection.Message }, rejection.StatusCode);
    }
}
