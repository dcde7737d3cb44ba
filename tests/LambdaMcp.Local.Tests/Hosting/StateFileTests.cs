using LambdaMcp.Local.Hosting;

namespace LambdaMcp.Local.Tests.Hosting;

/// <summary>Where a Local that serves is found by the user's other programs.</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lambda-mcp-state-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "state", "lambda-mcp", "local.json");

    [Fact]
    public void It_is_there_for_the_user_alone_while_local_serves()
    {
        using (StateFile.Write(Path, Ready("http://127.0.0.1:1")))
        {
            Assert.Contains("http://127.0.0.1:1", File.ReadAllText(Path), StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        }

        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void One_that_was_started_later_keeps_its_own()
    {
        var first = StateFile.Write(Path, Ready("http://127.0.0.1:1"));
        using var second = StateFile.Write(Path, Ready("http://127.0.0.1:2"));
        first!.Dispose();

        Assert.Contains("http://127.0.0.1:2", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_it_cannot_be_written_local_serves_without_it()
    {
        File.WriteAllText(System.IO.Path.Combine(_folder.FullName, "state"), "");

        Assert.Null(StateFile.Write(Path, Ready("http://127.0.0.1:1")));
    }

    [Fact]
    public void The_users_folder_of_states_goes_before_his_home()
    {
        var variables = new Dictionary<string, string> { ["HOME"] = "/home/ada", ["LOCALAPPDATA"] = "/home/ada", ["XDG_STATE_HOME"] = "/states" };
        Assert.Equal(System.IO.Path.Combine("/states", "lambda-mcp", "local.json"), StateFile.Find(variables.GetValueOrDefault));
        Assert.Null(StateFile.Find(static _ => null));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ReadyFile Ready(string url) => new(url, "token", null, null, url, url, url, "us-east-1", "id", "secret", null);
}
