using System.ComponentModel;

namespace LambdaMcp.Tools.Generated;

/// <summary>Ends the objects that generated code made for one call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Instances
{
    /// <summary>Disposes what can be disposed.</summary>
    public static ValueTask DisposeAsync(object instance)
    {
        if (instance is IAsyncDisposable asynchronous)
            return asynchronous.DisposeAsync();
        (instance as IDisposable)?.Dispose();
        return default;
    }
}
