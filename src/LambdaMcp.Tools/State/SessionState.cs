using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LambdaMcp.Tools.State;

/// <summary>
/// What a tool keeps between calls: values by keys. In a session it is the session's; for clients without one (MCP 2026-07-28) it belongs to a
/// handle, which the result of the call that first writes carries and later calls pass in <see cref="HandleArgument"/>. It lives as long as its
/// session, or 24 hours (<c>MCP_SESSION_TTL_SECONDS</c>) after a handle's last use, and holds at most 64 KB.
/// <para>
/// Nothing is read before it is asked for, and a call reads once: what others write meanwhile shows only in <see cref="UpdateAsync{T}(string,
/// Func{T, T}, CancellationToken)"/>, whose change always starts from the newest value, or after <see cref="Refresh"/>. The methods may be called
/// at once.
/// </para>
/// <para>
/// Values are kept as JSON. Text, numbers, truth values, times and the like need nothing more; for a type of the program's own name a
/// <see cref="JsonTypeInfo{T}"/> with each call, or its <c>JsonSerializerContext</c> once, by <c>services.AddStateJson(MyContext.Default)</c>.
/// </para>
/// </summary>
public sealed class SessionState
{
    /// <summary>The argument of a tool by which clients without a session pass the handle of the state.</summary>
    public const string HandleArgument = "stateHandle";

    /// <summary>The member of a result's <c>_meta</c> that carries the handle of the state.</summary>
    public const string HandleMeta = "lambda-mcp/stateHandle";

    /// <summary>The most bytes of all keys and values, which count as UTF-8 JSON.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The most keys.</summary>
    public const int MaxKeys = 128;

    /// <summary>The most characters of a key.</summary>
    public const int MaxKeyLength = 128;

    private readonly StateAccess _access;
    private readonly StateJson _json;

    internal SessionState(StateAccess access, StateJson json) => (_access, _json) = (access, json);

    /// <summary>The handle by which a client without a session comes back to this state; null in a session, and before there is anything to come back to.</summary>
    public string? Handle => _access.Handle;

    internal bool IsHandleNew => _access.IsHandleNew;

    /// <summary>Empty state of its own in memory, to try a tool with.</summary>
    public static SessionState InMemory() => StateInMemory.Create();

    /// <summary>The value, or the default where there is none.</summary>
    /// <exception cref="SessionStateException">The client's handle leads to no state of its own.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is a type whose JSON the program has not declared.</exception>
    /// <exception cref="JsonException">The value is no <typeparamref name="T"/>.</exception>
    public ValueTask<T?> GetAsync<T>(string key, CancellationToken cancellationToken = default) =>
        GetAsync(key, _json.For<T>(), cancellationToken);

    /// <inheritdoc cref="GetAsync{T}(string, CancellationToken)"/>
    public async ValueTask<T?> GetAsync<T>(string key, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        StateLimits.CheckKey(key);
        return Read(await _access.ReadAsync(cancellationToken), key, type);
    }

    /// <summary>Puts a value under a key, in the place of what was there.</summary>
    /// <exception cref="SessionStateException">The state would grow too large, the key is too long, or the client's handle leads to no state of its own.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is a type whose JSON the program has not declared.</exception>
    public ValueTask SetAsync<T>(string key, T value, CancellationToken cancellationToken = default) =>
        SetAsync(key, value, _json.For<T>(), cancellationToken);

    /// <inheritdoc cref="SetAsync{T}(string, T, CancellationToken)"/>
    public async ValueTask SetAsync<T>(string key, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        StateLimits.CheckKey(key);
        var json = JsonSerializer.Serialize(value, type);
        await _access.ChangeAsync(values => With(values, key, json), cancellationToken);
    }

    /// <summary>Removes the value under a key.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="SessionStateException">The client's handle leads to no state of its own.</exception>
    public async ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        StateLimits.CheckKey(key);
        var removed = false;
        await _access.ChangeAsync(
            values =>
            {
                var left = new Dictionary<string, string>(values, StringComparer.Ordinal);
                return (removed = left.Remove(key)) ? left : null;
            },
            cancellationToken);
        return removed;
    }

    /// <summary>
    /// Changes a value, however many others change it at the same time, on any instance: none of the changes is lost. Where another was first,
    /// <paramref name="change"/> runs again on what that one wrote, so it should do nothing but compute.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="change">Gives the new value for the old one, which is the default where there is none.</param>
    /// <param name="cancellationToken">Cancelled when the call is over.</param>
    /// <returns>The value as it was written.</returns>
    /// <exception cref="SessionStateException">The state would grow too large, the key is too long, or the client's handle leads to no state of its own.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is a type whose JSON the program has not declared.</exception>
    /// <exception cref="JsonException">The value that is there is no <typeparamref name="T"/>.</exception>
    public ValueTask<T> UpdateAsync<T>(string key, Func<T?, T> change, CancellationToken cancellationToken = default) =>
        UpdateAsync(key, change, _json.For<T>(), cancellationToken);

    /// <inheritdoc cref="UpdateAsync{T}(string, Func{T, T}, CancellationToken)"/>
    /// <param name="key">The key.</param>
    /// <param name="change">Gives the new value for the old one, which is the default where there is none.</param>
    /// <param name="type">The value's type as JSON.</param>
    /// <param name="cancellationToken">Cancelled when the call is over.</param>
    public async ValueTask<T> UpdateAsync<T>(string key, Func<T?, T> change, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(change);
        StateLimits.CheckKey(key);
        var changed = default(T);
        await _access.ChangeAsync(
            values =>
            {
                changed = change(Read(values, key, type));
                return With(values, key, JsonSerializer.Serialize(changed, type));
            },
            cancellationToken);
        return changed!;
    }

    /// <summary>The keys that have a value.</summary>
    /// <exception cref="SessionStateException">The client's handle leads to no state of its own.</exception>
    public async ValueTask<IReadOnlyCollection<string>> KeysAsync(CancellationToken cancellationToken = default) =>
        [.. (await _access.ReadAsync(cancellationToken)).Keys];

    /// <summary>Removes every value. A handle stays good.</summary>
    /// <exception cref="SessionStateException">The client's handle leads to no state of its own.</exception>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default) =>
        await _access.ChangeAsync(static values => values.Count == 0 ? null : new Dictionary<string, string>(), cancellationToken);

    /// <summary>Lets the next call of a method read what others wrote meanwhile: for tools that run long.</summary>
    public void Refresh() => _access.Forget();

    private static T? Read<T>(IReadOnlyDictionary<string, string> values, string key, JsonTypeInfo<T> type) =>
        values.TryGetValue(key, out var json) ? JsonSerializer.Deserialize(json, type) : default;

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> values, string key, string json) =>
        new(values, StringComparer.Ordinal) { [key] = json };
}
