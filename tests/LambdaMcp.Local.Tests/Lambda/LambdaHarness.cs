using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using LambdaMcp.Local.Lambda;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Local.Tests.Lambda;

/// <summary>A Lambda service with functions whose code the test writes, and on request its HTTP API on a port.</summary>
internal sealed class LambdaHarness : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lambda-tests-");
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> _awaited = new();
    private WebApplication? _web;

    public LambdaHarness(Func<LambdaServiceOptions, LambdaServiceOptions>? configure = null)
    {
        // However late a runtime asks for its next event, its invocation is over when the caller has the answer.
        var options = new LambdaServiceOptions { AccessKeyId = "AKIALOCAL", SecretAccessKey = "local-secret", LogSink = Log, AnswerHold = TimeSpan.FromMinutes(1) };
        Options = configure?.Invoke(options) ?? options;
        Service = new LambdaService(Options);
    }

    public LambdaServiceOptions Options { get; }

    public LambdaService Service { get; }

    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>A folder that the test and its functions share.</summary>
    public string Shared => _folder.CreateSubdirectory("shared").FullName;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public FunctionDefinition AddPython(string code, string name = "py", Func<FunctionDefinition, FunctionDefinition>? configure = null) =>
        Add(name, "python3.12", "app.handler", "app.py", code, configure);

    public FunctionDefinition AddNode(string code, string name = "js", string file = "app.mjs", Func<FunctionDefinition, FunctionDefinition>? configure = null) =>
        Add(name, "nodejs22.x", "app.handler", file, code, configure);

    public FunctionDefinition AddShell(string code, string name = "sh", Func<FunctionDefinition, FunctionDefinition>? configure = null)
    {
        var function = Add(name, "provided.al2023", "bootstrap", "bootstrap", code, configure);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(function.CodeDirectory, "bootstrap"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return function;
    }

    public FunctionDefinition Add(string name, string runtime, string handler, string file, string code, Func<FunctionDefinition, FunctionDefinition>? configure = null)
    {
        var folder = _folder.CreateSubdirectory($"{name}-code").FullName;
        File.WriteAllText(Path.Combine(folder, file), code);
        var function = new FunctionDefinition
        {
            Name = name,
            LogicalId = $"{name}Function",
            Arn = $"arn:aws:lambda:us-east-1:123456789012:function:{name}",
            Runtime = runtime,
            Handler = handler,
            CodeDirectory = folder,
            Timeout = TimeSpan.FromSeconds(30),
            Environment = new Dictionary<string, string> { ["SHARED"] = Shared },
        };
        function = configure?.Invoke(function) ?? function;
        Service.Add(function);
        return function;
    }

    public Task<InvocationResult> InvokeAsync(FunctionDefinition function, string payload = "{}", string? clientContext = null) => Service.InvokeAsync(
        function,
        new InvocationRequest(Encoding.UTF8.GetBytes(payload))
        {
            ClientContext = clientContext is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(clientContext)),
        },
        Cancellation);

    /// <summary>Invokes, and reads the whole answer as JSON.</summary>
    public async Task<(JsonNode? Answer, string? Error, string Tail)> CallAsync(FunctionDefinition function, string payload = "{}", string? clientContext = null)
    {
        await using var result = await InvokeAsync(function, payload, clientContext);
        var text = await new StreamReader(result.Body).ReadToEndAsync(Cancellation);
        return (JsonNode.Parse(text), result.FunctionError, (await result.End).LogTail);
    }

    /// <summary>The first line that holds the text, past or to come.</summary>
    public Task<string> LineAsync(string text)
    {
        var awaited = _awaited.GetOrAdd(text, static _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (Lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
            awaited.TrySetResult(found);
        return awaited.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
    }

    /// <summary>Serves the HTTP API; returns a client whose base address it is.</summary>
    public async Task<HttpClient> ServeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.Run(Service.HandleAsync);
        await _web.StartAsync(Cancellation);
        var address = _web.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new HttpClient { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        if (_web is not null)
            await _web.DisposeAsync();
        if (_folder.Exists) _folder.Delete(recursive: true);
    }

    private void Log(string function, string line)
    {
        Lines.Enqueue(line);
        foreach (var (text, awaited) in _awaited)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                awaited.TrySetResult(line);
        }
    }
}
