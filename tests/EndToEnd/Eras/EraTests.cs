namespace EndToEnd.Eras;

/// <summary>The tests that share <see cref="EraTools"/>; they run one after another.</summary>
[CollectionDefinition(EraTools.Collection)]
public sealed class EraTests : ICollectionFixture<EraTools>;
