namespace CustomerFunctions.Customers;

/// <summary>A customer.</summary>
/// <param name="CustomerId">Such as <c>C-1001</c>.</param>
/// <param name="Status">One of <c>active</c>, <c>on hold</c>, <c>closed</c>.</param>
/// <param name="Since">The day of the first contract.</param>
internal sealed record Customer(string CustomerId, string Name, string Email, string City, string Status, DateOnly Since);
