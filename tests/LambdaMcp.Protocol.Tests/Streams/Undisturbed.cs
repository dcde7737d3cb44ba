namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>Runs what the endpoint does on the test's own thread as far as it goes, so that nothing is under way when a step of a test is done.</summary>
internal static class Undisturbed
{
    public static void Run(Action step)
    {
        // With a context of the test framework's, continuations would run elsewhere.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            step();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
