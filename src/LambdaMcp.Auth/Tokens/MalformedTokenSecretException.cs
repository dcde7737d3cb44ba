namespace LambdaMcp.Auth.Tokens;

/// <summary>The secret that should hold the tokens cannot be read. The message names the fault and its place, never a value.</summary>
public sealed class MalformedTokenSecretException : Exception
{
    /// <summary>Creates the exception without saying what is wrong.</summary>
    public MalformedTokenSecretException()
        : this("it cannot be read.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="fault">What is wrong, without any value of the secret.</param>
    public MalformedTokenSecretException(string fault)
        : base("The token secret is malformed: " + fault)
    {
    }

    /// <summary>Creates the exception with its cause, whose message must not quote the secret either.</summary>
    public MalformedTokenSecretException(string fault, Exception innerException)
        : base("The token secret is malformed: " + fault, innerException)
    {
    }
}
