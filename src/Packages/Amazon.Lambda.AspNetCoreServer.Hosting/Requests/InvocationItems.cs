using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Amazon.Lambda.AspNetCoreServer.Hosting.Events;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Requests;

/// <summary><c>HttpContext.Items</c> with the invocation in it. The typed event is made of its JSON only when its value is read.</summary>
internal sealed class InvocationItems : IItemsFeature, IDictionary<object, object?>
{
    private readonly HttpEvent _event;
    private readonly Dictionary<object, object?> _items;

    public InvocationItems(HttpEvent httpEvent, ILambdaContext context)
    {
        _event = httpEvent;
        _items = new Dictionary<object, object?>
        {
            [AbstractAspNetCoreFunction.LAMBDA_CONTEXT] = context,
            [AbstractAspNetCoreFunction.LAMBDA_REQUEST_OBJECT] = httpEvent,
        };
        Items = this;
    }

    public IDictionary<object, object?> Items { get; set; }

    public int Count => _items.Count;

    public bool IsReadOnly => false;

    public ICollection<object> Keys => _items.Keys;

    public ICollection<object?> Values => [.. _items.Values.Select(Typed)];

    public object? this[object key]
    {
        get => TryGetValue(key, out object? value) ? value : null;
        set => _items[key] = value;
    }

    public bool TryGetValue(object key, [MaybeNullWhen(false)] out object? value)
    {
        bool found = _items.TryGetValue(key, out value);
        value = Typed(value);
        return found;
    }

    public bool ContainsKey(object key) => _items.ContainsKey(key);

    public void Add(object key, object? value) => _items.Add(key, value);

    public bool Remove(object key) => _items.Remove(key);

    public void Clear() => _items.Clear();

    public void Add(KeyValuePair<object, object?> item) => Add(item.Key, item.Value);

    public bool Contains(KeyValuePair<object, object?> item) => TryGetValue(item.Key, out object? value) && Equals(value, item.Value);

    public bool Remove(KeyValuePair<object, object?> item) => Contains(item) && Remove(item.Key);

    public void CopyTo(KeyValuePair<object, object?>[] array, int arrayIndex)
    {
        foreach (KeyValuePair<object, object?> item in this)
            array[arrayIndex++] = item;
    }

    public IEnumerator<KeyValuePair<object, object?>> GetEnumerator() =>
        _items.Select(item => KeyValuePair.Create(item.Key, Typed(item.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private object? Typed(object? value) => ReferenceEquals(value, _event) ? _event.Typed : value;
}
