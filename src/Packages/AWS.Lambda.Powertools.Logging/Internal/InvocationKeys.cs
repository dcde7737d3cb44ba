namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>The keys that every line carries. Readers see one array, so a line never holds half of a change.</summary>
internal sealed class InvocationKeys
{
    private readonly Lock _changing = new();
    private volatile KeyValuePair<string, object>[] _current = [];
    private int _invocations;

    public KeyValuePair<string, object>[] Current => _current;

    /// <summary>True until a second request id was set.</summary>
    public bool FirstInvocation => _invocations <= 1;

    public void Set(string key, object value)
    {
        lock (_changing)
        {
            var at = Array.FindIndex(_current, pair => pair.Key == key);
            if (key == "function_request_id" && (at < 0 || !_current[at].Value.Equals(value)))
                _invocations++;
            var changed = at < 0 ? [.. _current, default] : ((KeyValuePair<string, object>[])[.. _current]);
            changed[at < 0 ? ^1 : at] = new KeyValuePair<string, object>(key, value);
            _current = changed;
        }
    }

    public void Remove(string key)
    {
        lock (_changing)
            _current = Array.FindAll(_current, pair => pair.Key != key);
    }
}
