namespace CustomerFunctions.Customers;

/// <summary>The customers that every function instance knows: always the same few, so that answers can be foretold.</summary>
internal static class CustomerList
{
    private static readonly Customer[] Customers =
    [
        new("C-1001", "Ada Ferreira", "ada.ferreira@example.com", "Porto", "active", new DateOnly(2019, 3, 14)),
        new("C-1002", "Bruno Keller", "bruno.keller@example.com", "Basel", "active", new DateOnly(2020, 11, 2)),
        new("C-1003", "Chiara Lindqvist", "chiara.lindqvist@example.org", "Uppsala", "on hold", new DateOnly(2021, 6, 30)),
        new("C-1004", "Dao Nguyen", "dao.nguyen@example.net", "Hue", "active", new DateOnly(2023, 1, 9)),
        new("C-1005", "Zoë O'Hara", "zoe.ohara@example.com", "Cork", "closed", new DateOnly(2018, 8, 21)),
    ];

    public static Customer? ByEmail(string email) =>
        Array.Find(Customers, customer => customer.Email.Equals(email, StringComparison.OrdinalIgnoreCase));

    public static Customer? ById(string id) =>
        Array.Find(Customers, customer => customer.CustomerId.Equals(id, StringComparison.OrdinalIgnoreCase));
}
