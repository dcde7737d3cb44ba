using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.Hosting.Tests.Settings;

/// <summary>An environment of the test's own.</summary>
internal static class Variables
{
    public static EnvironmentReader Of(params (string Name, string? Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
