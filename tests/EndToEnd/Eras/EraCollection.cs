namespace EndToEnd.Eras;

[CollectionDefinition(EraTools.Collection)]
public sealed class EraCollection : ICollectionFixture<EraTools>;
