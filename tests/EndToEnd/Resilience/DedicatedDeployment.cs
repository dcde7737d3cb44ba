using EndToEnd.Fixture;

namespace EndToEnd.Resilience;

/// <summary>A deployment for one test class alone, whose functions nobody else calls.</summary>
public sealed class DedicatedDeployment : LocalDeployment
{
    // The assembly's own deployment has published the native programs before.
    protected override bool IsBuilt => true;
}
