using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.StdioClient.Tests;

/// <summary>The program of tests/StdioServers/FaultyServer.</summary>
internal static class FaultyServer
{
    public static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory, "..", "..", nameof(FaultyServer), Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        OperatingSystem.IsWindows() ? "FaultyServer.exe" : "FaultyServer");

    /// <summary>Started with these arguments, with limits that no fault of it reaches by accident.</summary>
    public static StdioServerOptions Options(params string[] args) => new()
    {
        Command = Path.GetFullPath(Program),
        Args = args,
        // A program that is started by its own name finds the runtime by this.
        Env = new Dictionary<string, string> { ["DOTNET_ROOT"] = Path.GetFullPath("../../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!) },
        StopLimit = TimeSpan.FromSeconds(1),
        PassesAwsCredentials = false,
    };

    /// <summary>A call of one of its tools.</summary>
    public static McpRequest Call(string tool, object? arguments = null, TimeSpan? within = null) => new()
    {
        Id = default,
        Method = "tools/call",
        Params = JsonSerializer.SerializeToElement(new { name = tool, arguments = arguments ?? new { } }),
        ProtocolVersion = "2025-11-25",
        Principal = "anonymous",
        Deadline = within is { } span ? DateTimeOffset.UtcNow + span : null,
    };

    /// <summary>The text of its answer.</summary>
    public static async Task<string> TextAsync(this StdioServerClient client, string tool, object? arguments = null, TimeSpan? within = null)
    {
        var result = await client.CallAsync(Call(tool, arguments, within), TestContext.Current.CancellationToken);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            result.WriteMembers(writer);
            writer.WriteEndObject();
        }
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(buffer.ToArray()));
        return json.RootElement.GetProperty("content")[0].GetProperty("text").GetString()!;
    }
}
