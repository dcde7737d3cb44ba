using CustomerFunctions;
using CustomerFunctions.Customers;

namespace Samples.Tests;

public sealed class CustomerTests
{
    private readonly InvocationContext _context = new();

    [Theory]
    [InlineData("ada.ferreira@example.com", "C-1001")]
    [InlineData(" Zoe.OHara@Example.com ", "C-1005")]
    public async Task A_customer_is_found_by_email_whatever_its_case(string email, string id)
    {
        var answer = await CustomerByEmail.HandleAsync(new CustomerByEmailRequest(email), _context);

        Assert.Equal(id, answer.CustomerId);
    }

    [Fact]
    public async Task An_unknown_email_says_so()
    {
        var error = await Assert.ThrowsAsync<CustomerNotFoundException>(
            () => CustomerByEmail.HandleAsync(new CustomerByEmailRequest("nobody@example.com"), _context));

        Assert.Equal("No customer has the e-mail address nobody@example.com.", error.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.com")]
    [InlineData("ada@example")]
    [InlineData("ada@@example.com")]
    [InlineData("ada@.com")]
    [InlineData("ada@example.")]
    [InlineData("ada ferreira@example.com")]
    public async Task What_is_no_email_is_refused_by_naming_the_field(string? email)
    {
        var error = await Assert.ThrowsAsync<InvalidInputException>(
            () => CustomerByEmail.HandleAsync(new CustomerByEmailRequest(email), _context));

        Assert.StartsWith("\"email\" must be", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_is_found_by_id()
    {
        var customer = await CustomerById.HandleAsync(new CustomerByIdRequest("c-1003"), _context);

        Assert.Equal("Chiara Lindqvist", customer.Name);
        await Assert.ThrowsAsync<CustomerNotFoundException>(
            () => CustomerById.HandleAsync(new CustomerByIdRequest("C-9999"), _context));
        await Assert.ThrowsAsync<InvalidInputException>(() => CustomerById.HandleAsync(null, _context));
    }

    [Fact]
    public async Task A_created_customer_has_a_new_id()
    {
        var request = new CreateCustomerRequest(" Emil Sato ", "emil.sato@example.com", "Sapporo");

        var first = await CreateCustomer.HandleAsync(request, _context);
        var second = await CreateCustomer.HandleAsync(request, _context);

        Assert.Equal("Emil Sato", first.Name);
        Assert.Equal("active", first.Status);
        Assert.Matches("^C-[0-9]{8}$", first.CustomerId);
        Assert.NotEqual(first.CustomerId, second.CustomerId);
    }

    [Theory]
    [InlineData(null, "emil@example.com", "Sapporo", "\"name\" must be")]
    [InlineData("  ", "emil@example.com", "Sapporo", "\"name\" must be")]
    [InlineData("Emil", "emil", "Sapporo", "\"email\" must be")]
    [InlineData("Emil", "emil@example.com", null, "\"city\" must be")]
    [InlineData("Emil", "emil@example.com", "Sap\nporo", "\"city\" must be")]
    [InlineData("Ada", "ADA.FERREIRA@example.com", "Porto", "Customer C-1001 has this e-mail address already")]
    public async Task A_customer_needs_a_name_a_city_and_an_email_of_its_own(string? name, string? email, string? city, string fault)
    {
        var error = await Assert.ThrowsAsync<InvalidInputException>(
            () => CreateCustomer.HandleAsync(new CreateCustomerRequest(name, email, city), _context));

        Assert.StartsWith(fault, error.Message, StringComparison.Ordinal);
    }
}
