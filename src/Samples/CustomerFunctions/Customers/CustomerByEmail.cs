using Amazon.Lambda.Core;

namespace CustomerFunctions.Customers;

/// <summary>Finds a customer's id by e-mail address.</summary>
internal static class CustomerByEmail
{
    public static Task<CustomerByEmailAnswer> HandleAsync(CustomerByEmailRequest? request, ILambdaContext context)
    {
        var email = EmailAddress.Require(request?.Email);
        var customer = CustomerList.ByEmail(email)
            ?? throw new CustomerNotFoundException($"No customer has the e-mail address {email}.");
        return Task.FromResult(new CustomerByEmailAnswer(customer.CustomerId));
    }
}
