using LambdaMcp.StdioClient.Processes;

namespace LambdaMcp.StdioClient.Tests.Processes;

public sealed class ProcessEntryTests
{
    private const string Rest = " 7 7 0 -1 4194560 1 0 0 0 1 2 3 4 20 0 11 0 987654 1000 25 18446744073709551615 1 1";

    [Theory]
    [InlineData("12 (sh) S 7" + Rest, false)]
    [InlineData("12 (a ) S 1 (b) Z 7" + Rest, true)]
    public void What_Linux_tells_of_a_process_is_read_whatever_its_name_is(string stat, bool isZombie) =>
        Assert.Equal(
            new ProcessEntry(12, 987654, 7, isZombie, 25L * Environment.SystemPageSize),
            ProcessEntry.Parse(12, System.Text.Encoding.ASCII.GetBytes(stat)));

    [Fact]
    public void Nothing_is_read_of_what_ended_just_now() => Assert.Null(ProcessEntry.Parse(12, default));

    [Fact]
    public void This_process_is_among_all()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /proc here.");

        Assert.Contains(ProcessEntry.ReadAll(), entry => entry.Id == Environment.ProcessId && entry.ResidentBytes > 1 << 20);
    }
}
