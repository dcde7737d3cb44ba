using LambdaMcp.Local.Hosting;

namespace LambdaMcp.Local.Tests.Hosting;

public sealed class FunctionLogTests
{
    [Theory]
    [InlineData("""{"level":"Warning","message":"careful"}""", true)]
    [InlineData("""{"level":"Error","message":"broken"}""", true)]
    [InlineData("""{"level":"Information","message":"fine"}""", false)]
    [InlineData("""{"level":"DEBUG","message":"fine"}""", false)]
    [InlineData("""{"message":"no level"}""", true)]
    [InlineData("{not json", true)]
    [InlineData("Unhandled exception.", true)]
    [InlineData("START RequestId: 1 Version: $LATEST", false)]
    [InlineData("REPORT RequestId: 1", false)]
    public void Only_what_went_wrong_is_shown_unless_all_is_asked_for(string line, bool shown)
    {
        Assert.Equal(shown ? $"f | {line}{Environment.NewLine}" : "", Write(line, verbose: false));
        Assert.Equal($"f | {line}{Environment.NewLine}", Write(line, verbose: true));
    }

    private static string Write(string line, bool verbose)
    {
        using var output = new StringWriter();
        new FunctionLog(output, verbose).Write("f", line);
        return output.ToString();
    }
}
