using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>A store's state as JSON: <c>{"tables":{"leads":{"next":2221,"rows":[…]}},"sequences":{"orders":501}}</c>.</summary>
/// <remarks>A table or sequence that the text leaves out is as new; one that the store does not have is an error.</remarks>
internal static class StateFormat
{
    public static void Write(Store store, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("tables");
        foreach (var table in store.Tables)
        {
            writer.WriteStartObject(table.Name);
            writer.WriteNumber("next", table.NextId);
            writer.WriteStartArray("rows");
            var json = table.Json;
            foreach (var row in table.Rows) JsonSerializer.Serialize(writer, row, json);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("sequences");
        foreach (var sequence in store.Sequences) writer.WriteNumber(sequence.Name, sequence.Value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Fills an empty store.</summary>
    public static void Read(Store store, ReadOnlySpan<byte> utf8, TimeSpan shift)
    {
        var reading = new Reading(store, shift);
        // An editor may have put a byte order mark in front, which JSON does not allow.
        var reader = new Utf8JsonReader(utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
        try
        {
            reading.Document(ref reader);
        }
        // Whatever a row's converter, constructor or key may throw, the text is to blame, and its place is what the user needs.
        catch (Exception error) when (error is not StateFormatException)
        {
            throw reading.Error(error.Message, error);
        }
    }

    private sealed class Reading(Store store, TimeSpan shift)
    {
        private readonly Dictionary<JsonSerializerOptions, JsonSerializerOptions> _shifted = [];
        private readonly HashSet<string> _seen = [];
        private string? _table;
        private int? _row;

        public StateFormatException Error(string reason, Exception? inner = null) => new(_table, _row, reason, inner);

        public void Document(ref Utf8JsonReader reader)
        {
            reader.Read();
            Expect(reader.TokenType, JsonTokenType.StartObject, "the state");
            while (NextName(ref reader) is { } name)
            {
                Once(name);
                Expect(reader.TokenType, JsonTokenType.StartObject, $"'{name}'");
                if (name == "tables") Tables(ref reader);
                else if (name == "sequences") Sequences(ref reader);
                else throw Error($"The state has no part '{name}', only 'tables' and 'sequences'.");
            }

            if (reader.Read()) throw Error("The state goes on after its end.");
        }

        private void Tables(ref Utf8JsonReader reader)
        {
            while (NextName(ref reader) is { } name)
            {
                Once("tables/" + name);
                var table = store.Tables.FirstOrDefault(table => table.Name == name)
                    ?? throw Error($"There is no table '{name}', only {Names(store.Tables.Select(table => table.Name))}.");
                _table = name;
                Expect(reader.TokenType, JsonTokenType.StartObject, "the table");
                while (NextName(ref reader) is { } part)
                {
                    Once($"tables/{name}/{part}");
                    if (part == "next") table.RaiseNextId(Number(reader, "'next'"));
                    else if (part == "rows") Rows(ref reader, table);
                    else throw Error($"A table has no part '{part}', only 'next' and 'rows'.");
                }

                _table = null;
            }
        }

        private void Rows(ref Utf8JsonReader reader, ITable table)
        {
            // Not asked for by a table without rows: the first asking takes longer than reading many.
            JsonTypeInfo? json = null;
            Expect(reader.TokenType, JsonTokenType.StartArray, "'rows'");
            for (_row = 1; ; _row++)
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.EndArray) break;
                json ??= table.JsonIn(shift == TimeSpan.Zero ? table.JsonOptions : Shifted(table.JsonOptions));
                table.Load(JsonSerializer.Deserialize(ref reader, json) ?? throw Error("A row cannot be null."));
            }

            _row = null;
        }

        private void Sequences(ref Utf8JsonReader reader)
        {
            while (NextName(ref reader) is { } name)
            {
                Once("sequences/" + name);
                var sequence = store.Sequences.FirstOrDefault(sequence => sequence.Name == name)
                    ?? throw Error($"There is no sequence '{name}', only {Names(store.Sequences.Select(sequence => sequence.Name))}.");
                sequence.Reset(Number(reader, $"Sequence '{name}'"));
            }
        }

        /// <summary>The name of the next property of an object, with the reader on its value; null at the end of the object.</summary>
        private static string? NextName(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.EndObject) return null;
            var name = reader.GetString()!;
            reader.Read();
            return name;
        }

        private void Once(string path)
        {
            if (!_seen.Add(path)) throw Error($"The state has '{path}' twice.");
        }

        private void Expect(JsonTokenType found, JsonTokenType wanted, string what)
        {
            if (found != wanted) throw Error($"{what} should begin with {wanted} but is {found}.");
        }

        private long Number(Utf8JsonReader reader, string what) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)
                ? number
                : throw Error($"{what} should be a whole number of 64 bits.");

        private JsonSerializerOptions Shifted(JsonSerializerOptions options)
        {
            if (!_shifted.TryGetValue(options, out var shifted)) _shifted[options] = shifted = ShiftedTimes.In(options, shift);
            return shifted;
        }

        private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
    }
}
