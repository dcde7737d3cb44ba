using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace EndToEnd.Eras;

/// <summary>The event stream of an answer that is read while it is being sent.</summary>
internal sealed class AnswerStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private AnswerStream(HttpResponseMessage response, IAsyncEnumerator<SseItem<string>> events) => (_response, _events) = (response, events);

    /// <summary>The ids of all events so far, in their order.</summary>
    public List<string> Ids { get; } = [];

    public static async Task<AnswerStream> OpenAsync(Task<HttpResponseMessage> answer)
    {
        var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        return new(response, SseParser.Create(body).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken));
    }

    /// <summary>The next message; null at the end.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        while (await _events.MoveNextAsync())
        {
            if (_events.Current.EventId is { Length: > 0 } id)
                Ids.Add(id);
            if (_events.Current.Data.Length > 0)
                return JsonDocument.Parse(_events.Current.Data).RootElement;
        }

        return null;
    }

    /// <summary>The next message of a method.</summary>
    public async Task<JsonElement> NextAsync(string method)
    {
        while (await NextAsync() is { } message)
        {
            if (message.TryGetProperty("method", out var name) && name.GetString() == method)
                return message;
        }

        throw new InvalidOperationException($"The stream ended without {method}.");
    }

    /// <summary>All messages up to the end.</summary>
    public async Task<IReadOnlyList<JsonElement>> RestAsync()
    {
        var rest = new List<JsonElement>();
        while (await NextAsync() is { } message)
            rest.Add(message);
        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        // First the connection: the enumerator would read on to the end of what has been sent.
        _response.Dispose();
        await _events.DisposeAsync();
    }
}
