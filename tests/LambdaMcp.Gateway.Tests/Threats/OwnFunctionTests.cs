using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Threats;

/// <summary>The endpoint's role may invoke the function of tasks: nobody may have it do so through a registration.</summary>
public sealed class OwnFunctionTests
{
    private const string Own = "arn:aws:lambda:eu-central-1:123456789012:function:server-tasks";

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData(":live", false)]
    [InlineData(":$LATEST", true)]
    public async Task A_registration_of_the_servers_own_function_serves_nobody(string qualifier, bool isWarm)
    {
        var arn = Own + qualifier;
        var gateway = new Gateway(
        [
            .. new[]
            {
                $$"""{"type":"tool","name":"t","lambdaArn":"{{arn}}"}""", $$"""{"type":"prompt","name":"p","lambdaArn":"{{arn}}"}""",
                $$"""{"type":"resource","name":"r","uri":"a://b","lambdaArn":"{{arn}}"}""", $$"""{"type":"resource-template","name":"rt","uriTemplate":"b://{x}","lambdaArn":"{{arn}}"}""",
                $$"""{"type":"target","name":"ev","lambdaArn":"{{arn}}"}""",
            }.Select(Registered),
        ]).Answering("\"served\"");
        if (isWarm)
            Assert.Empty(await gateway.ListToolsAsync());

        Assert.Null(await gateway.Tools.CallAsync(Requests.Call(), "t", default, TestContext.Current.CancellationToken));
        Assert.Null(await gateway.Tools.CallAsync(Requests.Call(), "ev_t", default, TestContext.Current.CancellationToken));
        Assert.Null(await gateway.GetPromptAsync("p"));
        Assert.Null(await gateway.ReadAsync("a://b"));
        Assert.Null(await gateway.ReadAsync("b://c"));
        Assert.Empty(gateway.Invoker.Requests);
        Assert.Contains(gateway.Log.Entries, entry => entry.Message.Contains("The registration tool-t is left out: /lambdaArn is server-tasks", StringComparison.Ordinal));
    }
}
