using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.Eras;

/// <summary>Tools that report progress, log and ask: functions of the conformance suite, registered while these tests run.</summary>
public sealed class EraTools(LocalDeployment stack) : IAsyncLifetime
{
    public const string Collection = "eras";

    /// <summary>Tells 0, 50 and 100 of 100.</summary>
    public const string Progress = "test_tool_with_progress";

    /// <summary>Asks for a name and greets.</summary>
    public const string Asking = "test_input_required_result_elicitation";

    /// <summary>Logs three messages.</summary>
    public const string Logging = "test_tool_with_logging";

    /// <summary>Logs, and answers after two seconds.</summary>
    public const string Slow = "test_reconnection";

    // RegistrationsMaxAgeSeconds, and some for an instance that is reading just now: so long it may list what it read before, and some clients call only what is listed.
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(10 + 5);

    private readonly List<Registered> _registered = [];

    public LocalDeployment Stack { get; } = stack;

    public async ValueTask InitializeAsync()
    {
        foreach (var tool in new[] { Progress, Asking, Logging, Slow })
            _registered.Add(await Registered.AddAsync(Stack, tool, "conformance-tools", contract: "mcp"));
        await Task.Delay(Unknown, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var tool in _registered)
            await tool.DisposeAsync();
    }
}
