namespace Samples.Tests;

/// <summary>The events in the folder of that name.</summary>
internal static class SampleEvent
{
    public static string Read(string function) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "events", $"sample-{function}.json"));
}
