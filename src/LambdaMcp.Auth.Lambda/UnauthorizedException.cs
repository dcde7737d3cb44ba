namespace LambdaMcp.Auth.Lambda;

/// <summary>Makes API Gateway answer 401: it does so for an authorizer's error with exactly this message.</summary>
internal sealed class UnauthorizedException() : Exception("Unauthorized")
{
    // The runtime logs every error with its trace. A refusal is no fault of the program, and happens often.
    public override string? StackTrace => null;
}
