using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.Calls;

/// <summary>A tool whose calls are answered when the test lets them, so that it depends on nobody's speed what is under way at one time.</summary>
internal sealed class HeldCalls : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mcp-held-");
    private readonly Registered _registered;
    private int _calls;

    private HeldCalls(Registered registered) => _registered = registered;

    public static async Task<HeldCalls> OfAsync(LocalDeployment stack, string tool, string more = "")
    {
        Require.Program("node");
        return new(await Registered.AddAsync(stack, tool, "private-held", more: more));
    }

    /// <summary>What one more call is given.</summary>
    public string NextArguments() => $$"""{"folder":"{{_folder.FullName}}","call":{{_calls++}}}""";

    /// <summary>Waits until so many calls have reached the function.</summary>
    public async Task HoldsAsync(int calls)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (_folder.GetFiles("held-*").Length < calls)
            await Task.Delay(20, patience.Token);
    }

    /// <summary>Lets all calls be answered, also those that come later.</summary>
    public void Release() => File.WriteAllText(Path.Combine(_folder.FullName, "now"), "");

    public async ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _registered.DisposeAsync();
    }
}
