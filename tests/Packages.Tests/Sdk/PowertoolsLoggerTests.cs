using System.Text;
using System.Text.Json;
using AWS.Lambda.Powertools.Logging;
using AWS.Lambda.Powertools.Logging.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Packages.Tests.Sdk;

// The lines are written for their arguments.
#pragma warning disable CA1873

public sealed class PowertoolsLoggerTests : IDisposable
{
    private static readonly Dictionary<string, string> OnLambda = new()
    {
        ["AWS_LAMBDA_FUNCTION_NAME"] = "endpoint",
        ["AWS_LAMBDA_FUNCTION_VERSION"] = "3",
        ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "512",
        ["POWERTOOLS_SERVICE_NAME"] = "mcp",
    };

    private readonly MemoryStream _written = new();

    [Fact]
    public void A_line_has_the_keys_of_Powertools()
    {
        Logger.AppendKey("FunctionRequestId", "r-1");
        Logger.AppendKey("CorrelationId", "c-1");
        Logger.AppendKey("XrayTraceId", "1-2-3");
        Log(OnLambda, log => log.LogWarning("Found {CustomerCount} customers", 2));

        var line = Assert.Single(Lines());

        Assert.Equal("r-1", line.GetProperty("function_request_id").GetString());
        Assert.Equal("c-1", line.GetProperty("correlation_id").GetString());
        Assert.Equal("1-2-3", line.GetProperty("xray_trace_id").GetString());
        Assert.Equal("endpoint", line.GetProperty("function_name").GetString());
        Assert.Equal("3", line.GetProperty("function_version").GetString());
        Assert.Equal(512, line.GetProperty("function_memory_size").GetInt32());
        Assert.Equal("mcp", line.GetProperty("service").GetString());
        Assert.Equal("Warning", line.GetProperty("level").GetString());
        Assert.Equal("Tests", line.GetProperty("name").GetString());
        Assert.Equal("Found 2 customers", line.GetProperty("message").GetString());
        Assert.Equal(2, line.GetProperty("customer_count").GetInt32());
        Assert.Equal(DateTimeKind.Utc, line.GetProperty("timestamp").GetDateTime().Kind);
        Assert.False(line.TryGetProperty("sampling_rate", out _));
    }

    [Fact]
    public void Text_from_outside_can_neither_end_a_line_nor_add_a_key()
    {
        Log(OnLambda, log => log.LogInformation("User {User}", "x\r\n{\"level\":\"Error\"}\u0085\u2028\u001b[31m\",\"service\":\"evil"));

        var line = Assert.Single(Lines());

        Assert.Equal("mcp", line.GetProperty("service").GetString());
        Assert.DoesNotContain(Text()[..^1], character => char.IsControl(character) || character == '\u2028');
    }

    [Fact]
    public void An_argument_named_like_a_key_of_every_line_does_not_replace_it()
    {
        Log(OnLambda, log => log.LogInformation("{Service} {Level} {FunctionName}", "a", "b", "c"));

        var line = Assert.Single(Lines());

        Assert.Equal("mcp", line.GetProperty("service").GetString());
        Assert.Equal("Information", line.GetProperty("level").GetString());
        Assert.Equal("endpoint", line.GetProperty("function_name").GetString());
        Assert.Equal(line.EnumerateObject().Count(), line.EnumerateObject().DistinctBy(member => member.Name).Count());
    }

    [Fact]
    public void An_exception_is_an_object_with_its_causes()
    {
        Log(OnLambda, log => log.LogError(new InvalidOperationException("outer", new TimeoutException("inner")), "Failed"));

        var exception = Assert.Single(Lines()).GetProperty("exception");

        Assert.Equal("System.InvalidOperationException", exception.GetProperty("type").GetString());
        Assert.Equal("outer", exception.GetProperty("message").GetString());
        Assert.Equal("inner", exception.GetProperty("inner_exception").GetProperty("message").GetString());
    }

    [Fact]
    public void Scopes_add_keys_to_the_lines_within_them()
    {
        Log(OnLambda, log =>
        {
            using (log.BeginScope(new Dictionary<string, object?> { ["ToolName"] = "echo" }))
                log.LogInformation("in");
            log.LogInformation("out");
        });

        var lines = Lines();

        Assert.Equal("echo", lines[0].GetProperty("tool_name").GetString());
        Assert.False(lines[1].TryGetProperty("tool_name", out _));
    }

