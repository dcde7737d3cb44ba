using LambdaMcp.Telemetry.Arguments;
using LambdaMcp.Telemetry.Metrics;
using LambdaMcp.Telemetry.Output;
using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.Telemetry;

/// <summary>
/// Writes a record of each decision and each invocation: one line of JSON, which is a CloudWatch metrics event too. It does not depend on the
/// log's level: what happened is written, whatever else is thought worth a line.
/// </summary>
public sealed class AuditLog
{
    private readonly RecordOutput _output;
    private readonly TimeProvider _time;
    private readonly KnownNames _tools;
    private int _started;

    /// <param name="options">What is written.</param>
    /// <param name="open">Opens the stream that takes the lines.</param>
    /// <param name="time">The clock.</param>
    public AuditLog(TelemetryOptions options, Func<Stream> open, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _output = new(open);
        _time = time;
        _tools = new(options.MostTools);
    }

    /// <summary>Writes nothing.</summary>
    public static AuditLog Off { get; } = new(new() { IsOn = false }, static () => Stream.Null, TimeProvider.System);

    /// <summary>What is written.</summary>
    public TelemetryOptions Options { get; }

    /// <summary>Whether a call's arguments are needed.</summary>
    public bool WantsArguments =>
        Options.IsOn && (Options.Arguments == ArgumentForm.Redacted || (Options.Arguments == ArgumentForm.Digest && Options.DigestsArguments));

    /// <summary>Writes down that the process began with a request waiting; once, however often it is called.</summary>
    public void WriteStart()
    {
        if (Options.Namespace is not null && Interlocked.Exchange(ref _started, 1) == 0)
            Write(MetricValue.Count(MetricNames.ColdStarts), static (record, started) => record.Begin("start", null, started));
    }

    /// <summary>Writes down a decision.</summary>
    public void Write(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        Write(decision, static (record, decision) => record.Decision(decision));
    }

    /// <summary>Writes down an invocation.</summary>
    public void Write(Invocation invocation)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        Write((invocation, _tools), static (record, made) => record.Invocation(made.invocation, made._tools));
    }

    /// <summary>Writes down a change of the registrations.</summary>
    public void Write(RegistrationChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Write(change, static (record, change) => record.Change(change));
    }

    private void Write<T>(T what, Action<RecordWriter, T> describe)
    {
        if (!Options.IsOn)
            return;
        using var line = RecordLine.Rent();
        var record = new RecordWriter(line, Options, _time.GetUtcNow());
        describe(record, what);
        _output.Write(record.End());
    }
}
