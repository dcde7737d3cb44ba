using System.Text.Json;
using LambdaMcp.Telemetry;

namespace Support.Records;

/// <summary>Takes the records that a test's parts write.</summary>
internal sealed class RecordLines
{
    private readonly Func<byte[]> _written;

    public RecordLines(TelemetryOptions? options = null, TimeProvider? time = null)
    {
        var stream = new MemoryStream();
        _written = stream.ToArray;
        Log = new(options ?? new() { Service = "test", Namespace = "Test" }, () => stream, time ?? TimeProvider.System);
    }

    public AuditLog Log { get; }

    /// <summary>All that was written.</summary>
    public string Text => System.Text.Encoding.UTF8.GetString(_written());

    /// <summary>The lines, each as the JSON that it must be.</summary>
    public IReadOnlyList<JsonElement> All => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];

    public JsonElement Single() => Assert.Single(All);
}
