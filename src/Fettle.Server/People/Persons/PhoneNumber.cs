using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Fettle.Server.People.Persons;

/// <summary>One of the numbers under which a person telephones, as it is written and as it is compared.</summary>
internal sealed class PhoneNumber(long organisationId, long personId, string written) : IBelongToOrganisation
{
    /// <summary>More than anybody has; a list that is longer is a mistake.</summary>
    public const int MostOfAPerson = 10;

    /// <summary>So many last digits tell numbers apart whatever stands before them: country and area are left out as often as not.</summary>
    private const int EndingLength = 7;

    public long Id { get; private set; }

    public long OrganisationId { get; private set; } = organisationId;

    public long PersonId { get; private set; } = personId;

    public string Written { get; private set; } = written;

    /// <summary>Digits only, without the zeros that are dialled before them: <c>49301234567</c>.</summary>
    public string Digits { get; private set; } = DigitsOf(written);

    /// <summary>The last of them, by which a caller is looked up.</summary>
    public string Ending { get; private set; } = EndingOf(DigitsOf(written));

    /// <summary><c>+49 (0)30 123-45</c>, <c>0049 30 12345</c>, <c>tel:030/12345</c> and <c>sip:493012345@pbx.example</c> become comparable; empty where there are no digits.</summary>
    public static string DigitsOf(string written)
    {
        var text = written.AsSpan().Trim();
        if (text.IndexOf(':') is >= 0 and var scheme)
            text = text[(scheme + 1)..];
        if (text.IndexOfAny(";@xX") is >= 0 and var end)
            text = text[..end];
        return string.Concat(text.ToString().Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit)).TrimStart('0');
    }

    public static string EndingOf(string digits) => digits.Length <= EndingLength ? digits : digits[^EndingLength..];

    /// <summary>Whether both may be the same telephone: one is the other with more before it. Short ones (extensions) have to be the same.</summary>
    public bool Is(string digits) =>
        Digits == digits || (Math.Min(Digits.Length, digits.Length) >= EndingLength
            && (Digits.EndsWith(digits, StringComparison.Ordinal) || digits.EndsWith(Digits, StringComparison.Ordinal)));

    /// <summary>What a caller gave, each once and in its order.</summary>
    /// <exception cref="Invalid">One is too long or has no digits, or they are too many.</exception>
    public static List<string> Read(IEnumerable<string?> given)
    {
        var numbers = given.Select(n => Given.OptionalText(n, "phones", Person.PhoneLength)).OfType<string>().DistinctBy(DigitsOf).ToList();
        if (numbers.Count > MostOfAPerson)
            throw new Invalid("phones", $"are more than {MostOfAPerson}");
        return numbers.Find(n => DigitsOf(n).Length == 0) is { } none ? throw new Invalid("phones", $"has \"{none}\", which has no digits") : numbers;
    }
}

internal sealed class PhoneNumberMap : IEntityTypeConfiguration<PhoneNumber>
{
    public void Configure(EntityTypeBuilder<PhoneNumber> builder)
    {
        builder.ToTable("person_phones");
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        builder.HasIndex(p => p.PersonId);
        builder.HasIndex(p => new { p.Ending, p.OrganisationId });
    }
}
