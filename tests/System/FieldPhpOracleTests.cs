using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>PHP itself says how a PHP form is read.</summary>
public sealed class FieldPhpOracleTests
{
    private const int Forms = 4000;

    // Base64 both ways, so that neither a byte nor the order or type of a key is lost on the way.
    private const string Script = """
        function tree($value) {
            if (!is_array($value)) return base64_encode($value);
            $entries = [];
            foreach ($value as $key => $item) $entries[] = [base64_encode((string)$key), tree($item)];
            return ['list' => array_is_list($value), 'entries' => $entries];
        }
        while (($line = fgets(STDIN)) !== false) {
            parse_str(base64_decode($line), $form);
            echo json_encode(tree($form), JSON_THROW_ON_ERROR, 1024), "\n";
        }
        """;

    // Bytes that are not UTF-8 are always %FF in names: two different invalid names would be two fields to PHP and one to us.
    // No negative indices: what follows them depends on PHP's minor version.
    private static readonly string[] NameParts =
    [
        "a", "b", "c", "[a]", "[b]", "[]", "[]", "[0]", "[1]", "[2]", "[01]", "[10]", "[-]", "[+]", "[ ]", "[%09]", "[%0A]", "[ a]", "[a ]",
        "[9223372036854775806]", "[9223372036854775807]", "[9223372036854775808]", "[a.b]", "[[a]", "[a]]", "[", "]", ".", " ", "+", "_",
        "%20", "%5B", "%5D", "%5Ba%5D", "%2E", "%00", "[%00]", "%FF", "[%FF]", "%C3%A9", "é", "%g", "%4", "%zz", "0", "1", "this", "GLOBALS", ";",
    ];

    private static readonly string[] ValueParts =
    [
        "", "", "x", "1", "é", "+", "%20", "%00", "%FF", "%C3", "%A9", "%E2%82", "%AC", "%ED%A0%80", "%F0%9F%98%80", "%", "%%", "%4", "=", "[a]", ".", "?", "\"",
    ];

    [Fact]
    public async Task Forms_are_read_as_php_reads_them()
    {
        var random = new Random(20260101);
        var forms = Enumerable.Range(0, Forms).Select(i => i < 20 ? Large(random, i) : Nasty(random)).ToArray();

        string[] answers = await AskPhp(forms);

        Assert.Equal(forms.Length, answers.Length);
        for (int i = 0; i < forms.Length; i++)
        {
            var reading = FieldReader.ReadForm(Encoding.UTF8.GetBytes(forms[i]), FieldDialect.Php);
            using var answer = JsonDocument.Parse(answers[i], new JsonDocumentOptions { MaxDepth = 1024 });
            string php = Describe(answer.RootElement, isRoot: true);
            string ours = Describe(reading.Root);
            Assert.True(reading.Problem is null && php == ours, $"Form {i}: {forms[i]}\nPHP:  {php}\nours: {ours}\n{reading.Problem}");
        }
    }

    private static async Task<string[]> AskPhp(string[] forms)
    {
        var start = new ProcessStartInfo("php") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in new[] { "-n", "-d", "display_errors=0", "-d", "log_errors=0", "-r", Script }) start.ArgumentList.Add(argument);
        Process? php = null;
        try
        {
            php = Process.Start(start);
        }
        catch (Win32Exception)
        {
            Assert.Skip("php is not installed; on Debian it is in the package php-cli.");
        }

        using (php)
        {
            var output = php!.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            foreach (string form in forms) await php.StandardInput.WriteLineAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(form)));
            php.StandardInput.Close();
            string[] lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await php.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, php.ExitCode);
            return lines;
        }
    }

    private static string Nasty(Random random)
    {
        var form = new StringBuilder();
        for (int fields = random.Next(1, 9); fields > 0; fields--)
        {
            if (random.Next(12) > 0) form.Append(NameParts[random.Next(3)]);
            Append(form, random, NameParts, random.Next(5));
            if (random.Next(8) > 0) Append(form.Append('='), random, ValueParts, random.Next(4));
            form.Append('&', random.Next(8) == 0 ? 2 : 1);
        }

        return form.ToString();
    }

    /// <summary>Around PHP's limits: names 63 to 67 deep, 998 to 1002 fields.</summary>
    private static string Large(Random random, int number)
    {
        int off = number % 5;
        if (number < 10)
        {
            string deep = "a" + string.Concat(Enumerable.Repeat(number < 5 ? "[b]" : "[]", 63 + off));
            return $"{Nasty(random)}c=0&{deep}=1&{Nasty(random)}";
        }

        return string.Join('&', Enumerable.Range(0, 998 + off).Select(i => number < 15 ? $"a[]={i}" : $"f{i.ToString(CultureInfo.InvariantCulture)}=1"));
    }

    private static void Append(StringBuilder form, Random random, string[] parts, int count)
    {
        for (; count > 0; count--) form.Append(parts[random.Next(parts.Length)]);
    }

    private static string Describe(JsonElement value, bool isRoot = false)
    {
        if (value.ValueKind == JsonValueKind.String) return JsonSerializer.Serialize(Decode(value));
        var entries = value.GetProperty("entries").EnumerateArray().Select(entry => (Decode(entry[0]), Describe(entry[1])));
        return value.GetProperty("list").GetBoolean() && !isRoot ? List(entries.Select(entry => entry.Item2)) : Map(entries);
    }

    private static string Describe(Field value) => value.Kind switch
    {
        FieldKind.Map => Map(value.Map.Select(entry => (entry.Key, Describe(entry.Value)))),
        FieldKind.List => List(value.Items.Select(Describe)),
        _ => JsonSerializer.Serialize(value.Text),
    };

    private static string List(IEnumerable<string> items) => $"[{string.Join(',', items)}]";

    private static string Map(IEnumerable<(string Name, string Value)> entries)
        => $"{{{string.Join(',', entries.Select(entry => JsonSerializer.Serialize(entry.Name) + ":" + entry.Value))}}}";

    private static string Decode(JsonElement base64) => Encoding.UTF8.GetString(base64.GetBytesFromBase64());
}
