namespace EndToEnd.OwnTools;

/// <summary>The tests that share the deployment.</summary>
[CollectionDefinition(OwnToolsDeployment.Collection)]
public sealed class OwnToolsDefinition : ICollectionFixture<OwnToolsDeployment>;
