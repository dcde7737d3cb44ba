namespace Amazon.Lambda.Core;

/// <summary>The application that called the function, as the AWS Mobile SDK describes it.</summary>
public interface IClientApplication
{
    /// <summary>The package name.</summary>
    string? AppPackageName { get; }

    /// <summary>The title.</summary>
    string? AppTitle { get; }

    /// <summary>The version code.</summary>
    string? AppVersionCode { get; }

    /// <summary>The version name.</summary>
    string? AppVersionName { get; }

    /// <summary>The id of this installation.</summary>
    string? InstallationId { get; }
}
