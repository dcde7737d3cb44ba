namespace EndToEnd.OAuth;

/// <summary>The tests that share the deployment.</summary>
[CollectionDefinition(OAuthDeployment.Collection)]
public sealed class OAuthDefinition : ICollectionFixture<OAuthDeployment>;
