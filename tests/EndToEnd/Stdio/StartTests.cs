using EndToEnd.Fixture;

namespace EndToEnd.Stdio;

/// <summary>How the process starts, and what it tells whoever started it.</summary>
public sealed class StartTests(LocalDeployment stack)
{
    [Theory]
    [InlineData("--studio")]
    [InlineData("--stdio", "--prefix=x")]
    public async Task An_argument_that_there_is_not_is_refused(params string[] arguments)
    {
        using var program = await StdioProgram.PrepareAsync(stack);
        using var process = new StdioProcess(program, arguments);

        var (exitCode, rest, said) = await process.EndAsync();

        Assert.Equal(2, exitCode);
        Assert.Empty(rest);
        Assert.Contains("--stdio", said, StringComparison.Ordinal);
        Assert.Contains("--help", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_anything_to_make_tools_of_it_says_what_to_set_and_serves()
    {
        using var program = await StdioProgram.PrepareAsync(stack);
        program.Environment["FUNCTION_PREFIX"] = program.Environment["MCP_REGISTRATIONS_TABLE"] = "";
        using var process = new StdioProcess(program);

        await process.WriteAsync(StdioProcess.Stateless("1", "tools/list"));
        var (exitCode, rest, said) = await process.CloseAsync();

        Assert.Equal(0, exitCode);
        Assert.Empty(Assert.Single(rest).GetProperty("result").GetProperty("tools").EnumerateArray());
        Assert.All(["FUNCTION_PREFIX", "FUNCTION_LIST", "MCP_REGISTRATIONS_TABLE"], name => Assert.Contains(name, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sso_session = work\nsso_account_id = 123456789012\nsso_role_name = Reader\n[sso-session work]\nsso_start_url = https://sso.example.com/start\nsso_region = eu-west-1", "SSO")]
    [InlineData("role_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = keys\n[profile keys]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret", "assumes a role")]
    [InlineData("output = json", "AWS_PROFILE")]
    public async Task A_profile_that_cannot_be_used_is_explained_to_the_user_and_in_the_log(string profile, string reason)
    {
        using var program = await StdioProgram.PrepareAsync(stack);
        program.WriteProfiles($"[profile {StdioProgram.Profile}]\nregion = {stack.Ready.Region}\n{profile}\n");
        using var process = new StdioProcess(program);

        await process.WriteAsync(StdioProcess.Stateless("1", "tools/list"));
        var answer = await process.AnswerAsync("1");
        var (exitCode, _, said) = await process.CloseAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains(reason, answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.Contains(StdioProgram.Profile, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_whose_credentials_come_from_a_program_is_used()
    {
        using var program = await StdioProgram.PrepareAsync(stack);
        var ready = stack.Ready;
        var credentials = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            credentials, $$"""{"Version":1,"AccessKeyId":"{{ready.AccessKeyId}}","SecretAccessKey":"{{ready.SecretAccessKey}}"}""", TestContext.Current.CancellationToken);
        program.WriteProfiles($"[profile {StdioProgram.Profile}]\nregion = {ready.Region}\ncredential_process = cat {credentials}\n");
        using var process = new StdioProcess(program);

        await process.WriteAsync(StdioProcess.Stateless("1", "tools/call", "\"name\":\"echo\",\"arguments\":{}"));
        var answer = await process.AnswerAsync("1");
        File.Delete(credentials);

        Assert.False(answer.GetProperty("result").TryGetProperty("isError", out var isError) && isError.GetBoolean(), answer.GetRawText());
    }
}
