namespace Fettle.Diagnosis.Facts;

/// <summary>Facts as the JSON that a person would write by hand: a number is a number, a record is an object.</summary>
internal sealed class FactJson : JsonConverter<Fact>
{
    public override Fact? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return new Fact.Number(reader.GetDouble());
            case JsonTokenType.String:
                return new Fact.Text(reader.GetString()!);
            case JsonTokenType.True or JsonTokenType.False:
                return new Fact.Flag(reader.GetBoolean());
            case JsonTokenType.StartArray:
                var items = new List<Fact>();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
                {
                    if (Read(ref reader, typeToConvert, options) is { } item)
                        items.Add(item);
                }
                return new Fact.List(items);
            case JsonTokenType.StartObject:
                var fields = new Dictionary<string, Fact?>();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    fields[name] = Read(ref reader, typeToConvert, options);
                }
                return new Fact.Record(fields);
            case JsonTokenType.Null:
                return null;
            default:
                throw new JsonException($"A fact cannot be a {reader.TokenType}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, Fact value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case Fact.Number number when double.IsFinite(number.Value):
                writer.WriteNumberValue(number.Value);
                break;
            case Fact.Text text:
                writer.WriteStringValue(text.Value);
                break;
            case Fact.Flag flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case Fact.List list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                    Write(writer, item, options);
                writer.WriteEndArray();
                break;
            case Fact.Record record:
                writer.WriteStartObject();
                foreach (var (name, field) in record.Fields)
                {
                    if (field is null)
                        continue;
                    writer.WritePropertyName(name);
                    Write(writer, field, options);
                }
                writer.WriteEndObject();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
