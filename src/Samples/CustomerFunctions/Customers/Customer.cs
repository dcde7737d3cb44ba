namespace CustomerFunctions.Customers;

/// <summary>
/// A customer: the id is such as <c>C-1001</c>, the status <c>active</c>, <c>on hold</c> or <c>closed</c>, the day that of the
/// first contract.
/// </summary>
internal sealed record Customer(string CustomerId, string Name, string Email, string City, string Status, DateOnly Since);
