namespace FaultyServer;

/// <summary>What a test lets this server go on with.</summary>
internal static class Awaited
{
    /// <summary>Ends when there is a file of that path.</summary>
    public static async Task FileAsync(string file)
    {
        while (!File.Exists(file))
            await Task.Delay(5);
    }
}
