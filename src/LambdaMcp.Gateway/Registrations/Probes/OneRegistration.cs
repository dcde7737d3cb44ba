using System.Runtime.CompilerServices;

namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>A table with one registration, to be read.</summary>
internal sealed class OneRegistration(Registration registration) : IRegistrationStore
{
    public async IAsyncEnumerable<Registration> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return registration;
    }

    public Task<Registration?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(id == registration.Id ? registration : null);

    public Task<string?> FindHolderAsync(RegistrationClaim claim, CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public void CheckSize(Registration registration) => throw new NotSupportedException();

    public Task<RegistrationWrite> CreateAsync(Registration registration, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RegistrationWrite> ReplaceAsync(Registration stored, Registration registration, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<RegistrationWrite> DeleteAsync(Registration stored, CancellationToken cancellationToken) => throw new NotSupportedException();
}
