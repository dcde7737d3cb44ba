namespace LambdaMcp.Gateway.Registrations;

/// <summary>The registrations table.</summary>
public interface IRegistrationStore
{
    /// <summary>All registrations, in no particular order. Reads the whole table: never on a request's path.</summary>
    IAsyncEnumerable<Registration> ListAsync(CancellationToken cancellationToken);

    /// <summary>The registration with this id, or null.</summary>
    Task<Registration?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Stores a new registration.</summary>
    /// <returns>False when its id is taken.</returns>
    /// <exception cref="RegistrationTooLargeException">It is larger than the store can hold.</exception>
    Task<bool> TryCreateAsync(Registration registration, CancellationToken cancellationToken);

    /// <summary>
    /// Writes <paramref name="registration"/> over the stored one if that still has the version that
    /// <paramref name="registration"/> has, and counts the version up.
    /// </summary>
    /// <returns>False when it is gone or was changed in between.</returns>
    /// <exception cref="RegistrationTooLargeException">It is larger than the store can hold.</exception>
    Task<bool> TryReplaceAsync(Registration registration, CancellationToken cancellationToken);

    /// <summary>Removes a registration.</summary>
    /// <returns>False when there is none with this id.</returns>
    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken);
}
