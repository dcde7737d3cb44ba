namespace LambdaMcp.Gateway.Calls.LargeAnswers;

/// <summary>Keeps answers that are too large for a result, where clients can fetch them.</summary>
public interface IAnswerStore
{
    /// <summary>Stores an answer.</summary>
    /// <param name="data">The answer.</param>
    /// <param name="mediaType">What it is, such as <c>application/json</c>.</param>
    /// <param name="lifetime">How long the link shall work.</param>
    /// <param name="cancellationToken">Cancelled when the request is.</param>
    /// <returns>A link that needs no further right; nobody can guess it.</returns>
    /// <exception cref="AnswerNotStoredException">It could not be stored.</exception>
    Task<Uri> StoreAsync(ReadOnlyMemory<byte> data, string mediaType, TimeSpan lifetime, CancellationToken cancellationToken);
}
