using System.Security.Cryptography;
using Amazon.Lambda.Core;

namespace CustomerFunctions.Customers;

/// <summary>Makes a customer of its input. As a sample it has no storage: the answer is all that there is of the customer.</summary>
internal static class CreateCustomer
{
    private const int MaxTextLength = 100;

    public static Task<Customer> HandleAsync(CreateCustomerRequest? request, ILambdaContext context)
    {
        var name = Text(request?.Name, "name");
        var email = EmailAddress.Require(request?.Email);
        var city = Text(request?.City, "city");
        if (CustomerList.ByEmail(email) is { } existing)
            throw new InvalidInputException($"Customer {existing.CustomerId} has this e-mail address already.");

        // Eight digits, where the known customers have four: a new id never meets one of theirs.
        var id = $"C-{RandomNumberGenerator.GetInt32(10_000_000, 100_000_000)}";
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return Task.FromResult(new Customer(id, name, email, city, "active", today));
    }

    private static string Text(string? value, string field)
    {
        var text = value?.Trim() ?? "";
        return text.Length is > 0 and <= MaxTextLength && !text.Any(char.IsControl)
            ? text
            : throw new InvalidInputException($"\"{field}\" must be text of 1 to {MaxTextLength} characters.");
    }
}
