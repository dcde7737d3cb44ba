using LambdaMcp.Hosting.Settings;
using LambdaMcp.StdioBridge.Settings;

namespace LambdaMcp.StdioBridge.Tests.Settings;

public sealed class ServerFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bridge-");

    [Fact]
    public void A_folder_without_the_file_has_none()
    {
        Assert.Null(ServerFile.ReadFrom(_folder.FullName));
        Assert.Null(ServerFile.ReadFrom(Path.Combine(_folder.FullName, "nowhere")));
    }

    [Fact]
    public void The_file_is_read_from_its_folder()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, ServerFile.Name), "{}");

        Assert.Equal("{}", ServerFile.ReadFrom(_folder.FullName));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_setting_that_cannot_be_used()
    {
        _folder.CreateSubdirectory(ServerFile.Name);

        Assert.Contains(ServerFile.Name, Assert.Throws<InvalidSettingException>(() => ServerFile.ReadFrom(_folder.FullName)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
