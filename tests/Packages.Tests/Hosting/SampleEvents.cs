namespace Packages.Tests.Hosting;

/// <summary>The events in the repository's <c>events</c> folder: a <c>tools/call</c> as each front door sends it.</summary>
internal static class SampleEvents
{
    /// <summary>The request's body in all of them.</summary>
    public const string Body = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"message":"Grüße"}}}""";

    public static string Rest => Read("api-gateway-rest.json");

    public static string RestBase64 => Read("api-gateway-rest-base64.json");

    public static string HttpApi => Read("http-api-v2.json");

    public static string FunctionUrl => Read("function-url.json");

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "events", name));
}
