using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using System.Runtime.Versioning;

namespace Fettle.Agent.Platform.Windows;

/// <summary>
/// Queries to Windows Management Instrumentation, by its COM interfaces directly: System.Management needs COM activation by reflection, which a trimmed
/// program does not have. Only the four methods that a query needs are called, by their place in the interface (wbemcli.h).
/// </summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Wmi
{
    private const int ConnectServer = 3;      // IWbemLocator
    private const int ExecQuery = 20;         // IWbemServices
    private const int Next = 4;               // IEnumWbemClassObject
    private const int Get = 4;                // IWbemClassObject
    private const int ForwardOnlyAndReturnAtOnce = 0x30;
    private const int TimeLimitMilliseconds = 10_000;
    private static readonly Guid LocatorClass = new("4590f811-1d3a-11d0-891f-00aa004b2e24");
    private static readonly Guid LocatorInterface = new("dc12a687-737f-11cf-884d-00aa004b2e24");

    /// <summary>The instances of a class with some of their properties as text; null where WMI does not answer or does not know the class.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>>? Query(string from, params IReadOnlyList<string> properties)
    {
        _ = CoInitializeEx(0, 0);
        nint locator = 0, services = 0, found = 0;
        try
        {
            if (CoCreateInstance(LocatorClass, 0, 1, LocatorInterface, out locator) < 0)
                return null;
            using (var space = new Bstr(@"ROOT\CIMV2"))
                if (((delegate* unmanaged<nint, nint, nint, nint, nint, int, nint, nint, nint*, int>)Method(locator, ConnectServer))
                    (locator, space.Pointer, 0, 0, 0, 0, 0, 0, &services) < 0)
                    return null;
            // The call is made in our own name: 10 = NTLM, 3 = per call, 3 = impersonate.
            _ = CoSetProxyBlanket(services, 10, 0, 0, 3, 3, 0, 0);
            using (var language = new Bstr("WQL"))
            using (var query = new Bstr($"SELECT {string.Join(',', properties)} FROM {from}"))
                if (((delegate* unmanaged<nint, nint, nint, int, nint, nint*, int>)Method(services, ExecQuery))
                    (services, language.Pointer, query.Pointer, ForwardOnlyAndReturnAtOnce, 0, &found) < 0)
                    return null;
            return Read(found, properties);
        }
        finally
        {
            foreach (var pointer in (ReadOnlySpan<nint>)[found, services, locator])
                if (pointer != 0)
                    Marshal.Release(pointer);
        }
    }

    /// <summary>The only or the first instance.</summary>
    public static IReadOnlyDictionary<string, string>? First(string from, params IReadOnlyList<string> properties) =>
        Query(from, properties) is [var first, ..] ? first : null;

    private static List<IReadOnlyDictionary<string, string>>? Read(nint found, IReadOnlyList<string> properties)
    {
        var all = new List<IReadOnlyDictionary<string, string>>();
        while (true)
        {
            nint one;
            uint count;
            var result = ((delegate* unmanaged<nint, int, uint, nint*, uint*, int>)Method(found, Next))(found, TimeLimitMilliseconds, 1, &one, &count);
            if (result < 0)
                return null;
            if (count == 0)
                return all;
            try
            {
                all.Add(Properties(one, properties));
            }
            finally
            {
                Marshal.Release(one);
            }
        }
    }

    private static Dictionary<string, string> Properties(nint instance, IReadOnlyList<string> names)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            ComVariant value = default;
            fixed (char* text = name)
                if (((delegate* unmanaged<nint, char*, int, ComVariant*, int*, int*, int>)Method(instance, Get))(instance, text, 0, &value, null, null) < 0)
                    continue;
            if (Text(value) is { } known)
                values[name] = known;
            value.Dispose();
        }
        return values;
    }

    private static string? Text(ComVariant value) => value.VarType switch
    {
        VarEnum.VT_BSTR => value.As<string>(),
        VarEnum.VT_BOOL => value.As<bool>() ? "true" : "false",
        VarEnum.VT_I4 or VarEnum.VT_INT => value.As<int>().ToString(),
        VarEnum.VT_UI4 or VarEnum.VT_UINT => value.As<uint>().ToString(),
        VarEnum.VT_I2 => value.As<short>().ToString(),
        VarEnum.VT_UI2 => value.As<ushort>().ToString(),
        VarEnum.VT_UI1 => value.As<byte>().ToString(),
        VarEnum.VT_I8 => value.As<long>().ToString(),
        VarEnum.VT_UI8 => value.As<ulong>().ToString(),
        _ => null,
    };

    private static nint Method(nint comObject, int index) => (*(nint**)comObject)[index];

    private readonly ref struct Bstr(string text)
    {
        public nint Pointer { get; } = Marshal.StringToBSTR(text);

        public void Dispose() => Marshal.FreeBSTR(Pointer);
    }

    [LibraryImport("ole32")]
    private static partial int CoInitializeEx(nint reserved, uint apartment);

    [LibraryImport("ole32")]
    private static partial int CoCreateInstance(in Guid @class, nint outer, uint context, in Guid @interface, out nint instance);

    [LibraryImport("ole32")]
    private static partial int CoSetProxyBlanket(nint proxy, uint authentication, uint authorisation, nint principal, uint level, uint impersonation, nint identity, uint capabilities);
}