    [Fact]
    public void Removed_keys_are_gone()
    {
        Logger.AppendKeys([new KeyValuePair<string, string>("OrderId", "1"), new("Tenant", "t")]);
        Logger.RemoveKeys("OrderId", "NeverThere");
        Log(OnLambda, log => log.LogInformation("x"));

        var line = Assert.Single(Lines());

        Assert.False(line.TryGetProperty("order_id", out _));
        Assert.Equal("t", line.GetProperty("tenant").GetString());
        Logger.RemoveKeys("Tenant");
        Assert.DoesNotContain(Logger.GetAllKeys(), pair => pair.Key == "tenant");
    }

    [Fact]
    public void The_static_logger_writes_to_the_same_output()
    {
        Log(OnLambda, _ => Logger.LogInformation("Hello {Name}", "you"));

        Assert.Equal("Hello you", Assert.Single(Lines()).GetProperty("message").GetString());
    }

    [Fact]
    public void Off_Lambda_the_keys_of_a_function_are_left_out()
    {
        Log([], log => log.LogInformation("x"));

        var line = Assert.Single(Lines());

        Assert.False(line.TryGetProperty("cold_start", out _));
        Assert.False(line.TryGetProperty("function_name", out _));
        Assert.Equal("service_undefined", line.GetProperty("service").GetString());
    }

    [Theory]
    [InlineData("Debug", null, null, LogLevel.Debug)]
    [InlineData(null, "WARN", null, LogLevel.Warning)]
    [InlineData(null, null, "error", LogLevel.Error)]
    [InlineData("nonsense", null, null, LogLevel.Information)]
    [InlineData("Debug", "WARN", "TRACE", LogLevel.Warning)]
    [InlineData("Error", "INFO", null, LogLevel.Error)]
    public void The_level_comes_from_the_environment(string? powertools, string? lambda, string? plain, LogLevel expected)
    {
        var settings = LogSettings.From(new PowertoolsLoggerConfiguration(), name => name switch
        {
            "POWERTOOLS_LOG_LEVEL" => powertools,
            "AWS_LAMBDA_LOG_LEVEL" => lambda,
            "LOG_LEVEL" => plain,
            _ => null,
        });

        Assert.Equal(expected, settings.Level);
    }

    [Fact]
    public void A_sampled_invocation_is_logged_from_debug_upwards()
    {
        var draws = new Queue<double>([0.9, 0.1, 0.9]);
        var settings = LogSettings.From(
            new PowertoolsLoggerConfiguration(), name => name == "POWERTOOLS_LOGGER_SAMPLE_RATE" ? "0.2" : null, draws.Dequeue);

        Assert.Equal((LogLevel.Information, LogLevel.Debug), (settings.Level, settings.LowestLevel));
        Assert.False(settings.Resample());
        Assert.True(settings.Resample());
        Assert.Equal(LogLevel.Debug, settings.Level);
        Assert.False(settings.Resample());
        Assert.Equal(LogLevel.Information, settings.Level);
    }

    [Fact]
    public void The_cold_start_ends_with_the_second_invocation()
    {
        var keys = new InvocationKeys();
        keys.Set("function_request_id", "1");
        keys.Set("function_request_id", "1");
        Assert.True(keys.FirstInvocation);

        keys.Set("function_request_id", "2");
        Assert.False(keys.FirstInvocation);
    }

    [Fact]
    public void The_extension_registers_one_provider_however_often_it_is_called()
    {
        using var services = new ServiceCollection()
            .AddLogging(builder => builder.AddPowertoolsLogger().AddPowertoolsLogger(options => options.Service = "x"))
            .BuildServiceProvider();

        Assert.IsType<PowertoolsLoggerProvider>(Assert.Single(services.GetServices<ILoggerProvider>()));
    }

    public void Dispose()
    {
        Logger.RemoveKeys([.. Logger.GetAllKeys().Select(pair => pair.Key)]);
        _written.Dispose();
    }

    private void Log(Dictionary<string, string> environment, Action<ILogger> write)
    {
        Logger.Configure(
            LogSettings.From(new PowertoolsLoggerConfiguration(), name => environment.GetValueOrDefault(name)),
            new LogOutput(() => _written));
        using var factory = LoggerFactory.Create(builder => builder.AddProvider(new PowertoolsLoggerProvider()));
        write(factory.CreateLogger("Tests"));
    }

    private string Text() => Encoding.UTF8.GetString(_written.ToArray());

    private List<JsonElement> Lines() =>
        [.. Text().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
