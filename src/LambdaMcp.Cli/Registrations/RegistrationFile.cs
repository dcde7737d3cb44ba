using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Registrations;

/// <summary>JSON from a file, or from standard input for <c>-</c>.</summary>
internal static class RegistrationFile
{
    /// <exception cref="FailedException">It cannot be read, or is no JSON object.</exception>
    public static async Task<JsonObject> ReadAsync(string path, CliContext context, CancellationToken cancellationToken)
    {
        try
        {
            var text = path == "-" ? await context.Input.Reader.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(path, cancellationToken);
            return JsonNode.Parse(text) as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FailedException.BadUsage($"The file '{path}' cannot be read: {error.Message}");
        }
        catch (JsonException error)
        {
            throw FailedException.BadUsage($"'{path}' is no JSON object: {error.Message}");
        }
    }
}
