using Amazon.Lambda.Core;

namespace CustomerFunctions.Trials;

/// <summary>Answers with the bytes of a PNG image of 8 by 8 pixels, not with JSON.</summary>
internal static class BinaryAnswer
{
    private const string Image =
        "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAr0lEQVR42gXBoQ0EIRAAQCr5Ar6AK+AKwG5CAViSVSgshAIIjgSFOsvmCvjgsNsBdMHPiGM/" +
        "y36nvbq9i5XeKmM1WBQnfFe4Zrh7kCUoH7QJCMGJk6+V75llz6pk7TOa7CBHcdq9mpxN9aZLQ9+caRFaEofkIjVJd8JCzlM0lICqOEOtoefAPlwZ0Y9kRoXxiMN6" +
        "MU52nWPh5LkafoBfcTau7eaOfaeyq9+P2S/s3x+u73NBuqZx9gAAAABJRU5ErkJggg==";

    public static Task<Stream> HandleAsync(Stream request, ILambdaContext context) =>
        Task.FromResult<Stream>(new MemoryStream(Convert.FromBase64String(Image)));
}
