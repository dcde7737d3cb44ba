namespace CustomerFunctions.Customers;

internal sealed record CustomerByIdRequest(string? CustomerId);
