using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Telemetry;

/// <summary>The records among what the functions of a deployment wrote.</summary>
internal static class RecordedLines
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The records that say what is wanted, once there are as many as are waited for: a function's line may come after its answer.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReadAsync(LocalDeployment stack, Func<JsonElement, bool> wanted, int count = 1)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var found = All(stack).Where(wanted).ToArray();
            if (found.Length >= count)
                return found;
            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }
    }

    public static async Task<JsonElement> OneAsync(LocalDeployment stack, Func<JsonElement, bool> wanted) => Assert.Single(await ReadAsync(stack, wanted));

    public static string? Text(this JsonElement record, string name) => record.TryGetProperty(name, out var value) ? value.ToString() : null;

    private static IEnumerable<JsonElement> All(LocalDeployment stack) => stack.FunctionLog
        .Select(static line => line[(line.IndexOf(" | ", StringComparison.Ordinal) + 3)..].TrimEnd('\r'))
        .Where(static line => line.StartsWith("{\"audit\":", StringComparison.Ordinal))
        .Select(static line => JsonDocument.Parse(line).RootElement);
}
