namespace CustomerFunctions.Customers;

internal sealed record CustomerByEmailRequest(string? Email);
