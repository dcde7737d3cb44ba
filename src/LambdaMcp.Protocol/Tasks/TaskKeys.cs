using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace LambdaMcp.Protocol.Tasks;

/// <summary>The ids of tasks, and the keys of what a task asks.</summary>
public static class TaskKeys
{
    private const int IdBytes = 24;
    private const int IdLength = 32;
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>A new id: 192 random bits, in characters that an HTTP header takes.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>Whether a text could be an id; nothing else needs to be looked up.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.AsSpan().IndexOfAnyExcept(IdCharacters) < 0;

    /// <summary>The client's key for what a handler asked under <paramref name="key"/>: unique in the task's life, as a round is.</summary>
    public static string ForClient(int round, string key) => string.Create(CultureInfo.InvariantCulture, $"{round}.{key}");

    /// <summary>The handler's key of a client's key.</summary>
    public static string ForHandler(string clientKey) => clientKey[(clientKey.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
