using System.Globalization;
using Fettle.Server.Devices;
using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Text;

namespace Fettle.Server.ServiceDesk.Fields;

/// <summary>Reads what was filled in as the field's type wants it, and says it again as people read it.</summary>
internal sealed class ReadFieldValue(IPeople people, IDevices devices)
{
    private const int LongestText = 500;

    /// <returns>As it is kept; null for nothing.</returns>
    /// <exception cref="Invalid">It is not what the field takes.</exception>
    public async Task<string?> ReadAsync(CustomField field, long organisation, string? written, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var value = Demand.Text(written, "value", LongestText);
        return field.Type switch
        {
            FieldType.Text => value,
            FieldType.Number => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                ? number.ToString("0.############################", CultureInfo.InvariantCulture)
                : throw new Invalid("value", "is no number such as 12.5"),
            FieldType.Choice => field.Choices.Contains(value) ? value : throw new Invalid("value", $"is none of {string.Join(", ", field.Choices.Take(20))}"),
            FieldType.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? value
                : throw new Invalid("value", "is no date such as 2026-11-22"),
            FieldType.Person => await PersonAsync(value, organisation, cancel),
            FieldType.Device => await DeviceAsync(value, organisation, cancel),
            _ => value is "yes" or "no" ? value : throw new Invalid("value", "is neither yes nor no"),
        };
    }

    /// <summary>As people read them, in the same order: persons and devices by their names.</summary>
    public async Task<IReadOnlyList<string?>> ShowAsync(IReadOnlyList<(CustomField Field, string? Value)> values, CancellationToken cancel)
    {
        var persons = await people.NamesAsync(Ids(FieldType.Person), cancel);
        var machines = await devices.NamesAsync(Ids(FieldType.Device), cancel);
        return [.. values.Select(v => (v.Field.Type, v.Value) switch
        {
            (FieldType.Person, { } id) => persons.GetValueOrDefault(Number(id))?.Name ?? $"Person {id}",
            (FieldType.Device, { } id) => machines.GetValueOrDefault(Number(id))?.Name ?? $"Device {id}",
            _ => v.Value,
        })];

        IEnumerable<long> Ids(FieldType type) => from v in values where v.Field.Type == type && v.Value is not null select Number(v.Value);
    }

    private async Task<string> PersonAsync(string value, long organisation, CancellationToken cancel)
    {
        var person = long.TryParse(value, out var id) ? (await people.NamesAsync([id], cancel)).GetValueOrDefault(id) : null;
        return person?.OrganisationId == organisation ? $"{id}" : throw new Invalid("value", "is nobody of the ticket's organisation");
    }

    private async Task<string> DeviceAsync(string value, long organisation, CancellationToken cancel)
    {
        var device = long.TryParse(value, out var id) ? (await devices.NamesAsync([id], cancel)).GetValueOrDefault(id) : null;
        return device?.OrganisationId == organisation ? $"{id}" : throw new Invalid("value", "is no device of the ticket's organisation");
    }

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
