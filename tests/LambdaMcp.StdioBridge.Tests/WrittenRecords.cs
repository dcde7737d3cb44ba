using System.Text.Json;
using LambdaMcp.Gateway.Calls.Records;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Telemetry.Arguments;
using Microsoft.Extensions.Logging.Abstractions;
using Support.Records;

namespace LambdaMcp.StdioBridge.Tests;

/// <summary>What is written down of calls, with the names of arguments and without their values.</summary>
internal sealed class WrittenRecords
{
    private readonly RecordLines _lines;

    public WrittenRecords(bool isOn = true)
    {
        _lines = new(new() { IsOn = isOn, Arguments = ArgumentForm.Redacted });
        Calls = new(_lines.Log, new(new EphemeralSealingKeys().GetAsync), TimeProvider.System, NullLogger<CallRecords>.Instance);
    }

    public CallRecords Calls { get; }

    public IReadOnlyList<JsonElement> All => _lines.All;

    public string Text => _lines.Text;

    /// <summary>A member's text; null where it is not there.</summary>
    public static string? Member(JsonElement record, string name) => record.TryGetProperty(name, out var member) ? member.GetString() : null;
}
