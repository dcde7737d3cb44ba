using System.Text;
using System.Text.Json;

namespace Samples.Tests;

/// <summary>Each function as the process that Lambda would start for its Handler setting.</summary>
public sealed class FunctionTests
{
    [Fact]
    public async Task Customer_by_email_answers_the_id() =>
        Assert.Equal("""{"customerId":"C-1001"}""", await AnswerAsync("CustomerByEmail", SampleEvent.Read("customer-by-email")));

    [Fact]
    public async Task Customer_by_id_answers_the_customer() => Assert.Equal(
        """
        {"customerId":"C-1001","name":"Ada Ferreira","email":"ada.ferreira@example.com","city":"Porto","status":"active","since":"2019-03-14"}
        """,
        await AnswerAsync("CustomerById", SampleEvent.Read("customer-by-id")));

    [Fact]
    public async Task Create_customer_answers_what_it_made() => Assert.Contains(
        "\"name\":\"Emil Sato\"", await AnswerAsync("CreateCustomer", SampleEvent.Read("create-customer")), StringComparison.Ordinal);

    [Fact]
    public async Task Echo_answers_what_it_saw()
    {
        using var answer = JsonDocument.Parse(await AnswerAsync(
            "Echo", """{"a":[1,null,"ü"]}""", """{"client":{},"env":{},"custom":{"mcp":"{\"principal\":\"alice\"}"}}"""));

        Assert.True(JsonElement.DeepEquals(
            JsonDocument.Parse("""{"a":[1,null,"ü"]}""").RootElement, answer.RootElement.GetProperty("event")));
        Assert.Equal("""{"principal":"alice"}""", answer.RootElement.GetProperty("clientContext").GetProperty("mcp").GetString());
        Assert.Equal("under-test", answer.RootElement.GetProperty("functionName").GetString());
    }

    [Fact]
    public async Task Failing_reports_its_message_as_lambda_knows_errors()
    {
        await using var function = await FunctionProcess.StartAsync("Failing");

        var (failed, body) = await function.InvokeAsync("""{"message":"no luck"}""");

        Assert.True(failed);
        using var error = JsonDocument.Parse(body);
        Assert.Equal("no luck", error.RootElement.GetProperty("errorMessage").GetString());
        Assert.Equal("SampleFailureException", error.RootElement.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task Slow_answers_when_its_time_is_over() =>
        Assert.Equal("""{"seconds":0.01,"cutShort":false}""", await AnswerAsync("Slow", """{"seconds":0.01}"""));

    [Fact]
    public async Task A_large_answer_has_the_very_size_asked_for()
    {
        await using var function = await FunctionProcess.StartAsync("LargeAnswer");
        foreach (var bytes in new[] { 11, 6_291_556, 6_291_557 })
        {
            var (failed, body) = await function.InvokeAsync($$"""{"bytes":{{bytes}}}""");
            Assert.False(failed, function.Output);
            Assert.Equal(bytes, body.Length);
        }
    }

    [Fact]
    public async Task A_binary_answer_is_a_png_image()
    {
        await using var function = await FunctionProcess.StartAsync("BinaryAnswer");

        var (failed, body) = await function.InvokeAsync("{}");

        Assert.False(failed, function.Output);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A], body[..8]);
        Assert.Equal("IEND", Encoding.ASCII.GetString(body[^8..^4]));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("""{"email":5}""")]
    public async Task An_event_of_another_shape_is_an_error_and_not_the_end(string payload)
    {
        await using var function = await FunctionProcess.StartAsync("CustomerByEmail");

        Assert.True((await function.InvokeAsync(payload)).Failed);
        Assert.False((await function.InvokeAsync(SampleEvent.Read("customer-by-email"))).Failed);
    }

    private static async Task<string> AnswerAsync(string handler, string payload, string? clientContext = null)
    {
        await using var function = await FunctionProcess.StartAsync(handler);
        var (failed, body) = await function.InvokeAsync(payload, clientContext);
        Assert.False(failed, Encoding.UTF8.GetString(body));
        return Encoding.UTF8.GetString(body);
    }
}
