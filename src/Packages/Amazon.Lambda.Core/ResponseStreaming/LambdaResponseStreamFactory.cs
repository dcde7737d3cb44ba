namespace Amazon.Lambda.Core.ResponseStreaming;

/// <summary>Opens the streamed answer of the invocation that runs. A handler that opened one returns nothing else.</summary>
/// <remarks>AWS marks these members as preview features; code that must build against AWS's package too disables CA2252 around them.</remarks>
public class LambdaResponseStreamFactory
{
    private static readonly AsyncLocal<Func<byte[], LambdaResponseStream>?> Opener = new();

    private LambdaResponseStreamFactory()
    {
    }

    /// <summary>Opens a stream of plain bytes.</summary>
    /// <returns>The stream; once for each invocation.</returns>
    /// <exception cref="InvalidOperationException">No invocation runs, or its answer was begun before.</exception>
    public static LambdaResponseStream CreateStream() => Open([]);

    /// <summary>Opens a stream that a function URL or API Gateway turns into an HTTP response.</summary>
    /// <param name="prelude">Status and headers.</param>
    /// <returns>The stream of the body; once for each invocation.</returns>
    /// <exception cref="InvalidOperationException">No invocation runs, or its answer was begun before.</exception>
    public static LambdaResponseStream CreateHttpStream(HttpResponseStreamPrelude prelude)
    {
        ArgumentNullException.ThrowIfNull(prelude);
        return Open(prelude.ToJson());
    }

    /// <summary>Set by the runtime for each invocation whose handler could ask.</summary>
    internal static void SetOpener(Func<byte[], LambdaResponseStream>? opener) => Opener.Value = opener;

    private static LambdaResponseStream Open(byte[] prelude) =>
        (Opener.Value ?? throw new InvalidOperationException("A response stream can be opened only while the handler of an invocation runs."))(prelude);
}
