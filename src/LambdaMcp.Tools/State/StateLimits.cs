using System.Text;

namespace LambdaMcp.Tools.State;

/// <summary>How much state there may be. What breaks a limit is refused before it is written.</summary>
internal static class StateLimits
{
    // Half a surrogate pair would come back as another character.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void CheckKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length is 0 or > SessionState.MaxKeyLength)
            throw new SessionStateException($"A key of the state has 1 to {SessionState.MaxKeyLength} characters, and this one has {key.Length}.");
        try
        {
            Strict.GetByteCount(key);
        }
        catch (EncoderFallbackException)
        {
            throw new SessionStateException("A key of the state has half a surrogate pair, which is no text.");
        }
    }

    public static void Check(IReadOnlyDictionary<string, string> values)
    {
        if (values.Count > SessionState.MaxKeys)
            throw new SessionStateException($"The state would have {values.Count} keys, and holds at most {SessionState.MaxKeys}. Remove some first.");
        var bytes = values.Sum(static value => Encoding.UTF8.GetByteCount(value.Key) + (long)Encoding.UTF8.GetByteCount(value.Value));
        if (bytes > SessionState.MaxBytes)
            throw new SessionStateException($"The state would take {bytes:N0} bytes, and holds at most {SessionState.MaxBytes:N0}. Keep less, or keep it elsewhere.");
    }
}
