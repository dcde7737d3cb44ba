using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Support.Bedrock;

/// <summary>Converse and ConverseStream on this machine, which answer as a conversation's file says, one turn a request.</summary>
internal sealed class EmulatedBedrock : IAsyncDisposable
{
    private readonly Queue<JsonObject> _turns;
    private readonly Func<HttpRequest, byte[], string?>? _refusal;
    private WebApplication? _application;

    private EmulatedBedrock(IEnumerable<JsonObject> turns, Func<HttpRequest, byte[], string?>? refusal)
    {
        _turns = new(turns);
        _refusal = refusal;
    }

    public string Url { get; private set; } = "";

    /// <summary>The requests so far: <c>path</c>, as it was sent, and <c>body</c>.</summary>
    public List<JsonObject> Requests { get; } = [];

    /// <summary>Comes before an answer's first event goes out, and holds it as long as it likes.</summary>
    public Func<Task>? BeforeAnswer { get; set; }

    /// <summary>The service ends.</summary>
    public CancellationToken Stopping => _application!.Lifetime.ApplicationStopping;

    /// <param name="turns">What is answered.</param>
    /// <param name="refusal">Says why a request is not signed as it should be; null leaves that unchecked.</param>
    public static async Task<EmulatedBedrock> StartAsync(IEnumerable<JsonObject> turns, Func<HttpRequest, byte[], string?>? refusal = null)
    {
        var bedrock = new EmulatedBedrock(turns, refusal);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Limits.MaxRequestBodySize = null;
        });
        bedrock._application = builder.Build();
        bedrock._application.Run(bedrock.HandleAsync);
        await bedrock._application.StartAsync();
        bedrock.Url = bedrock._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return bedrock;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is null)
            return;
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var read = new MemoryStream();
        await context.Request.Body.CopyToAsync(read);
        var body = read.ToArray();
        if (_refusal?.Invoke(context.Request, body) is { } reason)
        {
            await RefuseAsync(context, 403, "InvalidSignatureException", reason);
            return;
        }

        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var json = JsonNode.Parse(body)!.AsObject();
        JsonObject turn;
        lock (Requests)
        {
            Requests.Add(new JsonObject { ["path"] = path, ["body"] = json.DeepClone() });
            if (!_turns.TryDequeue(out turn!))
                turn = new JsonObject { ["error"] = new JsonObject { ["status"] = 400, ["type"] = "ValidationException", ["message"] = "The conversation has no more turns." } };
        }

        if (ConverseRules.Broken(json) is { } broken)
            turn = new JsonObject { ["error"] = new JsonObject { ["status"] = 400, ["type"] = "ValidationException", ["message"] = broken } };
        if (BeforeAnswer is { } wait)
            await wait();
        if (turn["error"] is JsonObject error)
            await RefuseAsync(context, error["status"]!.GetValue<int>(), error["type"]!.GetValue<string>(), error["message"]!.GetValue<string>());
        else if (path.EndsWith("/converse-stream", StringComparison.Ordinal))
            await StreamAsync(context, turn);
        else
            await WriteAsync(context, 200, Answer(turn).ToJsonString());
    }

    private static JsonObject Answer(JsonObject turn)
    {
        var answer = turn["answer"]!;
        return new JsonObject
        {
            ["output"] = new JsonObject { ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = answer["content"]!.DeepClone() } },
            ["stopReason"] = answer["stopReason"]!.DeepClone(),
            ["usage"] = answer["usage"]!.DeepClone(),
            ["metrics"] = new JsonObject { ["latencyMs"] = 7 },
        };
    }

    private static async Task StreamAsync(HttpContext context, JsonObject turn)
    {
        context.Response.ContentType = "application/vnd.amazon.eventstream";
        var events = ConverseEvents.Of(turn["answer"]!.AsObject()).ToList();
        var exception = turn["exception"] as JsonObject;
        var last = exception?["after"]?.GetValue<int>() ?? turn["cut"]?.GetValue<int>() ?? events.Count;
        foreach (var (type, payload) in events.Take(last))
            await SendAsync(ConverseFrame.Event(type, payload));
        if (exception is not null)
            await SendAsync(ConverseFrame.Exception(exception["type"]!.GetValue<string>(), exception["message"]!.GetValue<string>()));

        async Task SendAsync(byte[] frame)
        {
            // In halves, as a network may bring them.
            await context.Response.Body.WriteAsync(frame.AsMemory(0, frame.Length / 2));
            await context.Response.Body.FlushAsync();
            await context.Response.Body.WriteAsync(frame.AsMemory(frame.Length / 2));
            await context.Response.Body.FlushAsync();
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.Headers["x-amzn-ErrorType"] = type;
        return WriteAsync(context, status, new JsonObject { ["message"] = message }.ToJsonString());
    }

    private static async Task WriteAsync(HttpContext context, int status, string json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json));
    }
}
