using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace ExampleServer;

/// <summary>What clients can read.</summary>
[McpServerResourceType]
internal static class ExampleResources
{
    private static readonly Dictionary<string, string> Greetings = new(StringComparer.Ordinal)
    {
        ["de"] = "Guten Tag",
        ["en"] = "Good day",
        ["fr"] = "Bonjour",
        ["ja"] = "こんにちは",
    };

    /// <summary>What this server is and what its tools show.</summary>
    [McpServerResource(UriTemplate = "example://about", MimeType = "text/markdown")]
    public static string About() => "# Example server\n\nEach tool shows one thing that a tool of your own can do. Start with `increment_counter`.\n";

    /// <summary>A greeting in a language.</summary>
    /// <param name="language">The language: de, en, fr or ja.</param>
    [McpServerResource(UriTemplate = "example://greetings/{language}", MimeType = "text/plain")]
    public static string Greeting(string language) => Greetings.TryGetValue(language, out var greeting)
        ? greeting
        : throw new McpProtocolException($"There is no greeting in {language}: ask for {string.Join(", ", Greetings.Keys)}.", McpErrorCode.InvalidParams);
}
