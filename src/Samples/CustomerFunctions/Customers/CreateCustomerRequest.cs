namespace CustomerFunctions.Customers;

internal sealed record CreateCustomerRequest(string? Name, string? Email, string? City);
