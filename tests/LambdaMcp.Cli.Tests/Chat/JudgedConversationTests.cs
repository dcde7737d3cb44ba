using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Support.Bedrock;

namespace LambdaMcp.Cli.Tests.Chat;

/// <summary>The same conversations where AWS's JavaScript SDK is the judge: of our requests by its model, of the service's answers by its client.</summary>
public sealed class JudgedConversationTests(NodeBedrock bedrock) : IClassFixture<NodeBedrock>
{
    private static readonly JsonObject Hello = (JsonObject)JsonNode.Parse("""{"answer":{"content":[{"text":"Hi."}],"stopReason":"end_turn","usage":{"inputTokens":1,"outputTokens":1,"totalTokens":2}}}""")!;

    [Theory]
    [MemberData(nameof(ConversationTests.Conversations), MemberType = typeof(ConversationTests))]
    public async Task A_conversation_keeps_to_AWSs_model(string name, bool streams)
    {
        var conversation = Conversation.Read(name);
        var url = await bedrock.LeadAsync(conversation.Turns);
        await using var tools = await ToolServer.StartAsync();
        using var talk = new Talk { Input = new StringReader(string.Join('\n', conversation.Questions)) };

        var run = await talk.RunAsync(url, tools.Url, [.. conversation.Arguments, .. streams ? (string[])[] : ["--no-stream"]]);

        var requests = await bedrock.RequestsAsync();
        Assert.All(requests, request => Assert.Empty(request["problems"]!.AsArray()));
        Expectation.Check(conversation, run, requests);
    }

    [Theory]
    [InlineData("nova-2-lite")]
    [InlineData("claude-haiku")]
    [InlineData("global.claude-opus")]
    [InlineData("anthropic.claude-3-haiku-20240307-v1:0")]
    [InlineData("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-pro-v1:0")]
    public async Task Tools_with_every_kind_of_name_and_schema_keep_to_the_rules_of_the_models_makers(string model)
    {
        var url = await bedrock.LeadAsync([Hello]);
        await using var tools = await ToolServer.StartAsync();
        tools.Tools.AddRange(OddTools.All);

        var run = await new Talk().RunAsync(url, tools.Url, "--model", model, "--temperature", "0.5", "--max-tokens", "100", "--cache", "--system", "Be brief.", "Hello?");

        var request = Assert.Single(await bedrock.RequestsAsync());
        Assert.Empty(request["problems"]!.AsArray());
        Assert.Equal("Hi.\n", run.Output);
        Assert.Equal(tools.Tools.Count, request["body"]!["toolConfig"]!["tools"]!.AsArray().Count(tool => tool!["toolSpec"] is not null));
    }

    [Fact]
    public async Task AWSs_client_reads_the_answers_as_the_files_have_them()
    {
        var names = Conversation.Names.ToArray();

        var lines = await NodeBedrock.JudgeAsync(names);

        Assert.Equal(names.Length, lines.Length);
        foreach (var (name, line) in names.Zip(lines))
        {
            var judged = JsonNode.Parse(line)!;
            Assert.Empty(judged["problems"]!.AsArray());
            foreach (var (turn, told) in Conversation.Read(name).Turns.Zip(judged["told"]!.AsArray()))
            {
                Assert.True(IsSame(turn, told!["whole"]!, isStreamed: false), $"{name}: {told["whole"]}");
                Assert.True(IsSame(turn, told["streamed"]!, isStreamed: true), $"{name}: {told["streamed"]}");
            }
        }
    }

    // So that a silent judge would be noticed.
    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":"a","toolUse":{"toolUseId":"t","name":"n","input":{}}}]}]}""", "a union has one")]
    [InlineData("""{"messages":[{"role":"user","content":[{"txt":"a"}]}]}""", "$.messages.0.content.0.txt is no member of ContentBlock")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":1}]}]}""", "is number, not a string")]
    [InlineData("""{"messages":[{"role":"user"}]}""", "$.messages.0.content is missing")]
    [InlineData("""{"messages":[{"role":"tool","content":[{"text":"a"}]}]}""", "$.messages.0.role is tool")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":" "}]}]}""", "is blank")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":"a"}]},{"role":"user","content":[{"text":"b"}]}]}""", "roles must alternate")]
    [InlineData("""{"messages":[{"role":"user","content":[{"toolResult":{"toolUseId":"x","content":[{"json":[1]}]}}]}]}""", "Provide a json object")]
    [InlineData("""{"messages":[{"role":"user","content":[{"image":{"format":"png","source":{"bytes":"no base64"}}}]}]}""", "is not Base64")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":"a"}]}],"toolConfig":{"tools":[]}}""", "tools is empty")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":"a"}]}],"toolConfig":{"tools":[{"toolSpec":{"name":"a b","inputSchema":{"json":{}}}}]}}""", "name does not fit")]
    [InlineData("""{"messages":[{"role":"user","content":[{"text":"a"}]}],"inferenceConfig":{"maxTokens":0}}""", "maxTokens is 0")]
    public async Task The_judge_finds_what_is_wrong(string request, string problem)
    {
        var url = await bedrock.LeadAsync([Hello]);
        using var http = new HttpClient();
        using var content = new StringContent(request, Encoding.UTF8, "application/json");

        using var answer = await http.PostAsync(new Uri($"{url}/model/amazon.nova-lite-v1%3A0/converse"), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(problem, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static bool IsSame(JsonObject turn, JsonNode told, bool isStreamed)
    {
        if (turn["error"] is { } error)
            return told["error"]!.GetValue<string>() == error["type"]!.GetValue<string>() && told["message"]!.GetValue<string>() == error["message"]!.GetValue<string>();
        if (isStreamed && turn["exception"] is { } exception)
            return string.Equals(told["error"]?.GetValue<string>(), exception["type"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        return (isStreamed && turn["cut"] is not null) || JsonNode.DeepEquals(turn["answer"], told);
    }
}
