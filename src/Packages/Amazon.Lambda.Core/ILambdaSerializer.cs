namespace Amazon.Lambda.Core;

/// <summary>Turns events into a handler's input and its output into the answer.</summary>
public interface ILambdaSerializer
{
    /// <summary>Reads an event.</summary>
    /// <typeparam name="T">The handler's input.</typeparam>
    /// <param name="requestStream">The event, as it came.</param>
    /// <returns>The input.</returns>
    T Deserialize<T>(Stream requestStream);

    /// <summary>Writes an answer.</summary>
    /// <typeparam name="T">The handler's output.</typeparam>
    /// <param name="response">The output.</param>
    /// <param name="responseStream">Takes the answer.</param>
    void Serialize<T>(T response, Stream responseStream);
}
