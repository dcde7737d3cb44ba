namespace LambdaMcp.Gateway.Registrations;

/// <summary>The registrations table.</summary>
public interface IRegistrationStore
{
    /// <summary>All registrations, in no particular order. Reads the whole table: never on a request's path.</summary>
    IAsyncEnumerable<Registration> ListAsync(CancellationToken cancellationToken);

    /// <summary>The registration with this id, or null.</summary>
    Task<Registration?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The id of the registration that holds a claim, or null.</summary>
    Task<string?> FindHolderAsync(RegistrationClaim claim, CancellationToken cancellationToken);

    /// <summary>Does nothing for a registration that the store can hold.</summary>
    /// <exception cref="RegistrationTooLargeException">It is larger.</exception>
    void CheckSize(Registration registration);

    /// <summary>Stores a new registration, and what it claims, or nothing.</summary>
    /// <returns>What became of it; <see cref="RegistrationWrite.Stale"/> when its id is taken.</returns>
    /// <exception cref="RegistrationTooLargeException">It is larger than the store can hold.</exception>
    Task<RegistrationWrite> CreateAsync(Registration registration, CancellationToken cancellationToken);

    /// <summary>
    /// Writes <paramref name="registration"/> over <paramref name="stored"/> if that is still what is stored, and counts the version up. What
    /// either claims changes with it.
    /// </summary>
    /// <returns>What became of it; <see cref="RegistrationWrite.Stale"/> when it is gone or was changed in between.</returns>
    /// <exception cref="RegistrationTooLargeException">It is larger than the store can hold.</exception>
    Task<RegistrationWrite> ReplaceAsync(Registration stored, Registration registration, CancellationToken cancellationToken);

    /// <summary>Removes <paramref name="stored"/> if that is still what is stored; one that is gone already is removed too.</summary>
    /// <returns>What became of it; <see cref="RegistrationWrite.Stale"/> when it was changed in between.</returns>
    Task<RegistrationWrite> DeleteAsync(Registration stored, CancellationToken cancellationToken);
}
