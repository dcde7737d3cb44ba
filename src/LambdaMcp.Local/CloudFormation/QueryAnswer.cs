using System.Xml.Linq;
using LambdaMcp.Local.AwsApi;

namespace LambdaMcp.Local.CloudFormation;

/// <summary>Writes answers and refusals in AWS's Query protocol.</summary>
internal static class QueryAnswer
{
    private static readonly XNamespace Names = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

    /// <summary>A member with text; nothing where there is none.</summary>
    public static XElement? Text(string name, string? text) => text is null ? null : new(Names + name, text);

    /// <summary>A member with members.</summary>
    public static XElement Structure(string name, params IEnumerable<XElement?> members) => new(Names + name, members);

    /// <summary>A list, each of whose entries is a structure.</summary>
    public static XElement List(string name, IEnumerable<IEnumerable<XElement?>> entries) =>
        new(Names + name, entries.Select(static entry => Structure("member", entry)));

    public static Task WriteAsync(HttpContext context, string action, XElement result) => WriteAsync(
        context, StatusCodes.Status200OK, Structure($"{action}Response", Structure($"{action}Result", result), Structure("ResponseMetadata", RequestId(context))));

    public static Task WriteAsync(HttpContext context, AwsRejectedException rejection) => WriteAsync(context, rejection.StatusCode, Structure(
        "ErrorResponse",
        Structure("Error", Text("Type", "Sender"), Text("Code", Code(rejection.ErrorType)), Text("Message", rejection.Message)),
        RequestId(context)));

    private static XElement? RequestId(HttpContext context) => Text("RequestId", context.Response.Headers["x-amzn-RequestId"].ToString());

    private static Task WriteAsync(HttpContext context, int statusCode, XElement answer)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync(answer.ToString(SaveOptions.DisableFormatting), context.RequestAborted);
    }

    // The protocol has names of its own for what AWS's JSON protocols tell otherwise.
    private static string Code(string errorType) => errorType switch
    {
        "InvalidSignatureException" => "SignatureDoesNotMatch",
        "UnrecognizedClientException" => "InvalidClientTokenId",
        "IncompleteSignatureException" => "IncompleteSignature",
        "MissingAuthenticationTokenException" => "MissingAuthenticationToken",
        _ => errorType,
    };
}
