namespace LambdaMcp.StdioClient.Launching;

/// <summary>The variables that a server gets: what every program needs, the credentials if it shall have them, and what it was configured with.</summary>
internal static class ServerEnvironment
{
    // Never Lambda's own (AWS_LAMBDA_RUNTIME_API would let a server answer in our place), nor our settings, which may name secrets.
    private static readonly string[] EveryProgram =
        ["LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "SSL_CERT_DIR"];

    private static readonly string[] EveryWindowsProgram =
        ["SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "ProgramFiles", "NUMBER_OF_PROCESSORS"];

    private static readonly string[] AwsCredentials =
    [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME",
        // Where they are good for.
        "AWS_ENDPOINT_URL",
    ];

    public static Dictionary<string, string> Of(StdioServerOptions options, string directory, Func<string, string?> variable)
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)
        {
            ["PATH"] = string.Join(
                Path.PathSeparator,
                Path.Combine(directory, "node_modules", ".bin"),
                Path.Combine(directory, "bin"),
                variable("PATH") is { Length: > 0 } path ? path : "/usr/local/bin:/usr/bin:/bin"),
            ["HOME"] = Home(variable),
        };
        Pass(EveryProgram);
        if (OperatingSystem.IsWindows())
            Pass(EveryWindowsProgram);
        if (options.PassesAwsCredentials)
            Pass(AwsCredentials);
        foreach (var (name, value) in options.Env)
            variables[name] = value;
        return variables;

        void Pass(string[] names)
        {
            foreach (var name in names)
            {
                if (variable(name) is { } value)
                    variables[name] = value;
            }
        }
    }

    // On Lambda nothing but /tmp can be written to, and what HOME says there does not exist.
    private static string Home(Func<string, string?> variable) =>
        variable("AWS_LAMBDA_FUNCTION_NAME") is null && variable("HOME") is { Length: > 0 } home ? home : Path.GetTempPath();
}
