namespace CustomerFunctions.Customers;

/// <summary>The check that every function makes of an e-mail address.</summary>
internal static class EmailAddress
{
    // RFC 5321, section 4.5.3.1.3, allows no more in a mail transaction.
    private const int MaxLength = 254;

    /// <summary>The address without surrounding blanks.</summary>
    /// <exception cref="InvalidInputException">It is missing, or no address.</exception>
    public static string Require(string? email)
    {
        var address = email?.Trim() ?? "";
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var domain = address[(at + 1)..];
        var valid = at > 0 && address.Length <= MaxLength && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            && domain.Contains('.', StringComparison.Ordinal) && !domain.Contains('@', StringComparison.Ordinal)
            && domain[0] != '.' && domain[^1] != '.';
        return valid ? address : throw new InvalidInputException("\"email\" must be an e-mail address, such as ada.ferreira@example.com.");
    }
}
