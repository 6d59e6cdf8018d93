using Fettle.Server.Platform.Web;

namespace Fettle.Server.ServiceDesk.Vendors;

/// <summary>Who helps from outside, and what is written with them beside a ticket.</summary>
internal static class VendorsPart
{
    public static readonly UseCases Cases = new UseCases()
        .With<ListVendors>()
        .With<CreateVendor>()
        .With<ChangeVendor>()
        .With<DeleteVendor>()
        .With<ReadSides>()
        .With<StartSide>()
        .With<WriteToSide>()
        .With<SetCaseNumber>();

    public static void AddVendors(this IServiceCollection services)
    {
        services.AddScoped<OneVendor>().AddScoped<SideMail>();
    }
}
