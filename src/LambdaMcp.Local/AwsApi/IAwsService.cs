namespace LambdaMcp.Local.AwsApi;

/// <summary>A service behind the shared endpoint.</summary>
internal interface IAwsService
{
    /// <summary>What requests to it are signed for.</summary>
    string SigningName { get; }

    /// <summary>Answers a call.</summary>
    /// <exception cref="AwsRejectedException">The call is refused.</exception>
    Task HandleAsync(AwsCall call);

    /// <summary>Tells a refusal in the service's own form.</summary>
    Task RejectAsync(HttpContext context, AwsRejectedException rejection) => AwsResult.WriteAsync(context, rejection);
}
