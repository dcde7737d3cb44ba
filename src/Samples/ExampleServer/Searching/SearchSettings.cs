namespace ExampleServer.Searching;

/// <summary>Where and with which key to search.</summary>
/// <param name="KeySecretArn">The secret that holds the service's key: <c>SEARCH_API_KEY_SECRET_ARN</c>. Null: there is no search.</param>
/// <param name="Url">The service: <c>SEARCH_API_URL</c>.</param>
internal sealed record SearchSettings(string? KeySecretArn, Uri Url)
{
    private const string DefaultUrl = "https://google.serper.dev/search";

    public static SearchSettings Read(Func<string, string?> variable) => new(
        variable("SEARCH_API_KEY_SECRET_ARN") is { Length: > 0 } arn ? arn : null,
        new(variable("SEARCH_API_URL") is { Length: > 0 } url ? url : DefaultUrl));
}
