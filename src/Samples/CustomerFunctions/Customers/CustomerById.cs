using Amazon.Lambda.Core;

namespace CustomerFunctions.Customers;

/// <summary>Finds a customer by id.</summary>
internal static class CustomerById
{
    public static Task<Customer> HandleAsync(CustomerByIdRequest? request, ILambdaContext context)
    {
        var id = request?.CustomerId?.Trim();
        if (string.IsNullOrEmpty(id))
            throw new InvalidInputException("\"customerId\" must be a customer's id, such as C-1001.");
        var customer = CustomerList.ById(id)
            ?? throw new CustomerNotFoundException($"There is no customer {id}. Find the id by e-mail address first.");
        return Task.FromResult(customer);
    }
}
