using LambdaMcp.Local.DynamoDb;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>This project's table service, on Kestrel; it checks the signatures of AWS's client on the way.</summary>
public sealed class OwnService : DynamoDbTarget
{
    private WebApplication? _application;
    private DynamoDbService? _service;

    public override async ValueTask DisposeAsync()
    {
        _service?.Dispose();
        if (_application is not null)
            await _application.DisposeAsync();
    }

    protected override async Task<Uri> StartAsync()
    {
        _service = new(new()
        {
            Region = Region,
            Signatures = new(new(AccessKeyId, SecretAccessKey), Region, "dynamodb"),
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(_service.HandleAsync);
        await _application.StartAsync();
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new(addresses.Addresses.First());
    }
}
