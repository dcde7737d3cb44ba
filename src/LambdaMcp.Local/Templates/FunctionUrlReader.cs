using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads <c>FunctionUrlConfig</c>.</summary>
internal static class FunctionUrlReader
{
    /// <summary>The logical id of the <c>AWS::Lambda::Url</c> that SAM makes for a function.</summary>
    public static string LogicalId(string function) => function + "Url";

    /// <param name="id">The URL's id.</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="config">The resolved <c>FunctionUrlConfig</c>.</param>
    /// <exception cref="TemplateException">It says what Lambda does not know.</exception>
    public static FunctionUrl Read(string id, string address, TemplateMap config) => new()
    {
        Id = id,
        Address = address,
        IsSigned = OneOf(config, config.RequiredText("AuthType"), "AuthType", "AWS_IAM", "NONE") == "AWS_IAM",
        Streamed = OneOf(config, config.Text("InvokeMode") ?? "BUFFERED", "InvokeMode", "BUFFERED", "RESPONSE_STREAM") == "RESPONSE_STREAM",
        Cors = config.Find("Cors")?.AsMap("Cors") is { } cors
            ? new FunctionUrlCors(
                Texts(cors, "AllowOrigins"), Texts(cors, "AllowMethods"), Texts(cors, "AllowHeaders"), Texts(cors, "ExposeHeaders"), cors.Boolean("AllowCredentials"), cors.Integer("MaxAge"))
            : null,
    };

    private static string OneOf(TemplateMap config, string value, string name, params string[] known) =>
        known.Contains(value) ? value : throw new TemplateException(config.Find(name)!.Position, $"{name} must be {string.Join(" or ", known)}, not {value}");

    private static IReadOnlyList<string> Texts(TemplateMap map, string name) => [.. map.List(name).Select(item => item.AsText(name))];
}
