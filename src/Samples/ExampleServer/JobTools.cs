using System.ComponentModel.DataAnnotations;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace ExampleServer;

/// <summary>A job that takes its time, tells how far it is, and ends when nobody waits for it any more.</summary>
[McpServerToolType]
internal static class JobTools
{
    /// <summary>Works through a number of items, one after the other, and tells how far it is.</summary>
    /// <param name="progress">Takes the reports.</param>
    /// <param name="items">How many items.</param>
    /// <param name="millisecondsEach">How long each takes.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits for the result any more.</param>
    [McpServerTool(ReadOnly = true)]
    public static async Task<string> ProcessItemsAsync(
        IProgress<ProgressNotificationValue> progress, [Range(1, 1000)] int items = 10, [Range(0, 10_000)] int millisecondsEach = 200,
        CancellationToken cancellationToken = default)
    {
        for (var done = 1; done <= items; done++)
        {
            await Task.Delay(millisecondsEach, cancellationToken);
            progress.Report(new() { Progress = done, Total = items, Message = $"Item {done} of {items} is done." });
        }

        return $"All {items} items are done.";
    }
}
