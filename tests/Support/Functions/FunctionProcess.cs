using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Support;

/// <summary>The built function as its own process, on a Runtime API of the test's own.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly WebApplication _runtimeApi;
    private readonly Channel<Invocation> _waiting = Channel.CreateUnbounded<Invocation>();
    private readonly ConcurrentDictionary<string, Invocation> _running = new();
    private readonly StringBuilder _output = new();
    private Process? _process;

    private FunctionProcess()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        _runtimeApi = builder.Build();
        _runtimeApi.MapGet("/2018-06-01/runtime/invocation/next", NextAsync);
        _runtimeApi.MapPost("/2018-06-01/runtime/invocation/{id}/response", context => EndAsync(context, failed: false));
        _runtimeApi.MapPost("/2018-06-01/runtime/invocation/{id}/error", context => EndAsync(context, failed: true));
    }

    /// <summary>What the process wrote to its standard streams so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>
    /// Starts the function. <paramref name="service"/> answers POST / in the place of an AWS service; <paramref name="program"/> is its bootstrap.dll, if
    /// that does not lie beside the tests, and <paramref name="arguments"/> are what it is given as a wrapper of a runtime.
    /// </summary>
    public static async Task<FunctionProcess> StartAsync(
        string handler, Func<string, Dictionary<string, string>>? environment = null, RequestDelegate? service = null, string? program = null,
        params string[] arguments)
    {
        var function = new FunctionProcess();
        if (service is not null)
            function._runtimeApi.MapPost("/", service);
        await function._runtimeApi.StartAsync();
        function.StartProcess(handler, environment, program ?? Path.Combine(AppContext.BaseDirectory, "bootstrap.dll"), arguments);
        return function;
    }

    /// <summary>Invokes the function and waits for its answer, or for its error's JSON.</summary>
    public async Task<(bool Failed, byte[] Body)> InvokeAsync(string payload, string? clientContext = null)
    {
        var invocation = new Invocation(Guid.NewGuid().ToString(), payload, clientContext);
        _running[invocation.Id] = invocation;
        await _waiting.Writer.WriteAsync(invocation);
        try
        {
            return await invocation.Ended.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException("No answer. The function wrote: " + Output);
        }
    }

    /// <summary>Ends the process and answers all that it ever wrote.</summary>
    public async Task<string> StopAsync()
    {
        if (_process is { HasExited: false } process)
            process.Kill();
        // Also waits for the ends of the redirected streams.
        await _process!.WaitForExitAsync();
        return Output;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        await _runtimeApi.DisposeAsync();
    }

    private void StartProcess(string handler, Func<string, Dictionary<string, string>>? environment, string program, string[] arguments)
    {
        var url = _runtimeApi.Urls.Single();
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", program },
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = new Uri(url).Authority;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "under-test";
        start.Environment["_HANDLER"] = handler;
        foreach (var (name, value) in environment?.Invoke(url) ?? [])
            start.Environment[name] = value;

        _process = Process.Start(start)!;
        _process.OutputDataReceived += Note;
        _process.ErrorDataReceived += Note;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.AppendLine(line.Data);
    }

    private async Task NextAsync(HttpContext context)
    {
        var invocation = await _waiting.Reader.ReadAsync(context.RequestAborted);
        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        var deadline = DateTimeOffset.UtcNow.Add(Patience).ToUnixTimeMilliseconds();
        headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:123456789012:function:under-test";
        if (invocation.ClientContext is not null)
            headers["Lambda-Runtime-Client-Context"] = invocation.ClientContext;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(invocation.Payload);
    }

    private async Task EndAsync(HttpContext context, bool failed)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        if (_running.TryRemove((string)context.Request.RouteValues["id"]!, out var invocation))
            invocation.Ended.SetResult((failed, body.ToArray()));
    }

    private sealed record Invocation(string Id, string Payload, string? ClientContext)
    {
        public TaskCompletionSource<(bool Failed, byte[] Body)> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
