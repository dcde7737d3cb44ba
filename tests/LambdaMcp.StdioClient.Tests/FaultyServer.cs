using System.Globalization;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.StdioClient.Tests;

/// <summary>The program of tests/StdioServers/FaultyServer.</summary>
internal sealed class FaultyServer
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
        // So that what hangs by mistake fails instead.
        CallLimit = TimeSpan.FromMinutes(3),
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

    /// <summary>Whether there is a process of that number.</summary>
    public static bool Exists(string id) => Directory.Exists($"/proc/{int.Parse(id, CultureInfo.InvariantCulture)}");

    /// <summary>What its client logged.</summary>
    public RecordedLog Log { get; } = new();

    public StdioServerClient Client(StdioServerOptions options, TimeProvider? time = null) => new(options, Log, time ?? TimeProvider.System);
}
