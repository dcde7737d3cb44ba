namespace Amazon.Lambda.Core;

/// <summary>What the caller passed in the <c>ClientContext</c> of its Invoke request.</summary>
public interface IClientContext
{
    /// <summary>The caller's environment (<c>env</c>); null where it sent none.</summary>
    IDictionary<string, string>? Environment { get; }

    /// <summary>The calling application (<c>client</c>); null where it sent none.</summary>
    IClientApplication? Client { get; }

    /// <summary>The caller's own values (<c>custom</c>); a value that is not a string is its JSON text; null where it sent none.</summary>
    IDictionary<string, string>? Custom { get; }
}
