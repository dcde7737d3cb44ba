namespace CustomerFunctions.Customers;

/// <summary>Nobody in the list is the one that was asked for.</summary>
internal sealed class CustomerNotFoundException(string message) : Exception(message);
