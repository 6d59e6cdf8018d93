using System.Reflection;
using Fettle.Server.People;
using Fettle.Server.Platform.Outbox;
using Fettle.Server.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Fettle.Server.ServiceDesk.Catalogue.Offerings;

/// <summary>Puts the services that come with Fettle (<c>Catalogue/Shipped</c>) into the catalogue; one that is there already, changed or not, stays as it is.</summary>
internal sealed class InstallShipped(FettleDb db) : IListenTo<InstallationSetUp>
{
    private const string Folder = "catalogue/";

    /// <summary>What comes with Fettle, by name.</summary>
    public static IReadOnlyDictionary<string, OfferingDraft> All { get; } = Read();

    /// <summary>A house that is just set up has something to ask for.</summary>
    public Task HearAsync(InstallationSetUp told, CancellationToken cancel) => RunAsync(organisation: null, cancel);

    /// <param name="organisation">Null: for every organisation.</param>
    /// <returns>How many were put there.</returns>
    public async Task<int> RunAsync(long? organisation, CancellationToken cancel)
    {
        var there = await db.Offerings.Where(o => o.OrganisationId == organisation && o.Shipped != null).Select(o => o.Shipped!).ToListAsync(cancel);
        var missing = All.Where(s => !there.Contains(s.Key)).ToList();
        foreach (var (name, draft) in missing)
        {
            var offering = new Offering(organisation, name);
            offering.Become(draft);
            db.Add(offering);
        }
        await db.SaveChangesAsync(cancel);
        return missing.Count;
    }

    private static Dictionary<string, OfferingDraft> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToDictionary(
            n => Path.GetFileNameWithoutExtension(n[Folder.Length..]),
            n =>
            {
                using var text = new StreamReader(assembly.GetManifestResourceStream(n)!);
                return CatalogueJson.Read<OfferingDraft>(text.ReadToEnd());
            });
    }
}
