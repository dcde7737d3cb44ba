namespace LambdaMcp.Gateway.Registrations;

/// <summary>What became of a conditional write. <see cref="Done"/> and <see cref="Stale"/> are known by reference.</summary>
public sealed class RegistrationWrite
{
    private RegistrationWrite()
    {
    }

    /// <summary>It was made.</summary>
    public static RegistrationWrite Done { get; } = new();

    /// <summary>Nothing was written: what is stored is not what the writer thought.</summary>
    public static RegistrationWrite Stale { get; } = new();

    /// <summary>What another registration claims; null unless that is why nothing was written.</summary>
    public RegistrationClaim? Claim { get; private init; }

    /// <summary>The id of that registration.</summary>
    public string? Holder { get; private init; }

    /// <summary>Nothing was written: another registration has what may be had once.</summary>
    /// <param name="claim">What it is.</param>
    /// <param name="holder">The other's id.</param>
    public static RegistrationWrite Taken(RegistrationClaim claim, string holder) => new() { Claim = claim, Holder = holder };
}
