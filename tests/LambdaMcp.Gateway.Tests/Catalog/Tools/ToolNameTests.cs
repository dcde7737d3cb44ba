using LambdaMcp.Gateway.Catalog.Tools;

namespace LambdaMcp.Gateway.Tests.Catalog.Tools;

public sealed class ToolNameTests
{
    [Theory]
    [InlineData("crm-customer-by-id", "crm-", "customer-by-id")]
    [InlineData("customer-by-id", "crm-", "customer-by-id")]
    [InlineData("crm-", "crm-", "crm-")]
    [InlineData("crm-2-lines", "crm-", "_2-lines")]
    [InlineData("crm-find", "crm", "_-find")]
    [InlineData("9lives", null, "_9lives")]
    [InlineData("Crm-customer", "crm-", "Crm-customer")]
    [InlineData("customer:by$id", null, "customer_by_id")]
    [InlineData("kundenübersicht", null, "kunden_bersicht")]
    public void A_function_name_without_its_prefix_is_the_tool_name(string function, string? prefix, string tool) =>
        Assert.Equal(tool, ToolNames.FromFunctionName(function, prefix));

    [Fact]
    public void Names_have_at_most_64_characters_also_when_they_are_told_apart()
    {
        var name = new string('a', 140);

        Assert.Equal(64, ToolNames.FromFunctionName(name, null).Length);
        Assert.Equal(64, ToolNames.Disambiguate(ToolNames.FromFunctionName(name, null), "arn:aws:lambda:eu-west-1:1:function:a").Length);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("a.b_c-D9", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    [InlineData("a\n", false)]
    public void Names_are_1_to_64_letters_digits_and_three_marks(string name, bool valid)
    {
        Assert.Equal(valid, ToolNames.IsValid(name));
        Assert.False(ToolNames.IsValid(new string('a', 65)));
    }
}
