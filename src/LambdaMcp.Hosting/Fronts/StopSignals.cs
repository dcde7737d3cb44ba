using System.Runtime.InteropServices;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>The signals to stop. The host answers the first in order; whoever sends a second one does not want to wait for that.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private int _heard;

    public StopSignals() => _registrations = [Register(PosixSignal.SIGTERM, 15), Register(PosixSignal.SIGINT, 2)];

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal, int number) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _heard) > 1)
            Environment.Exit(128 + number);
    });
}
