using System.Text;
using LambdaMcp.StdioClient.Processes;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.StdioClient.Tests.Processes;

public sealed class ErrorOutputTests
{
    private readonly RecordedLog _log = new();

    [Fact]
    public async Task Each_line_is_a_record_and_the_last_one_needs_no_end()
    {
        await ReadAsync("one\r\n\ntwo\nthree");

        Assert.Equal(["one", "two", "three"], _log.Texts);
    }

    [Theory]
    [InlineData("Server running on stdio", LogLevel.Information)]
    [InlineData("ERROR: no such table", LogLevel.Warning)]
    [InlineData("[warning] slow", LogLevel.Warning)]
    [InlineData("Traceback (most recent call last):", LogLevel.Warning)]
    [InlineData("TypeError: x is not a function", LogLevel.Warning)]
    [InlineData("fatal: not a repository", LogLevel.Warning)]
    [InlineData("no errors", LogLevel.Information)]
    public async Task Lines_that_begin_like_an_alarm_are_warnings(string line, LogLevel level)
    {
        await ReadAsync(line);

        Assert.Equal([level], _log.Records.Select(record => record.Level));
    }

    [Fact]
    public async Task A_long_line_is_cut()
    {
        await ReadAsync(new string('x', ErrorOutput.LongestLine + 7) + "\nnext");

        Assert.Equal([new string('x', ErrorOutput.LongestLine) + " (7 bytes left out)", "next"], _log.Texts);
    }

    [Fact]
    public async Task Of_a_flood_the_number_of_lines_is_told()
    {
        await ReadAsync(string.Concat(Enumerable.Repeat("line\n", ErrorOutput.LinesPerSecond + 5)));

        Assert.Equal(ErrorOutput.LinesPerSecond + 1, _log.Texts.Length);
        Assert.Equal("5 lines of the server's standard error left out", _log.Texts[^1]);
    }

    private async Task ReadAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await new ErrorOutput(stream, _log, new ManualTime()).ReadAsync();
    }
}
