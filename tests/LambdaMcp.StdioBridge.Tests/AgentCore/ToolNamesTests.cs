using LambdaMcp.StdioBridge.AgentCore;

namespace LambdaMcp.StdioBridge.Tests.AgentCore;

public sealed class ToolNamesTests
{
    [Theory]
    [InlineData("target___tool", "tool")]
    [InlineData("target___my___tool", "my___tool")]
    [InlineData("target____tool", "_tool")]
    [InlineData("tool", "tool")]
    [InlineData("a__tool", "a__tool")]
    [InlineData("target___", "")]
    public void A_tools_name_at_its_server_is_what_follows_the_first_three_underscores(string name, string tool) =>
        Assert.Equal(tool, ToolNames.AtServer(name));
}
