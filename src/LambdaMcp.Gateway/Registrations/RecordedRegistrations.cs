using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>The registrations table, with a record of every write: who changed what.</summary>
/// <param name="table">The table.</param>
/// <param name="log">Takes the records.</param>
internal sealed class RecordedRegistrations(IRegistrationStore table, AuditLog log) : IRegistrationStore
{
    private static readonly AsyncLocal<RequestOrigin?> Request = new();

    /// <summary>Whose request it is that the writes in this flow of work come from.</summary>
    public static void ComesFrom(RequestOrigin? origin) => Request.Value = origin;

    public IAsyncEnumerable<Registration> ListAsync(CancellationToken cancellationToken) => table.ListAsync(cancellationToken);

    public Task<Registration?> FindAsync(string id, CancellationToken cancellationToken) => table.FindAsync(id, cancellationToken);

    public Task<string?> FindHolderAsync(RegistrationClaim claim, CancellationToken cancellationToken) => table.FindHolderAsync(claim, cancellationToken);

    public void CheckSize(Registration registration) => table.CheckSize(registration);

    public Task<RegistrationWrite> CreateAsync(Registration registration, CancellationToken cancellationToken) =>
        NoteAsync(() => table.CreateAsync(registration, cancellationToken), "create", null, registration);

    public Task<RegistrationWrite> ReplaceAsync(Registration stored, Registration registration, CancellationToken cancellationToken) =>
        NoteAsync(() => table.ReplaceAsync(stored, registration, cancellationToken), "replace", stored, registration);

    public Task<RegistrationWrite> DeleteAsync(Registration stored, CancellationToken cancellationToken) =>
        NoteAsync(() => table.DeleteAsync(stored, cancellationToken), "delete", stored, null);

    private async Task<RegistrationWrite> NoteAsync(Func<Task<RegistrationWrite>> write, string operation, Registration? before, Registration? after)
    {
        try
        {
            var written = await write();
            Note(written, operation, before, after);
            return written;
        }
        catch (Exception exception) when (exception is not RegistrationTooLargeException)
        {
            // It may have been made all the same: its answer can be what got lost.
            Note(null, operation, before, after);
            throw;
        }
    }

    private void Note(RegistrationWrite? written, string operation, Registration? before, Registration? after)
    {
        var isDone = written == RegistrationWrite.Done;
        log.Write(new RegistrationChange(operation, (after ?? before)!.Id, isDone ? "done" : written is null ? "failed" : "conflict")
        {
            Target = (after ?? before)!.LambdaArn,
            VersionBefore = before?.Version,
            VersionAfter = isDone ? after is null ? null : before is null ? after.Version : before.Version + 1 : written is null ? null : before?.Version,
            Origin = Request.Value ?? RequestOrigin.Unknown,
        });
    }
}
