using System.Text.Json;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using CustomerFunctions;
using CustomerFunctions.Customers;
using CustomerFunctions.Trials;
using static System.Text.Json.JsonNamingPolicy;

// One program holds all the functions; a function's Handler setting says which one it is.
var handler = Environment.GetEnvironmentVariable("_HANDLER");
var json = new SourceGeneratorLambdaJsonSerializer<SampleJsonContext>(options => options.PropertyNamingPolicy = CamelCase);

var builder = handler switch
{
    // What a company's back office might have.
    "CustomerByEmail" => LambdaBootstrapBuilder.Create<CustomerByEmailRequest?, CustomerByEmailAnswer>(CustomerByEmail.HandleAsync, json),
    "CustomerById" => LambdaBootstrapBuilder.Create<CustomerByIdRequest?, Customer>(CustomerById.HandleAsync, json),
    "CreateCustomer" => LambdaBootstrapBuilder.Create<CreateCustomerRequest?, Customer>(CreateCustomer.HandleAsync, json),

    // What tries out a caller: context, errors, time, size, type.
    "Echo" => LambdaBootstrapBuilder.Create<JsonElement, EchoAnswer>(Echo.HandleAsync, json),
    "Failing" => LambdaBootstrapBuilder.Create<FailingRequest?, EchoAnswer>(Failing.HandleAsync, json),
    "Slow" => LambdaBootstrapBuilder.Create<SlowRequest?, SlowAnswer>(Slow.HandleAsync, json),
    "LargeAnswer" => LambdaBootstrapBuilder.Create<LargeAnswerRequest?, LargeAnswerText>(LargeAnswer.HandleAsync, json),
    "BinaryAnswer" => LambdaBootstrapBuilder.Create(BinaryAnswer.HandleAsync),
    _ => throw new InvalidOperationException($"There is no function '{handler}' here; see the template for the names."),
};

using var bootstrap = builder.Build();
await bootstrap.RunAsync();
