using System.Text.Json;
using LambdaMcp.Telemetry.Arguments;
using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.Telemetry.Tests.Records;

public sealed class InvocationTests
{
    private readonly RecordLines _lines = new();

    [Fact]
    public void An_invocation_says_what_was_called_and_how_it_ended()
    {
        _lines.Log.Write(Call());

        var record = _lines.Single();
        Assert.Equal(
            """{"audit":"invocation","kind":"tool","method":"tools/call","name":"find","principal":"alice","target":"arn:aws:lambda:eu-west-1:1:function:find","outcome":"tool_error","code":"function_error","durationMs":12.5,"requestBytes":10,"responseBytes":20,"attempts":3,"argumentDigest":"hmac-sha256:00","targetRequestId":"r-1","clientName":"c","clientVersion":"1","protocolVersion":"2025-11-25","tokenId":"t-1","functionRequestId":"f-1","apiRequestId":"a-1","traceId":"0af7651916cd43dd8448eb211c80319c"}""",
            Members(record, "_aws", "time", "Service", "Tool", "Calls", "Errors", "Latency", "Repetitions", "RequestBytes", "ResponseBytes", "sessionDigest"));
    }

    [Fact]
    public void Of_a_session_there_is_a_digest_alone()
    {
        _lines.Log.Write(Call());

        Assert.DoesNotContain("secret-session", _lines.Text, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{16}$", _lines.Single().GetProperty("sessionDigest").GetString());
    }

    [Fact]
    public void Metrics_count_the_call_for_its_tool_and_for_all()
    {
        _lines.Log.Write(Call());

        var record = _lines.Single();
        var directives = record.GetProperty("_aws").GetProperty("CloudWatchMetrics").EnumerateArray().Select(directive => (
            directive.GetProperty("Dimensions").GetRawText(),
            string.Join(' ', directive.GetProperty("Metrics").EnumerateArray().Select(metric => metric.GetProperty("Name").GetString())))).ToArray();
        Assert.Equal(
            [("[[\"Service\"]]", "Calls Errors Latency Repetitions RequestBytes ResponseBytes"), ("[[\"Service\",\"Tool\"]]", "Calls Errors Latency")], directives);
        Assert.Equal((1, 1, 12.5, 2), (
            record.GetProperty("Calls").GetInt32(), record.GetProperty("Errors").GetInt32(), record.GetProperty("Latency").GetDouble(), record.GetProperty("Repetitions").GetInt32()));
    }

    [Fact]
    public void Only_so_many_tools_have_metrics_of_their_own()
    {
        var lines = new RecordLines(new() { Namespace = "Test", MostTools = 2 });

        foreach (var name in (string[])["one", "two", "three", "one", "four"])
            lines.Log.Write(new Invocation(InvocationKind.Tool, name));

        Assert.Equal(["one", "two", "other", "one", "other"], lines.All.Select(record => record.GetProperty("Tool").GetString()!));
        Assert.Equal("three", lines.All[2].GetProperty("name").GetString());
    }

    [Fact]
    public void A_name_that_a_client_made_up_is_no_dimension_and_what_is_refused_is_no_call()
    {
        _lines.Log.Write(new Invocation(InvocationKind.Tool, "made-up") { IsKnown = false, Outcome = InvocationOutcome.Refused, Code = "unknown" });
        _lines.Log.Write(new Invocation(InvocationKind.Tool, "busy") { Outcome = InvocationOutcome.Refused, Code = InvocationCodes.TooManyCalls });

        Assert.False(_lines.All[0].TryGetProperty("_aws", out _));
        Assert.False(_lines.All[1].TryGetProperty("Tool", out _));
        Assert.Equal(1, _lines.All[1].GetProperty("RateLimited").GetInt32());
    }

    [Theory]
    [InlineData(ArgumentForm.None, null, false)]
    [InlineData(ArgumentForm.Digest, null, true)]
    [InlineData(ArgumentForm.Redacted, """{"id":"C-1","card":"<string>","items":[{"id":"7","ok":"<boolean>"},"<string>"],"none":null,"count":"<number>"}""", true)]
    public void Arguments_are_written_as_configured(ArgumentForm form, string? arguments, bool hasDigest)
    {
        var lines = new RecordLines(new() { Arguments = form, ArgumentNames = new HashSet<string> { "id" } });
        using var json = JsonDocument.Parse("""{"id":"C-1","card":"4111","items":[{"id":7,"ok":true},"x"],"none":null,"count":3}""");

        lines.Log.Write(new Invocation(InvocationKind.Tool, "t") { Arguments = json.RootElement, ArgumentDigest = "hmac-sha256:00" });

        var record = lines.Single();
        Assert.Equal(arguments, record.TryGetProperty("arguments", out var written) ? JsonSerializer.Serialize(written, Plain) : null);
        Assert.Equal(hasDigest, record.TryGetProperty("argumentDigest", out _));
    }

    [Fact]
    public void However_large_or_deep_arguments_are_the_record_stays_a_line()
    {
        var lines = new RecordLines(new() { Arguments = ArgumentForm.Redacted });
        using var wide = JsonDocument.Parse($"{{{string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"{new string('k', 500)}{i}\":[1,2,3,4,5,6]"))}}}");
        using var deep = JsonDocument.Parse(new string('[', 60) + new string(']', 60));

        lines.Log.Write(new Invocation(InvocationKind.Tool, "t") { Arguments = wide.RootElement });
        lines.Log.Write(new Invocation(InvocationKind.Tool, "t") { Arguments = deep.RootElement });

        Assert.Equal(2, lines.All.Count);
        Assert.True(lines.Text.Length < 8192, $"{lines.Text.Length}");
    }

    [Fact]
    public void What_a_client_says_that_it_is_has_a_bound_too()
    {
        using var info = JsonDocument.Parse($$$"""{"name":"{{{new string('n', 5000)}}}\n\u202e","version":{"a":1}}""");

        _lines.Log.Write(new Invocation(InvocationKind.Tool, "t") { ClientInfo = info.RootElement });

        Assert.Equal(64, _lines.Single().GetProperty("clientName").GetString()!.Length);
        Assert.False(_lines.Single().TryGetProperty("clientVersion", out _));
    }

    [Fact]
    public void A_change_of_the_registrations_says_who_made_it()
    {
        _lines.Log.Write(new RegistrationChange("replace", "tool-find", "done")
        {
            Target = "arn:f",
            VersionBefore = 3,
            VersionAfter = 4,
            Origin = new() { Signer = "arn:aws:iam::1:user/ann", FunctionRequestId = "f-1" },
        });

        Assert.Equal(
            """{"audit":"registration","operation":"replace","name":"tool-find","principal":"arn:aws:iam::1:user/ann","target":"arn:f","outcome":"done","versionBefore":3,"versionAfter":4,"functionRequestId":"f-1"}""",
            Members(_lines.Single(), "time", "Service"));
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Members(JsonElement record, params string[] without) => JsonSerializer.Serialize(
        record.EnumerateObject().Where(member => !without.Contains(member.Name)).ToDictionary(member => member.Name, member => member.Value), Plain);

    private static Invocation Call() => new(InvocationKind.Tool, "find")
    {
        Method = "tools/call",
        Principal = "alice",
        Origin = new() { FunctionRequestId = "f-1", ApiRequestId = "a-1", TokenId = "t-1" },
        SessionId = "secret-session",
        ClientInfo = JsonDocument.Parse("""{"name":"c","version":"1","other":"x"}""").RootElement,
        ProtocolVersion = "2025-11-25",
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        Target = "arn:aws:lambda:eu-west-1:1:function:find",
        TargetRequestId = "r-1",
        Attempts = 3,
        RequestBytes = 10,
        ResponseBytes = 20,
        ArgumentDigest = "hmac-sha256:00",
        Outcome = InvocationOutcome.ToolError,
        Code = "function_error",
        Duration = TimeSpan.FromMilliseconds(12.5),
    };
}
