using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LambdaMcp.Local.Lambda;

/// <summary>ListFunctions, GetFunction, GetFunctionConfiguration, GetFunctionUrlConfig and ListTags.</summary>
internal sealed class FunctionQueries(LambdaService service, LambdaServiceOptions options)
{
    private const int LargestPage = 50;

    /// <exception cref="LambdaRejectedException">There is no such function, or not in that version.</exception>
    public static FunctionDefinition Find(LambdaService service, string name, string? qualifier)
    {
        var function = service.Find(name) ?? throw LambdaRejectedException.NotFound(name);
        return string.IsNullOrEmpty(qualifier) || qualifier == FunctionName.Latest
            ? function
            : throw LambdaRejectedException.NotFound($"{function.Arn}:{qualifier}");
    }

    public Task ListAsync(HttpContext context)
    {
        var size = PageSize(context.Request.Query["MaxItems"]);
        var after = ReadMarker(context.Request.Query["Marker"]);
        var rest = service.Functions.Where(function => after is null || string.CompareOrdinal(function.Name, after) > 0).Take(size + 1).ToList();
        var page = new JsonArray([.. rest.Take(size).Select(function => FunctionDocument.Configuration(function, options))]);
        var body = new JsonObject { ["Functions"] = page };
        if (rest.Count > size)
            body["NextMarker"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(rest[size - 1].Name));
        return WriteAsync(context, body);
    }

    public Task GetAsync(HttpContext context, string name)
    {
        var function = Find(service, name, context.Request.Query["Qualifier"]);
        var body = new JsonObject
        {
            ["Configuration"] = FunctionDocument.Configuration(function, options),
            ["Code"] = new JsonObject { ["RepositoryType"] = "S3", ["Location"] = new Uri(function.CodeDirectory).AbsoluteUri },
        };
        if (function.Tags.Count > 0)
            body["Tags"] = FunctionDocument.Map(function.Tags);
        if (function.ReservedConcurrency is { } reserved)
            body["Concurrency"] = new JsonObject { ["ReservedConcurrentExecutions"] = reserved };
        return WriteAsync(context, body);
    }

    public Task GetConfigurationAsync(HttpContext context, string name) =>
        WriteAsync(context, FunctionDocument.Configuration(Find(service, name, context.Request.Query["Qualifier"]), options));

    public Task GetUrlAsync(HttpContext context, string name)
    {
        var function = Find(service, name, context.Request.Query["Qualifier"]);
        return function.Url is { } url
            ? WriteAsync(context, FunctionDocument.Url(function, url))
            : throw new LambdaRejectedException(StatusCodes.Status404NotFound, "ResourceNotFoundException", "The resource you requested does not exist.");
    }

    public Task ListTagsAsync(HttpContext context, string arn)
    {
        if (!arn.StartsWith("arn:", StringComparison.Ordinal))
            throw LambdaRejectedException.InvalidParameter($"{arn} is not an ARN.");
        return WriteAsync(context, new JsonObject { ["Tags"] = FunctionDocument.Map(Find(service, arn, null).Tags) });
    }

    private static int PageSize(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return LargestPage;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= 10_000
            ? Math.Min(size, LargestPage)
            : throw LambdaRejectedException.InvalidParameter($"MaxItems is a number from 1 to 10000, and not {text}.");
    }

    private static string? ReadMarker(string? marker)
    {
        if (string.IsNullOrEmpty(marker))
            return null;
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(marker));
        }
        catch (FormatException)
        {
            throw LambdaRejectedException.InvalidParameter("Marker is not one that ListFunctions returned.");
        }
    }

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
