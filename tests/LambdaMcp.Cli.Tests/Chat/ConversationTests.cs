using Support.Bedrock;

namespace LambdaMcp.Cli.Tests.Chat;

/// <summary>The conversations of tests/Support/Bedrock/conversations, as they are written there.</summary>
public sealed class ConversationTests
{
    public static TheoryData<string, bool> Conversations()
    {
        var data = new TheoryData<string, bool>();
        foreach (var name in Conversation.Names)
        {
            data.Add(name, true);
            if (!Conversation.Read(name).IsStreamed)
                data.Add(name, false);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task A_conversation_goes_as_its_file_says(string name, bool streams)
    {
        var conversation = Conversation.Read(name);
        await using var tools = await ToolServer.StartAsync();
        await using var bedrock = await EmulatedBedrock.StartAsync(conversation.Turns, Talk.Refusal);
        using var talk = new Talk { Input = new StringReader(string.Join('\n', conversation.Questions)) };

        var run = await talk.RunAsync(bedrock.Url, tools.Url, [.. conversation.Arguments, .. streams ? (string[])[] : ["--no-stream"]]);

        Expectation.Check(conversation, run, bedrock.Requests);
        Assert.All(bedrock.Requests, request => Assert.EndsWith(streams ? "/converse-stream" : "/converse", request["path"]!.GetValue<string>(), StringComparison.Ordinal));
    }
}
