namespace LambdaMcp.Auth.Tokens;

/// <summary>What is written down about a token cannot be understood. The message names the fault and its place, never a value.</summary>
public sealed class MalformedTokenException : Exception
{
    /// <summary>Creates the exception without saying what is wrong.</summary>
    public MalformedTokenException()
        : this("it cannot be read.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="fault">What is wrong and where, without any value.</param>
    public MalformedTokenException(string fault)
        : base(fault)
    {
    }

    /// <summary>Creates the exception with its cause, whose message must not quote a value either.</summary>
    public MalformedTokenException(string fault, Exception innerException)
        : base(fault, innerException)
    {
    }
}
