using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Registrations in memory, and how often they were read.</summary>
internal sealed class RegistrationTable : IRegistrationStore
{
    public List<Registration> Items { get; } = [];

    public int Lists { get; private set; }

    public int Finds { get; private set; }

    /// <summary>What somebody else does just before a change.</summary>
    public Action? BeforeChange { get; set; }

    /// <summary>The registration that cannot be written.</summary>
    public string? FailsAt { get; set; }

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

    public Task<string?> FindHolderAsync(RegistrationClaim claim, CancellationToken cancellationToken)
    {
        lock (Items)
            return Task.FromResult(Items.Find(item => RegistrationClaim.Of(item).Contains(claim))?.Id);
    }

    public void CheckSize(Registration registration)
    {
        if (registration.Description == "too large")
            throw new RegistrationTooLargeException("It takes too many bytes.");
    }

    public Task<RegistrationWrite> CreateAsync(Registration registration, CancellationToken cancellationToken)
    {
        CheckSize(registration);
        if (registration.Id == FailsAt)
            return Task.FromException<RegistrationWrite>(new TimeoutException("The table does not answer."));
        lock (Items)
        {
            if (Items.Exists(item => item.Id == registration.Id))
                return Task.FromResult(RegistrationWrite.Stale);
            if (FindTaken(registration) is { } taken)
                return Task.FromResult(taken);
            Items.Add(registration);
            return Task.FromResult(RegistrationWrite.Done);
        }
    }

    public Task<RegistrationWrite> ReplaceAsync(Registration stored, Registration registration, CancellationToken cancellationToken)
    {
        BeforeChange?.Invoke();
        lock (Items)
        {
            var at = Items.FindIndex(item => item.Id == stored.Id && item.Version == stored.Version);
            if (at < 0)
                return Task.FromResult(RegistrationWrite.Stale);
            if (FindTaken(registration) is { } taken)
                return Task.FromResult(taken);
            Items[at] = registration with { Version = stored.Version + 1 };
            return Task.FromResult(RegistrationWrite.Done);
        }
    }

    public Task<RegistrationWrite> DeleteAsync(Registration stored, CancellationToken cancellationToken)
    {
        BeforeChange?.Invoke();
        lock (Items)
        {
            if (Items.Exists(item => item.Id == stored.Id && item.Version != stored.Version))
                return Task.FromResult(RegistrationWrite.Stale);
            Items.RemoveAll(item => item.Id == stored.Id);
            return Task.FromResult(RegistrationWrite.Done);
        }
    }

    private RegistrationWrite? FindTaken(Registration registration)
    {
        foreach (var claim in RegistrationClaim.Of(registration))
        {
            if (Items.Find(item => item.Id != registration.Id && RegistrationClaim.Of(item).Contains(claim)) is { } holder)
                return RegistrationWrite.Taken(claim, holder.Id);
        }

        return null;
    }
}
