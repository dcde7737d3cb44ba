using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Registrations in memory, and how often they were read.</summary>
internal sealed class RegistrationTable : IRegistrationStore
{
    public List<Registration> Items { get; } = [];

    public int Lists { get; private set; }

    public int Finds { get; private set; }

    public async IAsyncEnumerable<Registration> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Lists++;
        await Task.Yield();
        foreach (var item in Items.ToArray())
            yield return item;
    }

    public Task<Registration?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Finds++;
        return Task.FromResult(Items.Find(item => item.Id == id));
    }

    public Task<bool> TryCreateAsync(Registration registration, CancellationToken cancellationToken)
    {
        if (registration.Description == "too large")
            throw new RegistrationTooLargeException("It takes too many bytes.");
        if (Items.Exists(item => item.Id == registration.Id))
            return Task.FromResult(false);
        Items.Add(registration);
        return Task.FromResult(true);
    }

    public Task<bool> TryReplaceAsync(Registration registration, CancellationToken cancellationToken)
    {
        var at = Items.FindIndex(item => item.Id == registration.Id && item.Version == registration.Version);
        if (at >= 0)
            Items[at] = registration with { Version = registration.Version + 1 };
        return Task.FromResult(at >= 0);
    }

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Items.RemoveAll(item => item.Id == id) > 0);
}
