namespace EndToEnd.LargeCatalogs;

/// <summary>Tests of large catalogs, with the deployment that they need.</summary>
[CollectionDefinition(CatalogDeployment.Collection)]
public sealed class LargeCatalogsDefinition : ICollectionFixture<CatalogDeployment>;
