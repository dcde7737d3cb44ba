using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>A client's connection while its answer comes in.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "They hold memory only.")]
internal sealed class Connection : IHttpResponseBodyFeature, IHttpRequestLifetimeFeature
{
    private readonly MemoryStream _received = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly HttpContext _context;
    private Task _served = Task.CompletedTask;
    private int _read;

    public Connection(HttpContext context)
    {
        _context = context;
        Writer = PipeWriter.Create(_received, new(leaveOpen: true));
        context.Features.Set<IHttpResponseBodyFeature>(this);
        context.Features.Set<IHttpRequestLifetimeFeature>(this);
        RequestAborted = _aborted.Token;
    }

    public Stream Stream => _received;

    public PipeWriter Writer { get; }

    public CancellationToken RequestAborted { get; set; }

    /// <summary>Whether the server let go of the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether the server is through with the request.</summary>
    public bool IsServed => _served.IsCompleted;

    public int Status => _context.Response.StatusCode;

    public IHeaderDictionary Headers => _context.Response.Headers;

    public string Body => Encoding.UTF8.GetString(_received.ToArray());

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>All events so far.</summary>
    public IReadOnlyList<ServerEvent> Events => ServerEvent.Parse(Body);

    /// <summary>The messages so far, without events that carry none.</summary>
    public IReadOnlyList<JsonElement> Messages => [.. Events.Where(one => one.Data.Length > 0).Select(one => JsonDocument.Parse(one.Data).RootElement)];

    /// <summary>The messages that came since this was asked last.</summary>
    public IReadOnlyList<JsonElement> News() =>
        [.. NewEvents().Where(one => one.Data.Length > 0).Select(one => JsonDocument.Parse(one.Data).RootElement)];

    /// <summary>The events that came since this was asked last.</summary>
    public IReadOnlyList<ServerEvent> NewEvents()
    {
        var events = Events;
        var news = events.Skip(_read).ToArray();
        _read = events.Count;
        return news;
    }

    public void Serve(Task served) => _served = served;

    /// <summary>Waits for the server to be through with the request.</summary>
    public Task ServedAsync() => _served.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>The client goes away.</summary>
    public void Abort() => Undisturbed.Run(_aborted.Cancel);

    void IHttpRequestLifetimeFeature.Abort() => _aborted.Cancel();

    void IHttpResponseBodyFeature.DisableBuffering()
    {
    }

    Task IHttpResponseBodyFeature.StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHttpResponseBodyFeature.SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IHttpResponseBodyFeature.CompleteAsync()
    {
        IsClosed = true;
        return Task.CompletedTask;
    }
}
