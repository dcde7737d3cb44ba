namespace LambdaMcp.StdioBridge.Tests.Events;

/// <summary>The events in the repository's folder <c>events</c>.</summary>
internal static class Sample
{
    public static byte[] Of(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "events", name));
}
