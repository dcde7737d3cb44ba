namespace LambdaMcp.Aws.Tables;

/// <summary>A record is larger than a table stores. Nothing was written.</summary>
/// <param name="message">Which record, how large it is and how large it may be.</param>
public sealed class ItemTooLargeException(string message) : Exception(message);
