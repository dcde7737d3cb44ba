namespace LambdaMcp.Hosting.Settings;

/// <summary>An environment variable has a value that cannot be used; the message names both the variable and the way out.</summary>
internal sealed class InvalidSettingException(string message) : Exception(message);
