namespace EndToEnd.Authorization;

/// <summary>The tests of one deployment, one after another.</summary>
[CollectionDefinition(AuthorizationDeployment.Collection)]
public sealed class AuthorizationDefinition : ICollectionFixture<AuthorizationDeployment>;
