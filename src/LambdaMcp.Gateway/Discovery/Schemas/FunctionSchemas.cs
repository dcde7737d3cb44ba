using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Discovery.Schemas;

/// <summary>
/// The schemas that functions' tags name, read at most so many at a time, converted once, and kept for a while. When one cannot be read
/// again, the last good one holds.
/// </summary>
internal sealed partial class FunctionSchemas(ISchemaRegistry registry, TimeProvider time, ILogger<FunctionSchemas> logger)
{
    /// <summary>How long a schema is kept before it is read again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(15);

    private const int MostAtATime = 8;

    // One for the process, which reads for nobody else.
    private static readonly SemaphoreSlim Slots = new(MostAtATime);

    private readonly ConcurrentDictionary<string, Entry> _known = new(StringComparer.Ordinal);

    public async Task<FunctionSchema> GetAsync(string arn, CancellationToken cancellationToken)
    {
        _known.TryGetValue(arn, out var known);
        if (known is not null && time.GetUtcNow() - known.ReadAt < MaxAge)
            return known.Schema;

        await Slots.WaitAsync(cancellationToken);
        try
        {
            var schema = await registry.DescribeAsync(arn, version: null, cancellationToken)
                ?? throw new SchemaFaultException("there is no such schema");
            // The same content means the same schema, so that nothing is made anew because of it.
            var isSame = known is not null && known.Source == schema;
            var entry = new Entry(schema, isSame ? known!.Schema : new(SchemaConversion.Convert(schema), Fault: null), time.GetUtcNow());
            _known[arn] = entry;
            return entry.Schema;
        }
        catch (SchemaUnavailableException exception) when (known is not null)
        {
            LogStale(exception, arn);
            return known.Schema;
        }
        catch (Exception exception) when (exception is SchemaUnavailableException or SchemaFaultException)
        {
            LogFault(arn, exception.Message);
            return new(Schema: null, exception.Message);
        }
        finally
        {
            Slots.Release();
        }
    }

    /// <summary>Forgets all schemas but these.</summary>
    public void Keep(IReadOnlyCollection<string> arns)
    {
        foreach (var arn in _known.Keys.Except(arns, StringComparer.Ordinal))
            _known.TryRemove(arn, out _);
    }

    [LoggerMessage(1, LogLevel.Warning, "The schema {SchemaArn} could not be read again; the last known one holds")]
    private partial void LogStale(Exception exception, string schemaArn);

    [LoggerMessage(2, LogLevel.Warning, "The schema {SchemaArn} cannot be used, so functions whose tag names it are no tools: {Fault}")]
    private partial void LogFault(string schemaArn, string fault);

    private sealed record Entry(RegistrySchema Source, FunctionSchema Schema, DateTimeOffset ReadAt);
}
