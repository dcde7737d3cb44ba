using System.Text;
using LambdaMcp.Gateway.Discovery.Explanations;
using LambdaMcp.Gateway.Registrations.Operations;
using LambdaMcp.Gateway.Registrations.Probes;
using LambdaMcp.Telemetry.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static LambdaMcp.Gateway.Registrations.RegistrationAnswer;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>
/// The registration API. Whoever gets here is an administrator: API Gateway has checked the AWS signature. <c>openapi.json</c> describes
/// every operation of the table below.
/// </summary>
internal sealed class RegistrationEndpoint
{
    // Of a key of the table, in bytes of UTF-8; nothing longer can be registered.
    private const int LongestId = 2048;

    public RegistrationEndpoint(IRegistrationStore store, IFunctionProbe probe, Func<FunctionExplainer> explainer, ILogger logger)
    {
        var trial = new Trial(store, probe);
        var change = new ChangeRegistration(store, trial);
        Operations =
        [
            new("POST", "", new CreateRegistration(store, trial).HandleAsync),
            new("GET", "", new ListRegistrations(store).HandleAsync),
            new("GET", "export", new ExportRegistrations(store).HandleAsync),
            new("POST", "import", new ImportRegistrations(store, logger).HandleAsync),
            new("GET", "explain", new ExplainRequest(explainer).HandleAsync),
            new("GET", "openapi.json", DescribeApi.HandleAsync),
            new("GET", RegistrationOperation.AnyId, new ShowRegistration(store).HandleAsync),
            new("PUT", RegistrationOperation.AnyId, change.ReplaceAsync),
            new("PATCH", RegistrationOperation.AnyId, change.PatchAsync),
            new("DELETE", RegistrationOperation.AnyId, new DeleteRegistration(store).HandleAsync),
        ];
    }

    /// <summary>All that the API can do. A name of its own goes before an id.</summary>
    public IReadOnlyList<RegistrationOperation> Operations { get; }

    public async Task HandleAsync(HttpContext context)
    {
        RecordedRegistrations.ComesFrom(context.Features.Get<RequestOrigin>());
        var segment = context.Request.Path.Value?.Trim('/') ?? "";
        try
        {
            if (Encoding.UTF8.GetByteCount(segment) > LongestId)
                await SendErrorAsync(context, StatusCodes.Status404NotFound, "No registration has an id that long.");
            else
                await DispatchAsync(context, segment);
        }
        catch (RegistrationTooLargeException exception)
        {
            await SendErrorAsync(context, StatusCodes.Status413PayloadTooLarge, exception.Message);
        }
    }

    private Task DispatchAsync(HttpContext context, string segment)
    {
        var there = Operations.Where(operation => operation.Segment == segment).ToArray();
        if (there.Length == 0)
            there = [.. Operations.Where(operation => operation.Segment == RegistrationOperation.AnyId)];
        if (Array.Find(there, operation => operation.Method == context.Request.Method) is { } found)
            return found.RunAsync(context, segment);
        var methods = string.Join(", ", there.Select(operation => operation.Method));
        context.Response.Headers.Allow = methods;
        return SendErrorAsync(context, StatusCodes.Status405MethodNotAllowed, $"There is no such operation. This path takes {methods}; GET /register/openapi.json describes all.");
    }
}
