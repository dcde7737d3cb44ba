using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Tools.Tests.InProcess;

/// <summary>Registrations in memory that nobody changes, and how often they were read.</summary>
internal sealed class Table(IReadOnlyList<Registration> items) : IRegistrationStore
{
    public int Lists { get; private set; }

    public int Finds { get; private set; }

    public async IAsyncEnumerable<Registration> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Lists++;
        await Task.CompletedTask;
        foreach (var item in items)
            yield return item;
    }

    public Task<Registration?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Finds++;
        return Task.FromResult(items.FirstOrDefault(item => item.Id == id));
    }

    public Task<string?> FindHolderAsync(RegistrationClaim claim, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void CheckSize(Registration registration) => throw new NotSupportedException();

    public Task<RegistrationWrite> CreateAsync(Registration registration, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RegistrationWrite> ReplaceAsync(Registration stored, Registration registration, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RegistrationWrite> DeleteAsync(Registration stored, CancellationToken cancellationToken) => throw new NotSupportedException();
}
