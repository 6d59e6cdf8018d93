using Fettle.Server.People;
using Fettle.Server.Platform.Errors;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>What is known of a vendor.</summary>
/// <param name="SupportHours">When they help, in words.</param>
/// <param name="ContractUntil">The last day of the contract.</param>
internal sealed record VendorRequest(
    string Name, string? Email = null, string? Phone = null, string? ContractNumber = null, string? SupportHours = null, DateOnly? ContractUntil = null, string? Notes = null);

/// <param name="Expired">The contract is over.</param>
internal sealed record VendorView(
    long Id, long OrganisationId, string Name, string? Email, string? Phone, string? ContractNumber, string? SupportHours, DateOnly? ContractUntil, bool Expired, string? Notes)
{
    public static VendorView Of(Vendor v, DateTimeOffset now) => new(
        v.Id, v.OrganisationId, v.Name, v.Email, v.Phone, v.ContractNumber, v.SupportHours, v.ContractUntil, v.ContractUntil < DateOnly.FromDateTime(now.UtcDateTime), v.Notes);
}

/// <summary>Takes a vendor for a change, and reads what is known of it.</summary>
internal sealed class OneVendor(FettleDb db, CurrentPerson me)
{
    /// <exception cref="NotFound">No such vendor in an organisation whose desk the caller manages.</exception>
    public async Task<Vendor> RequireAsync(long id, CancellationToken cancel)
    {
        me.Require(Permission.ManageServiceDesk);
        var vendor = await db.Vendors.SingleOrDefaultAsync(v => v.Id == id, cancel);
        return vendor is not null && me.May(Permission.ManageServiceDesk, vendor.OrganisationId) ? vendor : throw new NotFound($"Vendor {id}");
    }

    /// <exception cref="Invalid">A field is missing or too long, or the address is none.</exception>
    /// <exception cref="Conflict">There is a vendor of this name.</exception>
    public async Task SetAsync(Vendor vendor, VendorRequest request, CancellationToken cancel)
    {
        var name = Demand.Text(request.Name, "name", longest: 120);
        if (await db.Vendors.AnyAsync(v => v.OrganisationId == vendor.OrganisationId && v.Name == name && v.Id != vendor.Id, cancel))
            throw new Conflict($"There is a vendor called {name} already.");
        vendor.Become(
            name, Given.OptionalEmail(request.Email), Demand.OptionalText(request.Phone, "phone", longest: 50), Demand.OptionalText(request.ContractNumber, "contractNumber", longest: 100),
            Demand.OptionalText(request.SupportHours, "supportHours", longest: 200), request.ContractUntil,
            Demand.OptionalText(request.Notes, "notes", longest: 2000, severalLines: true));
    }
}
