namespace CustomerFunctions.Customers;

internal sealed record CustomerByEmailAnswer(string CustomerId);
