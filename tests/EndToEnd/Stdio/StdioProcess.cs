using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Stdio;

/// <summary>The program as a client has it that writes and reads the lines itself.</summary>
internal sealed class StdioProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public const string Initialize =
        """{"jsonrpc":"2.0","id":"open","method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{"elicitation":{}},"clientInfo":{"name":"test","version":"1"}}}""";

    private readonly Process _process;
    private readonly Task<string> _errors;

    public StdioProcess(StdioProgram program, params string[] arguments)
    {
        var start = new ProcessStartInfo(StdioProgram.Path, arguments is [] ? ["--stdio"] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in program.Environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.StandardInput.NewLine = "\n";
        _errors = _process.StandardError.ReadToEndAsync(Cancel);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A call of the revision 2026-07-28.</summary>
    public static string Stateless(string id, string method, string parameters = "") =>
        $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"{{{method}}}","params":{{{{parameters}}}{{{(parameters.Length > 0 ? "," : "")}}}"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"elicitation":{} } } } }""";

    public static string Call(string id, string tool, string arguments = "{}", string meta = "{}") =>
        $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}},"_meta":{{{meta}}} } }""";

    public async Task WriteAsync(params string[] lines)
    {
        foreach (var line in lines)
            await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync(Cancel);
    }

    /// <summary>The next message. A line that is none fails the test.</summary>
    public async Task<JsonElement> ReadAsync()
    {
        while (true)
        {
            var line = await _process.StandardOutput.ReadLineAsync(Cancel).AsTask().WaitAsync(Patience, Cancel);
            var message = JsonElement.Parse(line ?? throw new InvalidOperationException($"The output ended: {await _errors}"));
            if (!IsOfOthers(message))
                return message;
        }
    }

    /// <summary>The answer to a request. What comes before it is left out.</summary>
    public async Task<JsonElement> AnswerAsync(string id)
    {
        while (true)
        {
            var message = await ReadAsync();
            if (!message.TryGetProperty("method", out _) && message.GetProperty("id").GetRawText() == id)
                return message;
        }
    }

    // Other tests register and remove what everybody's lists have.
    private static bool IsOfOthers(JsonElement message) =>
        message.TryGetProperty("method", out var method) && method.GetString()!.EndsWith("/list_changed", StringComparison.Ordinal);

    /// <summary>Opens a session.</summary>
    public async Task OpenAsync()
    {
        await WriteAsync(Initialize, """{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await AnswerAsync("\"open\"");
    }

    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Cancel);
    }

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code, the messages that were not read yet, and what was written for people.</returns>
    public async Task<(int ExitCode, IReadOnlyList<JsonElement> Left, string Errors)> EndAsync()
    {
        var rest = await _process.StandardOutput.ReadToEndAsync(Cancel).WaitAsync(Patience, Cancel);
        await _process.WaitForExitAsync(Cancel).WaitAsync(Patience, Cancel);
        var messages = rest.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line)).Where(message => !IsOfOthers(message)).ToArray();
        SecretWatch.Check("The endpoint on standard input", await _errors);
        return (_process.ExitCode, messages, await _errors);
    }

    /// <summary>Closes the input and waits for the end.</summary>
    public Task<(int ExitCode, IReadOnlyList<JsonElement> Left, string Errors)> CloseAsync()
    {
        CloseInput();
        return EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
