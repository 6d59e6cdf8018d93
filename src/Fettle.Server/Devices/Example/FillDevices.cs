using System.Security.Cryptography;
using System.Text.Json;
using Fettle.Server.Automation;
using Fettle.Server.Devices.Fleet;
using Fettle.Server.Devices.Gateway;
using Fettle.Server.Platform.Example;
using Fettle.Server.Platform.Persistence;
using Fettle.Server.Platform.Search;

namespace Fettle.Server.Devices.Example;

/// <summary>
/// The example's devices, enrolled, each with the person who works at it. Their keys go to <c>devices.json</c> in the example's folder, from which
/// <c>fettle-bench simulate --demo</c> lets them connect and answer.
/// </summary>
internal sealed class FillDevices(FettleDb db, CommandKey commandKey, ISearchIndex search) : IExample
{
    /// <summary>Nothing simulates more than these; a larger example is for measuring, and its devices have their inventory from here.</summary>
    private const int MostSimulated = 200;

    private static readonly (string Os, string Platform)[] Systems =
    [
        ("Debian GNU/Linux 12 (bookworm)", "linux"), ("Ubuntu 24.04.3 LTS", "linux"), ("Windows 11 Pro", "windows"), ("Debian GNU/Linux 12 (bookworm)", "linux"),
        ("Fedora Linux 42 (Workstation Edition)", "linux"), ("Windows 11 Pro", "windows"),
    ];

    private static readonly string[] Kinds = ["lt", "lt", "pc", "lt", "pc", "srv"];

    /// <param name="PrivateKey">PKCS#8, base64.</param>
    /// <param name="CommandKey">SubjectPublicKeyInfo, base64.</param>
    /// <param name="Users">Account names of those who work at it.</param>
    private sealed record Simulated(long DeviceId, string PrivateKey, string CommandKey, string HostName, string Os, string Platform, IReadOnlyList<string> Users);

    public int Order => 20;

    public async Task FillAsync(ExampleWorld world, CancellationToken cancel)
    {
        var simulated = new List<Simulated>();
        for (var i = 0; i < world.Organisations.Count; i++)
        {
            // As with people: the first house has half of the devices, the others a quarter each.
            var count = i == 0 ? world.Size.Devices - (2 * (world.Size.Devices / 4)) : world.Size.Devices / 4;
            simulated.AddRange(await FillHouseAsync(world.Organisations[i], count, world, cancel));
        }
        var file = Path.Combine(world.Folder, "devices.json");
        await using var stream = new FileStream(file, PrivateFile());
        await JsonSerializer.SerializeAsync(stream, new { Devices = simulated }, JsonSerializerOptions.Web, cancel);
    }

    private async Task<List<Simulated>> FillHouseAsync(ExampleOrganisation house, int count, ExampleWorld world, CancellationToken cancel)
    {
        var prefix = string.Concat(house.Name.Split(' ').Select(word => char.ToLowerInvariant(word[0])));
        var made = Enumerable.Range(0, count).Select(n => Make(house, prefix, n, world)).ToList();
        db.AddRange(made.Select(m => m.Device));
        await db.SaveChangesAsync(cancel);

        foreach (var (device, _, person) in made)
        {
            house.Devices.Add(new(device.Id, device.Name));
            db.Add(Sighting.NotYet(device.Id, house.Id));
            if (person is not null)
                db.Add(new UserOfDevice { OrganisationId = house.Id, DeviceId = device.Id, Account = person.Account, AtWork = false, LastAt = device.EnrolledAt });
            if (world.Size.Devices > MostSimulated)
                db.AddRange(ExampleInventory.Of(device, world.Random, world.Now));
        }
        await db.SaveChangesAsync(cancel);
        await db.InTransactionAsync(() => search.PutAsync([.. made.Select(m => m.Device.ToDocument())], cancel), cancel);
        return
        [
            .. made.Select(m => new Simulated(
                m.Device.Id, m.PrivateKey, commandKey.PublicKey, m.Device.HostName, m.Device.Os, m.Device.Platform, m.Person is null ? [] : [m.Person.Account]))
        ];
    }

    private static (Device Device, string PrivateKey, ExamplePerson? Person) Make(ExampleOrganisation house, string prefix, int n, ExampleWorld world)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        var (os, platform) = Systems[n % Systems.Length];
        var host = $"{prefix}-{Kinds[n % Kinds.Length]}-{n + 1:000}";
        var introduction = new Introduction(
            host, $"{house.Id:x8}{n:x24}", os, platform, "0.1.0", Convert.ToBase64String(publicKey), Convert.ToHexStringLower(SHA256.HashData(publicKey))[..32]);
        var device = Device.Enrol(house.Id, introduction, world.Now - TimeSpan.FromDays(91 + world.Random.Next(25)));
        var person = n < house.Requesters.Count ? house.Requesters[n] : null;
        device.BelongTo(person?.Id);
        return (device, Convert.ToBase64String(key.ExportPkcs8PrivateKey()), person);
    }

    private static FileStreamOptions PrivateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
