using System.Buffers.Binary;
using System.Text;
using Fettle.Mail.Text;

namespace Fettle.Mail.Tnef;

/// <summary>A list of MAPI properties as TNEF has it ([MS-OXTNEF] §2.1.3.4), by their ids; a list that is cut off is read as far as it goes.</summary>
internal sealed class MapiProperties
{
    private readonly Dictionary<int, (int Type, byte[] Value)> values = [];
    private readonly int codePage;

    private MapiProperties(int codePage) => this.codePage = codePage;

    public static MapiProperties None { get; } = new(1252);

    public static MapiProperties Read(ReadOnlySpan<byte> data, int codePage)
    {
        var properties = new MapiProperties(codePage);
        if (data.Length < 4)
            return properties;
        var count = BinaryPrimitives.ReadUInt32LittleEndian(data);
        data = data[4..];
        for (var i = 0; i < count && data.Length >= 8; i++)
        {
            if (!properties.ReadOne(ref data))
                break;
        }
        return properties;
    }

    public string? Text(int id)
    {
        if (!values.TryGetValue(id, out var value) || value.Type is not (0x1E or 0x1F))
            return null;
        var text = value.Type == 0x1F ? Encoding.Unicode.GetString(value.Value) : Charsets.Decode(value.Value, $"windows-{codePage}");
        return text.TrimEnd('\0') is { Length: > 0 } found ? found : null;
    }

    public byte[]? Bytes(int id) => values.TryGetValue(id, out var value) && value.Type is 0x102 or 0x0D ? value.Value : null;

    public bool IsObject(int id) => values.TryGetValue(id, out var value) && value.Type == 0x0D;

    public int? Number(int id) => values.TryGetValue(id, out var value) && value is { Type: 3, Value.Length: >= 4 } ? BinaryPrimitives.ReadInt32LittleEndian(value.Value) : null;

    private bool ReadOne(ref ReadOnlySpan<byte> data)
    {
        var type = BinaryPrimitives.ReadUInt16LittleEndian(data);
        var id = BinaryPrimitives.ReadUInt16LittleEndian(data[2..]);
        data = data[4..];
        if (id >= 0x8000 && !SkipName(ref data))
            return false;

        var several = (type & 0x1000) != 0;
        type = (ushort)(type & ~0x1000);
        var variable = type is 0x1E or 0x1F or 0x102 or 0x0D;
        var count = 1u;
        if (several || variable)
        {
            if (data.Length < 4)
                return false;
            count = BinaryPrimitives.ReadUInt32LittleEndian(data);
            data = data[4..];
        }
        for (var i = 0u; i < count; i++)
        {
            var size = variable ? VariableSize(ref data) : FixedSize(type);
            if (size < 0 || data.IsEmpty)
                return false;
            var value = data[..Math.Min(size, data.Length)];
            values.TryAdd(id, (type, value.ToArray()));
            data = data[Math.Min(data.Length, (size + 3) & ~3)..];
        }
        return true;
    }

    private static int VariableSize(ref ReadOnlySpan<byte> data)
    {
        if (data.Length < 4)
            return -1;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(data);
        data = data[4..];
        return (int)Math.Min(size, (uint)data.Length);
    }

    private static int FixedSize(int type) => type switch
    {
        2 or 3 or 4 or 0x0A or 0x0B => 4,
        5 or 6 or 7 or 0x14 or 0x40 => 8,
        0x48 => 16,
        1 => 4,
        _ => -1,
    };

    /// <summary>Named properties: a GUID, then a number or a name.</summary>
    private static bool SkipName(ref ReadOnlySpan<byte> data)
    {
        if (data.Length < 24)
            return false;
        var kind = BinaryPrimitives.ReadUInt32LittleEndian(data[16..]);
        var number = BinaryPrimitives.ReadUInt32LittleEndian(data[20..]);
        var length = kind == 0 ? 24 : 24L + ((number + 3L) & ~3L);
        if (length > data.Length)
            return false;
        data = data[(int)length..];
        return true;
    }
}
